// How many records wait for whoever is logged in, in the navbar of every page of the Desk.

frappe.provide("sink.approvals");

const AT_MOST_EVERY = 30000; // milliseconds; turning pages quickly asks once

let asked_at = 0;

function place() {
	if ($(".sink-waiting-count").length) return;
	const title = __("My Approvals");
	$(`<li class="nav-item sink-waiting-count">
		<a class="nav-link text-muted" href="/app/sink-my-approvals" title="${title}" aria-label="${title}">
			${frappe.utils.icon("list-alt", "md")}<span class="badge" hidden></span>
		</a>
	</li>`).insertBefore($(".navbar .dropdown-notifications").first());
}

function show({ count, more }) {
	const number = more ? `${count}+` : String(count);
	$(".sink-waiting-count .badge").text(number).prop("hidden", !count);
	$(".sink-waiting-count a").attr("title", __("My Approvals: {0} waiting", [number]));
}

sink.approvals.refresh_count = async function (at_once) {
	place();
	if (!at_once && Date.now() - asked_at < AT_MOST_EVERY) return;
	asked_at = Date.now();
	show(await frappe.xcall("sink_app.approvals.inbox.count"));
};

$(document).on("toolbar_setup", place);
$(document).on("page-change", () => sink.approvals.refresh_count());
// a step taken on a form: one record less waits, or it waits elsewhere now
$(document).on("sink-step-taken", () => sink.approvals.refresh_count(true));
