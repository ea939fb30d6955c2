import { call } from "../api.js";
import { h } from "../dom.js";

const OURS = "sink_app.registration.phone_privacy";

/** 请单位更正: what the member cannot change is put before the unit with the right value. */
export function correctionOf(shell, page) {
	return h(
		"section",
		{ class: "card" },
		h("h2", {}, __("Something Wrong?")),
		h("p", {}, __("What is yours to change, you change here:")),
		h("a", { class: "button", href: "#/profile" }, __("My Details")),
		h("p", {}, __("The rest your unit corrects:")),
		asking(shell, page),
	);
}

function asking(shell, page) {
	const asked = h("div", { class: "editor" }, askedOf(page.asked));
	const alert = h("div", { class: "alert", role: "alert", hidden: true });
	const field = h(
		"select",
		{},
		page.correctable.map((each) =>
			h("option", { value: each.fieldname }, each.text ? `${each.label}（${each.text}）` : each.label),
		),
	);
	const proposed = h("input", { type: "text", maxlength: "140" });
	const send = async () => {
		alert.hidden = true;
		const args = { fieldname: field.value, proposed: proposed.value };
		try {
			asked.replaceChildren(...askedOf(await call(`${OURS}.ask_to_correct`, args, { post: true })));
			proposed.value = "";
		} catch (error) {
			alert.replaceChildren(...shell.explain(error));
			alert.hidden = false;
		}
	};
	return h(
		"div",
		{ class: "editor" },
		h("label", { class: "field" }, __("What is wrong"), field),
		h("label", { class: "field" }, __("What it should say"), proposed),
		alert,
		h("button", { class: "button", type: "button", onclick: send }, __("Ask My Unit")),
		asked,
	);
}

function askedOf(asked) {
	return asked.map((one) =>
		h(
			"p",
			{ class: "restored", role: "status" },
			`${one.text} · ${one.when} · ${__("Your unit has it before it")}`,
		),
	);
}
