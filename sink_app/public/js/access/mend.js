// What sets it right: each way goes through the record that rules it, which asks again whether one may.

/** Go the way; resolves to true when something changed here. */
export function mend(way, told) {
	return { add_stand, end_stand, unshare, enable }[way.kind](way, told);
}

function add_stand({ doctype, fields, user, role, tree, node, roles }, { record }) {
	const places = record.place.map((each) => ({
		value: JSON.stringify([each.tree, each.node]),
		label: `${each.level}: ${each.title}`,
	}));
	const dialog = new frappe.ui.Dialog({
		title: __("Add a Stand"),
		fields: [
			{
				fieldname: "role",
				fieldtype: "Select",
				label: __("Role"),
				options: roles,
				default: role,
				reqd: 1,
			},
			{
				fieldname: "place",
				fieldtype: "Select",
				label: __("Where They Stand"),
				options: places,
				default: node ? JSON.stringify([tree, node]) : null,
				reqd: 1,
				description: __("Everything below it is opened as well. The lowest that does is best."),
			},
		],
		primary_action_label: __("Fill in the Stand"),
		primary_action(given) {
			const [chosen_tree, chosen_node] = JSON.parse(given.place);
			dialog.hide();
			frappe.new_doc(doctype, {
				[fields.user]: user,
				[fields.role]: given.role,
				[fields[chosen_tree]]: chosen_node,
			});
		},
	});
	dialog.show();
	return Promise.resolve(false);
}

function end_stand({ doctype, field, stand }) {
	const sentence = __("The stand counts until tonight, and everything it opens is closed from tomorrow.");
	return confirmed(sentence, () =>
		frappe.xcall("frappe.client.set_value", {
			doctype,
			name: stand,
			fieldname: field,
			value: frappe.datetime.get_today(),
		}),
	);
}

function unshare({ user }, { record }) {
	return confirmed(__("The record will no longer be shared with them."), () =>
		frappe.xcall("frappe.share.set_permission", {
			doctype: record.doctype,
			name: record.name,
			user: user || "",
			permission_to: "read",
			value: 0,
			everyone: user ? 0 : 1,
		}),
	);
}

function enable({ user }) {
	return confirmed(__("The account can be used again."), () =>
		frappe.xcall("frappe.client.set_value", {
			doctype: "User",
			name: user,
			fieldname: "enabled",
			value: 1,
		}),
	);
}

function confirmed(sentence, act) {
	return new Promise((resolve) =>
		frappe.confirm(
			sentence,
			async () => {
				await act();
				frappe.show_alert({ message: __("Set right"), indicator: "green" });
				resolve(true);
			},
			() => resolve(false),
		),
	);
}
