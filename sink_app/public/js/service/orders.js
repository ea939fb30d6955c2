// 服务单: who holds it and who waits stands on the form; each step is one click from the one before.

import { beside, look } from "./beside.js";

frappe.provide("sink.orders");

// an order is called as its demand; nobody knows a record by the name it is stored under
frappe.form.link_formatters["Sink Demand"] = (value, doc) =>
	(doc && doc.doctype === "Sink Order" && doc.title) || value;

const text = (value) => frappe.utils.escape_html(String(value ?? ""));
const DOORS = "sink_app.service.orders.doors";
const COLOURS = { Taken: "green", Waiting: "orange", Done: "blue" };

/** Draw the places of an order, and offer what may be done about them now. */
sink.orders.look = (frm) => look(frm, `${DOORS}.look`, { order: frm.docname }, (found) => draw(frm, found));

function draw(frm, found) {
	if (found.claims.length) show_claims(frm, found);
	if (found.may_open) {
		frm.add_custom_button(__("Open to Claims"), () => open_to_claims(frm)).addClass("btn-primary");
	}
	if (found.may_dispatch) frm.add_custom_button(__("Name People"), () => sink.orders.choose(frm));
	if (found.may_rate) sink.service.offer_rating(frm, !frm.doc.rating);
}

async function open_to_claims(frm) {
	await frappe.xcall(`${DOORS}.open_to_claims`, { order: frm.docname });
	frappe.show_alert({ message: __("Members placed here can take it now."), indicator: "green" });
	frm.reload_doc();
}

function show_claims(frm, { claims, may_dispatch }) {
	const lines = claims.map(
		(row) => `<tr data-claim="${text(row.name)}">
			<td class="text-right">${row.place}</td>
			<td>${text(row.member_name)}</td>
			<td>${pill(row)}</td>
			<td class="text-muted">${text(said_of(row))}</td>
			<td class="text-right">${may_dispatch ? buttons_of(row) : ""}</td>
		</tr>`,
	);
	const wrapper = beside(
		frm,
		__("Who Takes It ({0} of {1})", [frm.doc.taken || 0, frm.doc.head_count]),
		`<table class="table table-sm sink-claims"><tbody>${lines.join("")}</tbody></table>`,
	);
	wrapper.on("click", "[data-do]", (event) => {
		const button = event.currentTarget;
		const claim = button.closest("[data-claim]").dataset.claim;
		({ accept, release, reassign })[button.dataset.do](frm, claim);
	});
}

/** Who was named and has not answered yet holds the place, but has not said yes. */
function pill(row) {
	const is_asked = row.status === "Taken" && !row.accepted_on;
	const colour = is_asked ? "orange" : COLOURS[row.status] || "gray";
	const words = is_asked ? __("Order Dispatched") : __(row.status);
	return `<span class="indicator-pill no-indicator-dot ${colour}">${words}</span>`;
}

function said_of(row) {
	const parts = [row.end_reason || row.reason];
	if (row.status === "Taken") parts.push(row.accepted_on ? __("has accepted") : __("has not answered yet"));
	if (row.contacted_on) {
		const when = frappe.datetime.str_to_user(row.contacted_on.slice(0, 16));
		parts.push(__("spoke with the community: {0}, {1}", [__(row.contact_method), when]));
		parts.push(row.contact_words);
	}
	return parts.filter(Boolean).join("；");
}

function buttons_of(row) {
	const button = (action, label) =>
		`<button class="btn btn-xs btn-default" type="button" data-do="${action}">${label}</button>`;
	if (row.status === "Waiting") return button("release", __("Take Out"));
	if (row.status !== "Taken") return "";
	return [
		row.accepted_on ? "" : button("accept", __("Said Yes by Phone")),
		button("reassign", __("Send Another")),
		button("release", __("Give Back")),
	].join(" ");
}

async function accept(frm, claim) {
	await frappe.xcall(`${DOORS}.accept`, { claim });
	frm.reload_doc();
}

function release(frm, claim) {
	ask_reason(__("Give Back"), async (reason) => {
		await frappe.xcall(`${DOORS}.release`, { claim, reason });
		frm.reload_doc();
	});
}

function reassign(frm, claim) {
	ask_reason(__("Send Another"), (reason) =>
		sink.orders.choose(frm, async ([member], members) => {
			const why = members.find((row) => row.member === member).reason;
			await frappe.xcall(`${DOORS}.reassign`, { claim, member, reason, why });
			frm.reload_doc();
		}),
	);
}

function ask_reason(title, go_on) {
	frappe.prompt(
		[
			{
				fieldname: "reason",
				fieldtype: "Small Text",
				label: __("Reason"),
				reqd: 1,
			},
		],
		({ reason }) => go_on(reason),
		title,
		title,
	);
}

/** Members placed there, those who fit best first; nobody is left out. `instead` takes one, else all ticked are named. */
sink.orders.choose = async (frm, instead) => {
	const members = await frappe.xcall(`${DOORS}.suggestions`, { order: frm.docname });
	const left = frm.doc.head_count - (frm.doc.taken || 0);
	const dialog = new frappe.ui.Dialog({
		title: __("Whom It Suits: {0}", [frm.doc.title]),
		size: "large",
		fields: [{ fieldname: "members", fieldtype: "HTML" }],
		primary_action_label: instead ? __("Send This Member") : __("Give the Order"),
		async primary_action() {
			const ticked = dialog.$wrapper
				.find("[data-member]:checked")
				.map((_index, box) => box.dataset.member)
				.get();
			if (!ticked.length || (instead && ticked.length > 1)) {
				frappe.show_alert(instead ? __("Please tick one member.") : __("Please tick members."));
				return;
			}
			dialog.disable_primary_action();
			await (instead ? instead(ticked, members) : give(frm, ticked, members)).then(
				() => dialog.hide(),
				() => dialog.enable_primary_action(),
			);
		},
	});
	$(dialog.fields_dict.members.wrapper).html(table_of(members, instead ? 1 : left));
	dialog.show();
};

async function give(frm, ticked, members) {
	const reasons = Object.fromEntries(members.map((row) => [row.member, row.reason]));
	const told = await frappe.xcall(`${DOORS}.dispatch`, { order: frm.docname, members: ticked, reasons });
	frappe.show_alert({ message: told.message, indicator: "green" });
	frm.reload_doc();
}

function table_of(members, left) {
	if (!members.length) {
		return `<p class="text-muted">${__("No member is placed in a grid of this community yet.")}</p>`;
	}
	const rows = members.map(
		(row) => `<tr>
			<td>${
				row.status
					? `<span class="text-muted">${__(row.status)}</span>`
					: `<input type="checkbox" data-member="${text(row.member)}" aria-label="${text(row.member_name)}">`
			}</td>
			<td>${text(row.member_name)}</td>
			<td>${text(row.reason)}</td>
			<td class="text-muted">${text(row.about)}</td>
		</tr>`,
	);
	const heads = ["", __("Member Name"), __("Why This Member"), __("Skills and Wishes")];
	return `<p class="text-muted">${__("{0} still wanted", [Math.max(0, left)])}</p>
	<table class="table table-sm">
		<thead><tr>${heads.map((head) => `<th>${head}</th>`).join("")}</tr></thead>
		<tbody>${rows.join("")}</tbody>
	</table>`;
}
