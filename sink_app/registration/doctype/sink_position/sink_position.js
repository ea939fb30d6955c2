frappe.ui.form.on("Sink Position", {
	setup(frm) {
		const inside = (level) => () => ({
			filters: { level, community: frm.doc.community || "", disabled: 0 },
		});
		frm.set_query("community", () => ({ filters: { level: "Community", disabled: 0 } }));
		frm.set_query("compound", inside("Compound"));
		frm.set_query("grid", inside("Grid"));
		frm.set_query("position_class", () => ({ filters: { disabled: 0 } }));
		frm.set_query("service_category", () => ({ filters: { is_group: 0, disabled: 0 } }));
	},

	onload(frm) {
		if (frm.is_new()) sink.posts.prefill(frm);
	},

	refresh(frm) {
		if (frm.is_new()) return;
		frm.add_custom_button(__("Whom It Suits"), () => show_suggestions(frm));
		if (!frm.perm[0].write) return;
		const is_closed = frm.doc.status === "Closed";
		frm.add_custom_button(is_closed ? __("Open Again") : __("Close Post"), () => {
			frm.set_value("status", is_closed ? "Vacant" : "Closed");
			frm.save();
		});
	},

	community(frm) {
		for (const field of ["compound", "grid"]) frm.set_value(field, "");
	},
});

/** Every member placed in the community, those who fit best first; one press places one. */
function show_suggestions(frm) {
	frappe
		.xcall("sink_app.registration.posts.doors.suggestions", { position: frm.docname })
		.then((members) => {
			const dialog = new frappe.ui.Dialog({
				title: __("Whom It Suits: {0}", [frm.doc.title]),
				size: "large",
				fields: [{ fieldname: "members", fieldtype: "HTML" }],
			});
			const left = frm.doc.headcount - frm.doc.taken;
			$(dialog.fields_dict.members.wrapper).html(
				table(members, left > 0 && frm.doc.status !== "Closed"),
			);
			dialog.$wrapper.on("click", "[data-member]", (event) => {
				const button = $(event.currentTarget).prop("disabled", true);
				place(frm, button.data("member"), button.data("reason"))
					.then(() => {
						dialog.hide();
						frm.reload_doc();
					})
					.catch(() => button.prop("disabled", false));
			});
			dialog.show();
		});
}

function place(frm, member, reason) {
	return frappe
		.xcall("sink_app.registration.posts.doors.place", { member, position: frm.docname, reason })
		.then((placed) => frappe.show_alert({ message: placed.message, indicator: "green" }));
}

function table(members, may_place) {
	if (!members.length) {
		return `<p class="text-muted">${__("No member is placed in a grid of this community yet.")}</p>`;
	}
	const text = frappe.utils.escape_html;
	const rows = members.map(
		(row) => `<tr>
			<td>${text(row.member_name)}</td>
			<td>${text(row.reason || "—")}</td>
			<td class="text-muted">${text(row.about || "")}</td>
			<td class="text-muted">${text(row.held || "")}</td>
			<td class="text-right">${
				may_place
					? `<button class="btn btn-xs btn-default" data-member="${text(row.member)}" data-reason="${text(row.reason)}">${__("Put on This Post")}</button>`
					: ""
			}</td>
		</tr>`,
	);
	const heads = [__("Member Name"), __("Why This Member"), __("Skills and Wishes"), __("Holds"), ""];
	return `<table class="table table-sm">
		<thead><tr>${heads.map((head) => `<th>${head}</th>`).join("")}</tr></thead>
		<tbody>${rows.join("")}</tbody>
	</table>`;
}
