import { call } from "../api.js";
import { h } from "../dom.js";

/** 服务单: what the member holds and what is to be had; fills itself once the page stands. */
export function ordersCard() {
	const section = h("section", { class: "card", hidden: true });
	call("sink_app.service.orders.phone.card").then(
		(orders) => fill(section, orders),
		() => section.remove(),
	);
	return section;
}

function fill(section, orders) {
	if (!orders.held && !orders.open && !orders.is_placed) return;
	const calls = orders.to_accept || (orders.open && !orders.held);
	section.append(
		h("h2", {}, __("Service Orders")),
		...[
			orders.next && h("p", {}, __("Next: {0}", [orders.next])),
			orders.to_accept &&
				h("p", { class: "reason" }, __("{0} orders wait for your yes", [orders.to_accept])),
			h("p", { class: "quiet" }, __("{0} orders near you are to be had", [orders.open])),
		].filter(Boolean),
		h("a", { class: `button ${calls ? "primary" : ""}`, href: "#/orders" }, __("View Orders")),
		orders.is_placed
			? h("a", { class: "button", href: "#/demands" }, __("Tell What a Resident Needs"))
			: "",
	);
	section.hidden = false;
}
