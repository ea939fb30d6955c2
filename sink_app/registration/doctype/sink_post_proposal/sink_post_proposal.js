frappe.ui.form.on("Sink Post Proposal", {
	setup(frm) {
		frm.set_query("community", () => ({ filters: { level: "Community", disabled: 0 } }));
		frm.set_query("organization", () => ({ filters: { disabled: 0 } }));
		frm.set_query("position", "rows", () => ({
			filters: {
				status: "Vacant",
				year: frm.doc.year,
				...(frm.doc.community ? { community: frm.doc.community } : {}),
			},
		}));
		frappe.realtime.on("post_proposal_done", (done) => {
			if (done.name !== frm.doc.name) return;
			frappe.hide_progress();
			frm.reload_doc();
		});
	},

	onload(frm) {
		if (frm.is_new()) sink.posts.prefill(frm);
	},

	refresh(frm) {
		frm.get_field("rows").grid.cannot_add_rows = true;
		if (frm.is_new()) {
			frm.set_intro(
				__("Save first; then the members without a post are listed with a post for each."),
				"blue",
			);
			return;
		}
		if (frm.doc.__onload?.is_running) {
			frm.set_intro(__("Members are being placed. You may close this page meanwhile."), "blue");
			return;
		}
		frm.add_custom_button(__("Propose Posts"), () => run(frm, "propose"));
		const open = (frm.doc.rows || []).filter((row) => row.position && row.outcome !== "Placed").length;
		if (open) {
			frm.add_custom_button(__("Place {0} Members", [open]), () => confirm_place(frm, open));
			frm.change_custom_button_type(__("Place {0} Members", [open]), null, "primary");
		} else if (!(frm.doc.rows || []).length) {
			frm.change_custom_button_type(__("Propose Posts"), null, "primary");
		}
		tell_outcome(frm);
	},
});

async function confirm_place(frm, open) {
	if (frm.is_dirty()) await frm.save();
	frappe.confirm(__("Place {0} members on these posts now?", [open]), () => run(frm, "place"));
}

function run(frm, step) {
	return frappe
		.xcall(`sink_app.registration.doctype.sink_post_proposal.sink_post_proposal.${step}`, {
			name: frm.docname,
		})
		.then(() => frm.reload_doc());
}

function tell_outcome(frm) {
	const rows = frm.doc.rows || [];
	const refused = rows.filter((row) => row.outcome === "Refused").length;
	const placed = rows.filter((row) => row.outcome === "Placed").length;
	if (refused) {
		frm.set_intro(
			__("{0} placed, {1} not: the note in the row says why. Change the post and place again.", [
				placed,
				refused,
			]),
			"orange",
		);
	} else if (placed && placed === rows.length) {
		frm.set_intro(__("All {0} members of this table are placed.", [placed]), "green");
	}
}
