// In emergency mode (战时) the navbar of whoever stands there says so, on every page of the Desk.

frappe.provide("sink.service");

const METHODS = "sink_app.service.emergencies.mode";
const AT_MOST_EVERY = 60000; // milliseconds; turning pages quickly asks once

let asked_at = 0;

function show(found) {
	$(".sink-mode").remove();
	if (!found.length) return;
	const [first] = found;
	const words = frappe.utils.escape_html(`${first.mode} · ${first.title}`);
	const colour = first.is_drill ? "blue" : "red";
	const pill = $(`<li class="nav-item sink-mode">
		<a class="nav-link" href="${frappe.utils.get_form_link("Sink Emergency", first.name)}">
			<span class="indicator-pill no-indicator-dot ${colour}">${words}</span>
		</a>
	</li>`);
	pill.attr("title", found.map(told).join("\n"));
	pill.insertBefore($(".navbar .dropdown-notifications").first());
}

/** One emergency in words: mode, area, since when, by whom and why. */
sink.service.told = told;

function told(each) {
	return __("{0}: {1}, since {2}, declared by {3}. {4}", [
		each.mode,
		`${each.area} · ${each.title}`,
		each.since,
		each.by,
		each.why,
	]);
}

/** Ask for the modes again; at once where something was just declared or ended. */
sink.service.refresh_mode = async function (at_once) {
	if (!at_once && Date.now() - asked_at < AT_MOST_EVERY) return;
	asked_at = Date.now();
	show(await frappe.xcall(`${METHODS}.mine`));
};

$(document).on("page-change", () => sink.service.refresh_mode());
