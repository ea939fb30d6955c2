// What forms and lists of teams share: the text for the work group, ready to be pasted.

frappe.provide("sink.teams");

// who is meant stands beside the link: cells show the name, and nobody's title is asked for
const NAME_BESIDE = {
	member: ["member_name", "person_name"],
	captain: ["captain_name"],
	other_member: ["other_name"],
	volunteer: ["person_name"],
};
for (const doctype of ["Sink Member", "Sink Volunteer"]) {
	frappe.form.link_formatters[doctype] = (value, doc, df) =>
		(NAME_BESIDE[df?.fieldname] || []).map((field) => doc[field]).find(Boolean) || value;
}

sink.teams.copy_card = async function (method, args) {
	const { text, silent } = await frappe.xcall(`sink_app.service.teams.cards.${method}`, args);
	if (!text) {
		frappe.msgprint(__("There is no team at work here yet."));
		return;
	}
	const escape = frappe.utils.escape_html;
	const dialog = new frappe.ui.Dialog({
		title: __("Team Card"),
		fields: [
			{ fieldname: "text", fieldtype: "Long Text", label: __("For the Work Group"), default: text },
			{
				fieldname: "note",
				fieldtype: "HTML",
				options: silent.length
					? `<p class="text-muted">${escape(
							__("Own number left out, for there is no consent to give it away: {0}.", [
								silent.join(__(", ")),
							]),
						)}</p>`
					: "",
			},
		],
		primary_action_label: __("Copy"),
		primary_action(values) {
			frappe.utils.copy_to_clipboard(values.text);
			dialog.hide();
		},
	});
	dialog.show();
};

sink.teams.copy_cards_of_community = async function () {
	const { community } = await frappe.xcall("sink_app.registration.posts.doors.own_places");
	frappe.prompt(
		{
			fieldname: "community",
			fieldtype: "Link",
			options: "Sink Area",
			label: __("Community"),
			reqd: 1,
			default: community,
			get_query: () => ({ filters: { level: "Community" } }),
		},
		(values) => sink.teams.copy_card("cards_of", values),
		__("Copy All Cards"),
		__("Show"),
	);
};

sink.teams.make_up_squads = async function (report) {
	const community = report.get_filter_value("community");
	if (!community) {
		frappe.msgprint(__("Please choose a community first."));
		return;
	}
	const { made, complete } = await frappe.xcall("sink_app.service.teams.squads.fill", { community });
	frappe.msgprint(
		made
			? __("{0} squads are drafted, {1} of them complete. Please look them over and set them up.", [
					made,
					complete,
				])
			: __("Every grid of this community has a squad, or a draft of one."),
	);
	report.refresh();
};
