// 居民诉求: beside the form stand demands that are alike, everybody who called, and the orders made of it.

import { beside, look } from "./beside.js";

frappe.provide("sink.demands");

const text = (value) => frappe.utils.escape_html(String(value ?? ""));

/** Take a call: three fields, one click. */
sink.demands.take_call = () => frappe.new_doc("Sink Demand");

/** What was taken down is before whoever took the call: what is alike, and the next step. */
frappe.ui.form.SinkDemandQuickEntryForm = class extends frappe.ui.form.QuickEntryForm {
	open_form_if_not_list() {
		frappe.set_route("Form", this.doctype, this.dialog.doc.name);
	}
};

/** Draw what the server knows beside a demand. */
sink.demands.look = (frm) =>
	look(frm, "sink_app.service.demands.doors.look", { demand: frm.docname }, (found) => {
		if (found.alike.length) show_alike(frm, found.alike);
		if (found.callers.length) show_callers(frm, found.callers);
		offer_order(frm, found.orders);
	});

function show_alike(frm, rows) {
	const lines = rows.map(
		(row) => `<tr>
			<td><input type="checkbox" data-alike="${text(row.name)}" aria-label="${__("Tick")}"></td>
			<td><a href="/app/sink-demand/${encodeURIComponent(row.name)}">${text(row.title)}</a></td>
			<td>${text(row.state)}</td>
			<td>${frappe.datetime.str_to_user(row.day)}</td>
			<td class="text-right">${__("{0} callers", [row.callers])}</td>
			<td class="text-muted">${text(row.reason)}</td>
		</tr>`,
	);
	const wrapper = beside(
		frm,
		__("May be the same"),
		`<table class="table table-sm sink-alike"><tbody>${lines.join("")}</tbody></table>
		<button class="btn btn-xs btn-default sink-merge" type="button">${__("Merge the Ticked Ones Into This")}</button>`,
	);
	const button = wrapper.find(".sink-merge");
	if (!frm.perm[0].write) button.hide();
	button.on("click", () => merge(frm, wrapper, button));
}

async function merge(frm, wrapper, button) {
	const others = wrapper
		.find("[data-alike]:checked")
		.map((_index, box) => box.dataset.alike)
		.get();
	if (!others.length) {
		frappe.show_alert(__("Please tick the demands that speak of the same thing."));
		return;
	}
	button.prop("disabled", true);
	const done = await frappe
		.xcall("sink_app.service.demands.doors.merge", { kept: frm.docname, others })
		.catch(() => null);
	button.prop("disabled", false);
	if (!done) return;
	frappe.show_alert({ message: __("Merged; {0} callers are kept.", [done.callers]), indicator: "green" });
	frm.reload_doc();
}

function show_callers(frm, rows) {
	const lines = rows.map(
		(row) => `<tr>
			<td><a href="/app/sink-demand/${encodeURIComponent(row.name)}">${frappe.datetime.str_to_user(row.day)}</a></td>
			<td>${text(row.caller || "—")}</td>
			<td>${text(row.phone)}</td>
			<td>${text(row.where)}</td>
			<td class="text-muted">${text(row.words)}</td>
		</tr>`,
	);
	const rows_html = lines.join("");
	beside(
		frm,
		__("Everybody Who Called"),
		`<table class="table table-sm"><tbody>${rows_html}</tbody></table>`,
	);
}

function offer_order(frm, orders) {
	const on_its_way = orders.filter((order) => order.workflow_state !== "Order Cancelled");
	for (const order of orders) {
		frm.add_custom_button(
			`${order.title} · ${order.state}`,
			() => frappe.set_route("Form", "Sink Order", order.name),
			__("Orders"),
		);
	}
	const is_open = ["Demand Received", "Demand Verified", "Demand in Hand"].includes(frm.doc.workflow_state);
	if (!is_open || on_its_way.length || !frm.perm[0].write || !frappe.model.can_create("Sink Order")) return;
	frm.add_custom_button(__("Make an Order"), async () => {
		const order = await frappe.xcall("sink_app.service.demands.doors.make_order", {
			demand: frm.docname,
		});
		frappe.set_route("Form", "Sink Order", order);
	}).addClass("btn-primary");
}
