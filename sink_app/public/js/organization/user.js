// The form of a user: where they stand, in which role and from when to when.

const FIELDS = [
	"name",
	"role",
	"from_date",
	"to_date",
	"area.title as area",
	"organization.org_name as party",
];

frappe.ui.form.on("User", {
	async refresh(frm) {
		if (frm.is_new() || !frappe.model.can_read("Sink Stand")) return;
		const user = frm.doc.name;
		const stands = await frappe.db.get_list("Sink Stand", {
			fields: FIELDS,
			filters: { user },
			order_by: "from_date desc",
			limit: 50,
		});
		if (frm.doc.name !== user) return;
		frm.dashboard.add_section(table_of(stands), __("Where They Stand"));
		frm.dashboard.show();
		if (frappe.model.can_create("Sink Stand")) {
			frm.add_custom_button(__("Add a Stand"), () => frappe.new_doc("Sink Stand", { user }));
		}
	},
});

function table_of(stands) {
	if (!stands.length) {
		return `<p class="text-muted">${__("Stands nowhere yet, so no record is open to this account.")}</p>`;
	}
	const escape = frappe.utils.escape_html;
	const rows = stands.map((stand) => {
		const { label, colour } = state_of(stand);
		const until = stand.to_date ? frappe.datetime.str_to_user(stand.to_date) : "…";
		return `<tr>
			<td><a href="${frappe.utils.get_form_link("Sink Stand", stand.name)}">${escape(__(stand.role))}</a></td>
			<td>${escape(stand.area || stand.party || "")}</td>
			<td>${frappe.datetime.str_to_user(stand.from_date)} – ${until}</td>
			<td><span class="indicator-pill ${colour}">${label}</span></td>
		</tr>`;
	});
	return `<table class="table table-sm sink-stands"><tbody>${rows.join("")}</tbody></table>`;
}

function state_of({ from_date, to_date }) {
	const today = frappe.datetime.get_today();
	if (to_date && to_date < today) return { label: __("Ended"), colour: "gray" };
	if (from_date > today) return { label: __("Not Begun Yet"), colour: "orange" };
	return { label: __("Counts Today"), colour: "green" };
}
