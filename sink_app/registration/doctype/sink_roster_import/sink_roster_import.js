frappe.ui.form.on("Sink Roster Import", {
	setup(frm) {
		frm.set_query("organization", () => ({ filters: { disabled: 0 } }));
		frappe.realtime.on("roster_done", (done) => {
			if (done.name !== frm.doc.name) return;
			// a dialog that is still fading in does not close
			setTimeout(frappe.hide_progress, 1000);
			frm.reload_doc();
		});
	},

	onload(frm) {
		if (frm.is_new()) prefill(frm);
	},

	onload_post_render(frm) {
		frm.get_field("file").df.options = {
			restrictions: { allowed_file_types: [".xlsx", ".xls", ".csv"] },
		};
	},

	refresh(frm) {
		frm.add_custom_button(__("Download Template"), () => download_template(frm));
		show_wrong_rows(frm);
		if (frm.is_new()) {
			frm.set_intro(
				__("Fill the template, attach it here and save. Checking changes nothing yet."),
				"blue",
			);
			return;
		}
		if (frm.doc.__onload && frm.doc.__onload.is_running) {
			frm.set_intro(__("The roster is being worked on. You may close this page meanwhile."), "blue");
			return;
		}
		show_outcome(frm);
		frm.add_custom_button(__("Check Roster"), () => start(frm, true));
		frm.add_custom_button(__("Import Roster"), () => confirm_import(frm));
		const next = frm.doc.status === "Checked" ? __("Import Roster") : __("Check Roster");
		if (frm.doc.status !== "Imported") frm.change_custom_button_type(next, null, "primary");
	},
});

function prefill(frm) {
	if (!frm.doc.year) frm.set_value("year", Number(frappe.datetime.nowdate().slice(0, 4)));
	if (frm.doc.organization) return;
	frappe
		.xcall("sink_app.registration.doctype.sink_roster_import.sink_roster_import.own_organization")
		.then((organization) => organization && frm.set_value("organization", organization));
}

function download_template(frm) {
	const method = "sink_app.registration.doctype.sink_roster_import.sink_roster_import.download_template";
	const query = frm.doc.organization ? `?organization=${encodeURIComponent(frm.doc.organization)}` : "";
	window.open(`/api/method/${method}${query}`);
}

function confirm_import(frm) {
	if (!frm.doc.rows_wrong) return start(frm, false);
	const sentence = __("{0} rows are wrong and stay out; the others go in. Import now?", [
		frm.doc.rows_wrong,
	]);
	frappe.confirm(sentence, () => start(frm, false));
}

async function start(frm, rehearse) {
	if (frm.is_dirty()) await frm.save();
	await frappe.xcall("sink_app.registration.doctype.sink_roster_import.sink_roster_import.start", {
		name: frm.doc.name,
		rehearse,
	});
	frappe.show_alert({ message: __("Started in the background"), indicator: "blue" });
	frm.reload_doc();
}

function show_outcome(frm) {
	const { status, message, rows_total, rows_good, rows_kept, rows_wrong } = frm.doc;
	if (status === "Broken Off") return frm.set_intro(message, "red");
	if (status === "Importing" || status === "Checking" || status === "In the Queue") {
		frm.set_intro(
			__("The run was broken off. Start it again: rows that are in already are kept."),
			"orange",
		);
		return;
	}
	if (status !== "Checked" && status !== "Imported") return;
	const sentence =
		status === "Checked"
			? __("{0} rows: {1} good, {2} kept already, {3} wrong. Nothing was changed yet.", [
					rows_total,
					rows_good,
					rows_kept,
					rows_wrong,
				])
			: __("{0} rows: {1} added, {2} kept already, {3} wrong.", [
					rows_total,
					rows_good,
					rows_kept,
					rows_wrong,
				]);
	frm.set_intro(sentence, rows_wrong ? "orange" : "green");
}

// The sheet has the same findings beside its rows; here they are read without opening it.
function show_wrong_rows(frm) {
	const escape = frappe.utils.escape_html;
	const rows = JSON.parse(frm.doc.wrong_rows || "[]").map(
		({ row, name, reasons }) =>
			`<tr><td>${row}</td><td>${escape(name || "")}</td><td>${reasons.map(escape).join("<br>")}</td></tr>`,
	);
	const head = [__("Sheet Row"), __("Member Name"), __("Reason")]
		.map((title) => `<th>${title}</th>`)
		.join("");
	frm.get_field("wrong_rows_table").$wrapper.html(
		rows.length
			? `<table class="table table-bordered table-sm"><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table>`
			: "",
	);
}
