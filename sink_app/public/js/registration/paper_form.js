frappe.provide("sink.registration");

const METHOD = "sink_app.registration.paper_form";
// on the next form of the same pile these are the same
const KEPT = ["organization", "staff_kind", "registration_type", "community", "notices_read"];

/** The paper's form on one page: what an organizer types in from a pile of paper (REG-04). */
sink.registration.enter_paper_forms = async function () {
	const given = await frappe.xcall(`${METHOD}.defaults`, {}, "GET");
	const dialog = new frappe.ui.Dialog({
		title: __("Enter Paper Forms"),
		size: "extra-large",
		fields: fields(given),
		primary_action_label: __("Save and Next Form"),
		primary_action: (values) => save(dialog, values),
	});
	dialog.show();
	dialog.entered = 0;
	return dialog;
};

async function save(dialog, values) {
	dialog.disable_primary_action();
	try {
		const made = await frappe.xcall(`${METHOD}.enter`, { form: read(dialog, values) }, "POST");
		dialog.entered += 1;
		tell(dialog, values.member_name, made);
		next(dialog);
	} finally {
		dialog.enable_primary_action();
	}
}

function read(dialog, values) {
	const times = dialog.fields.filter(({ day_kind }) => day_kind && values[`time_${day_kind}`]);
	return {
		...values,
		birth_date: full_date(values.birth_date),
		times: times.map(({ day_kind }) => day_kind),
		can_emergency: values.time_Emergency ? 1 : 0,
	};
}

// the paper asks for year and month: 1985.3, 1985-03, 198503
function full_date(text) {
	const found = /^(\d{4})\D?(\d{1,2})(?:\D?(\d{1,2}))?\D?$/.exec((text || "").trim());
	if (!found) return text || null;
	const [, year, month, day] = found;
	return `${year}-${month.padStart(2, "0")}-${(day || "1").padStart(2, "0")}`;
}

function tell(dialog, name, made) {
	const state = made.is_forwarded ? __("sent on to the community") : __("kept as a draft");
	const link = `<a href="/app/sink-registration/${made.registration}" target="_blank">${frappe.utils.escape_html(name)}</a>`;
	const remark = made.remark ? ` ${frappe.utils.escape_html(made.remark)}` : "";
	const sentence = __("Form {0}: {1}, {2}.", [dialog.entered, link, state]);
	dialog.get_field("told").$wrapper.html(`<p class="text-success">${sentence}${remark}</p>`);
}

function next(dialog) {
	const kept = Object.fromEntries(KEPT.map((field) => [field, dialog.get_value(field)]));
	dialog.clear();
	dialog.set_values(kept).then(() => dialog.get_field("member_name").set_focus());
}

function fields(given) {
	return [
		{ fieldname: "told", fieldtype: "HTML" },
		{ fieldtype: "Section Break", hide_border: 1 },
		...person_fields(),
		{ fieldtype: "Section Break" },
		...place_fields(given),
		{ fieldtype: "Section Break" },
		...service_fields(given),
	];
}

function person_fields() {
	const staff = ["Department", "Public Institution", "Enterprise", "University", "Other"];
	return [
		{ fieldname: "member_name", fieldtype: "Data", label: __("Member Name"), reqd: 1 },
		{ fieldname: "mobile", fieldtype: "Data", label: __("Mobile"), reqd: 1 },
		{ fieldtype: "Column Break" },
		{
			fieldname: "sex",
			fieldtype: "Select",
			label: __("Sex"),
			options: choices(["Male", "Female"], true),
		},
		{
			fieldname: "birth_date",
			fieldtype: "Data",
			label: __("Year and Month of Birth"),
			description: __("As on the paper, such as {0}", ["1985.3"]),
		},
		{ fieldtype: "Column Break" },
		{ fieldname: "position_title", fieldtype: "Data", label: __("Job Title") },
		{
			fieldname: "staff_kind",
			fieldtype: "Select",
			label: __("Kind of Staff"),
			options: choices(staff, true),
		},
	];
}

function place_fields({ organization, year }) {
	const levels = { level: ["in", ["Branch", "Second Level", "Unit"]], disabled: 0 };
	return [
		{
			fieldname: "organization",
			fieldtype: "Link",
			options: "Sink Organization",
			label: __("Party Organization"),
			reqd: 1,
			default: organization,
			get_query: () => ({ filters: levels }),
		},
		{
			fieldname: "registration_type",
			fieldtype: "Select",
			label: __("Kind"),
			reqd: 1,
			default: "Dispatched",
			options: choices(["Dispatched", "Residence"]),
		},
		{ fieldtype: "Column Break" },
		community("community", __("Community"), { reqd: 1 }),
		{ fieldname: "year", fieldtype: "Int", label: __("Year"), default: year, hidden: 1 },
		{ fieldname: "wanted_post", fieldtype: "Data", label: __("Wanted Post") },
		{ fieldtype: "Column Break" },
		community("home_area", __("Home Community")),
		{ fieldname: "home_address", fieldtype: "Data", label: __("Home Address") },
	];
}

function service_fields({ day_kinds }) {
	const words = (doctype) => (text) => frappe.db.get_link_options(doctype, text);
	const pills = { fieldtype: "MultiSelectPills" };
	return [
		{ ...pills, fieldname: "skills", label: __("Skills"), get_data: words("Sink Skill") },
		{ fieldname: "hobbies", fieldtype: "Data", label: __("Hobbies") },
		{ fieldtype: "Column Break" },
		{
			...pills,
			fieldname: "wishes",
			label: __("Service Wishes"),
			get_data: words("Sink Service Category"),
		},
		{ fieldtype: "Column Break" },
		...day_kinds.map((kind) => ({
			fieldname: `time_${kind}`,
			day_kind: kind,
			fieldtype: "Check",
			label: __("Free: {0}", [__(kind)]),
		})),
		{
			fieldname: "notices_read",
			fieldtype: "Check",
			label: __("Both notices are signed on the paper"),
			default: 1,
		},
	];
}

function community(fieldname, label, more = {}) {
	const filters = { level: "Community", disabled: 0 };
	return {
		fieldname,
		fieldtype: "Link",
		options: "Sink Area",
		label,
		get_query: () => ({ filters }),
		...more,
	};
}

function choices(options, may_be_empty = false) {
	const worded = options.map((value) => ({ value, label: __(value) }));
	return may_be_empty ? [{ value: "", label: "\u00a0" }, ...worded] : worded;
}
