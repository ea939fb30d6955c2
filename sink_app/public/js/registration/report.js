// What the reports of registration share: the same filters, and a click that leads one level down.

frappe.provide("sink.registration");

const BELOW = {
	System: "Unit",
	Unit: "Branch",
	"Second Level": "Branch",
	Branch: "Person",
	District: "Street",
	Street: "Community",
	Community: "Grid",
	Grid: "Person",
};
const FIELD = {
	System: "system",
	Unit: "unit",
	"Second Level": "second_level",
	Branch: "branch",
	District: "district",
	Street: "street",
	Community: "community",
	Grid: "grid",
};

function tree_filter(fieldname, label, doctype, level) {
	return {
		fieldname,
		label,
		fieldtype: "Link",
		options: doctype,
		get_query: () => ({ filters: { level } }),
	};
}

function common_filters(levels, by, areas_only) {
	const filters = [
		{
			fieldname: "year",
			label: __("Year"),
			fieldtype: "Int",
			default: Number(frappe.datetime.nowdate().slice(0, 4)),
		},
	];
	if (levels.length > 1) {
		filters.push({
			fieldname: "by",
			label: __("Shown By"),
			fieldtype: "Select",
			options: levels.map((value) => ({ value, label: __(value) })),
			default: by,
		});
	}
	if (!areas_only) {
		filters.push(
			tree_filter("system", __("System"), "Sink Organization", "System"),
			tree_filter("unit", __("Unit"), "Sink Organization", ["in", ["Unit", "Community"]]),
			tree_filter("branch", __("Party Branch"), "Sink Organization", ["in", ["Branch", "Compound"]]),
		);
	}
	filters.push(
		tree_filter("district", __("District"), "Sink Area", "District"),
		tree_filter("street", __("Street"), "Sink Area", "Street"),
		tree_filter("community", __("Community"), "Sink Area", "Community"),
	);
	return filters;
}

// one level down inside the node that was clicked; the lowest level that the report knows opens the people
function next_level(levels, level) {
	let next = BELOW[level];
	while (next && !levels.includes(next)) next = BELOW[next];
	return next || (levels.includes("Person") ? "Person" : null);
}

function go_down(levels, node) {
	const report = frappe.query_report;
	const level = report.get_filter_value("by") || levels[0];
	const next = next_level(levels, level);
	const field = FIELD[level];
	if (!next || !report.get_filter(field, false)) {
		frappe.set_route("Form", FIELD_TREE[level], node);
		return;
	}
	report.set_filter_value({ [field]: node, by: next });
}

const FIELD_TREE = Object.fromEntries(
	Object.keys(FIELD).map((level) => [
		level,
		["System", "Unit", "Second Level", "Branch"].includes(level) ? "Sink Organization" : "Sink Area",
	]),
);

function title_html(value, data) {
	const escape = frappe.utils.escape_html;
	if (data.member || data.registration) {
		const [doctype, name] = data.member
			? ["Sink Member", data.member]
			: ["Sink Registration", data.registration];
		return `<a href="${frappe.utils.get_form_link(doctype, name)}">${escape(value)}</a>`;
	}
	return data.node
		? `<a href="#" data-sink-node="${escape(data.node)}">${escape(value)}</a>`
		: escape(value);
}

const COLOURS = {
	Flagged: "red",
	"Behind the Deadline": "red",
	"Not Yet Reached": "orange",
	Reached: "green",
};

function pill(value) {
	const word = Object.keys(COLOURS).find((each) => __(each) === value);
	return word
		? `<span class="indicator-pill ${COLOURS[word]}">${frappe.utils.escape_html(value)}</span>`
		: value;
}

async function send_digest() {
	const filters = frappe.query_report.get_filter_values();
	const field = ["branch", "second_level", "unit", "system", "community", "street", "district"].find(
		(each) => filters[each],
	);
	if (!field) {
		frappe.msgprint(__("Please choose a unit, a branch, a street or a community first."));
		return;
	}
	const level = Object.keys(FIELD).find((each) => FIELD[each] === field);
	await sink.registration.send_digest(FIELD_TREE[level], filters[field]);
}

sink.registration.report = function ({ levels, by, filters = [], digest, areas }) {
	return {
		filters: [...common_filters(levels, by, areas), ...filters.map(translated)],

		formatter(value, row, column, data, default_formatter) {
			if (data && column.fieldname === "title") return title_html(value || "", data);
			const shown = default_formatter(value, row, column, data);
			return ["standing", "flag"].includes(column.fieldname) && value ? pill(value) : shown;
		},

		onload(report) {
			report.page.wrapper.on("click", "[data-sink-node]", (event) => {
				event.preventDefault();
				go_down(levels, event.currentTarget.dataset.sinkNode);
			});
			if (digest) report.page.add_inner_button(__("Send the Digest"), send_digest);
		},
	};
};

function translated(filter) {
	if (filter.fieldtype !== "Select") return filter;
	return { ...filter, options: filter.options.map((value) => ({ value, label: value && __(value) })) };
}
