frappe.provide("sink.service");

const STRETCH = 200;

/** Minutes as people say them: 2小时30分. */
sink.service.duration = (minutes) => {
	const hours = Math.floor((minutes || 0) / 60);
	const rest = (minutes || 0) % 60;
	if (!hours) return __("{0} minutes", [rest]);
	return rest ? __("{0} hours {1} minutes", [hours, rest]) : __("{0} hours", [hours]);
};

/** Confirm ticked records, so many a request, and say which were refused and why. */
sink.service.confirm_many = async (list, names) => {
	if (!names.length) {
		frappe.msgprint(__("Please tick the records first."));
		return;
	}
	let done = 0;
	const refusals = [];
	try {
		for (let start = 0; start < names.length; start += STRETCH) {
			if (names.length > STRETCH) {
				frappe.show_progress(__("Confirming"), start, names.length, "", true);
			}
			const answer = await frappe.xcall("sink_app.service.records.confirming.confirm", {
				names: names.slice(start, start + STRETCH),
			});
			done += answer.done;
			refusals.push(...answer.refusals);
		}
	} finally {
		frappe.hide_progress();
		list.clear_checked_items();
		list.refresh();
	}
	if (done) frappe.show_alert({ message: __("{0} records confirmed", [done]), indicator: "green" });
	if (refusals.length) tell_refusals(__("Not Confirmed"), refusals);
};

/** A code for the served person, as QR, number and digits; it is shown this once. */
sink.service.show_code = async (record) => {
	const found = await frappe.xcall("sink_app.service.records.doors.code", { record });
	const dialog = new frappe.ui.Dialog({
		title: __("Code for the Served Person"),
		fields: [{ fieldtype: "HTML", fieldname: "code" }],
	});
	const line = (label, text) =>
		`<p class="text-center">${label}<br><b style="font-size: 1.6em; letter-spacing: .15em">${frappe.utils.escape_html(text)}</b></p>`;
	dialog
		.get_field("code")
		.$wrapper.html(
			`<div style="width: 220px; margin: 0 auto">${found.qr}</div>${line(
				__("Code Number"),
				found.number,
			)}${line(
				__("Confirmation Code"),
				found.code,
			)}<p class="text-muted text-center">${__("Valid until {0}. A new code makes this one void.", [found.valid_until])}</p>`,
		);
	dialog.show();
};

/** Begin a correction of a confirmed record, which stays as it is until the correction is confirmed. */
sink.service.correct = (record) => {
	frappe.prompt(
		{
			fieldname: "reason",
			fieldtype: "Small Text",
			label: __("What is wrong, and why is it corrected?"),
			reqd: 1,
		},
		async ({ reason }) => {
			const name = await frappe.xcall("sink_app.service.records.correcting.correct", {
				record,
				reason,
			});
			frappe.set_route("Form", "Sink Service Record", name);
		},
		__("Correct This Record"),
		__("Begin the Correction"),
	);
};

/** Work out a community's chain of seals anew and say what does not hold. */
sink.service.verify = async (community) => {
	frappe.dom.freeze(__("Checking the seals …"));
	let found;
	try {
		found = await frappe.xcall("sink_app.service.records.sealing.check", { community });
	} finally {
		frappe.dom.unfreeze();
	}
	if (found.sound) {
		frappe.msgprint({
			title: __("Seals Checked"),
			indicator: "green",
			message: found.checked
				? __("{0} sealed records: all are as they were confirmed.", [found.checked])
				: __("No record is sealed here that you may see."),
		});
		return;
	}
	tell_refusals(
		__("{0} seals checked, {1} findings", [found.checked, found.findings.length]),
		found.findings,
	);
};

sink.service.tell_refusals = tell_refusals;

function tell_refusals(title, rows) {
	const listed = rows.map((row) => {
		const text = frappe.utils.escape_html(row.title);
		const name = row.record || row.name;
		const shown = name
			? `<a href="/app/sink-service-record/${encodeURIComponent(name)}">${text}</a>`
			: text;
		return `<li>${shown}: ${frappe.utils.escape_html(row.sentence)}</li>`;
	});
	frappe.msgprint({ title, indicator: "orange", message: `<ul>${listed.join("")}</ul>` });
}

/** 工作纪实手册 of a member and year, as a PDF. */
sink.service.print_notebook = (member) => {
	const this_year = Number(frappe.datetime.nowdate().slice(0, 4));
	frappe.prompt(
		{ fieldname: "year", fieldtype: "Int", label: __("Year"), default: this_year, reqd: 1 },
		({ year }) => {
			const asked = new URLSearchParams({
				doctype: "Sink Member",
				name: member,
				format: "Sink Service Notebook",
				year,
			});
			window.open(`/api/method/frappe.utils.print_format.download_pdf?${asked}`);
		},
		__("Notebook of the Year"),
		__("Open as PDF"),
	);
};
