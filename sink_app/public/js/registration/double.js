// Double registration at a glance, on the forms of members, organizations and areas.

frappe.provide("sink.registration");

const PARTS = [
	["both", "green", () => __("Both")],
	["only_dispatched", "orange", () => __("Lacks the Residence")],
	["only_residence", "yellow", () => __("Lacks the Dispatch")],
	["neither", "red", () => __("Lacks Both")],
];

sink.registration.send_digest = async function (doctype, name) {
	const told = await frappe.xcall("sink_app.registration.double.remind", { doctype, name });
	const said = told.queued
		? __("{0} members lack something; they are told in the background.", [told.queued])
		: __("Told today: {0} members, {1} organizers. Nobody hears of it twice a day.", [
				told.members,
				told.organizers,
			]);
	frappe.show_alert({ message: said, indicator: "green" }, 7);
};

function bar(figures) {
	const shown = PARTS.filter(([key]) => figures[key]);
	const pieces = shown.map(
		([key, colour]) =>
			`<span class="sink-double-${colour}" style="flex-grow: ${figures[key]}" title="${figures[key]}"></span>`,
	);
	const words = shown.map(
		([key, colour, label]) =>
			`<span class="indicator ${colour}">${frappe.utils.escape_html(label())} ${figures[key]}</span>`,
	);
	return `<div class="sink-double-bar">${pieces.join("")}</div><div class="sink-double-words">${words.join("")}</div>`;
}

function kinds(figures) {
	return figures.kinds
		.map((kind) => {
			const escape = frappe.utils.escape_html;
			const colour = kind.is_taken_in ? "green" : kind.name ? "orange" : kind.is_owed ? "red" : "gray";
			const state = kind.state || (kind.is_owed ? __("missing") : __("not asked for"));
			const place = kind.place ? ` · ${escape(kind.place)}` : "";
			const since = frappe.datetime.str_to_user(kind.since);
			const text = `${escape(kind.label)}：${escape(state)}${place} · ${__("since {0}", [since])}`;
			const link = kind.name ? frappe.utils.get_form_link("Sink Registration", kind.name) : null;
			return `<span class="indicator ${colour}">${link ? `<a href="${link}">${text}</a>` : text}</span>`;
		})
		.join("");
}

function is_short(figures) {
	return figures.kinds ? figures.lacking.length : figures.members > figures.both;
}

async function show(frm) {
	frm.layout.wrapper.find(".sink-double").remove();
	if (frm.is_new()) return;
	const figures = await frappe.xcall("sink_app.registration.double.overview", {
		doctype: frm.doctype,
		name: frm.docname,
	});
	if (!figures.kinds && !figures.members) return;
	const head = `${__("Double Registration in {0}", [figures.year])}`;
	const rate = figures.kinds ? "" : ` ${figures.both}/${figures.members}（${figures.rate} %）`;
	const body = figures.kinds ? `<div class="sink-double-words">${kinds(figures)}</div>` : bar(figures);
	const section = $(
		`<div class="sink-double"><h6>${head}${rate}</h6>${body}<div class="sink-double-acts"></div></div>`,
	);
	const acts = section.find(".sink-double-acts");
	if (!figures.kinds) add_link(acts, __("Who Lacks What"), () => open_report(frm, figures));
	if (is_short(figures) && frappe.model.can_get_report("Sink Member")) {
		add_link(acts, __("Send the Digest"), () => sink.registration.send_digest(frm.doctype, frm.docname));
	}
	frm.layout.wrapper.find(".sink-double").remove();
	frm.layout.wrapper.prepend(section);
}

function add_link(acts, label, act) {
	$(`<button type="button" class="btn btn-xs btn-default">${label}</button>`)
		.on("click", act)
		.appendTo(acts);
}

function open_report(frm, figures) {
	frappe.set_route("query-report", "Sink Missing Double Registration", {
		[figures.filter]: frm.docname,
		by: "Person",
	});
}

for (const doctype of ["Sink Member", "Sink Organization", "Sink Area"]) {
	frappe.ui.form.on(doctype, { refresh: show });
}
