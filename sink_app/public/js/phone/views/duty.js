import { acting, askedTwice } from "../acting.js";
import { h, newId } from "../dom.js";
import { headOf, pageView } from "../parts.js";

const METHODS = "sink_app.service.rosters.phone";

/** 我的值班: own duties, what colleagues ask, and asking one of them. */
export function dutyView(shell) {
	return pageView(METHODS, (page, show) => partsOf(acting(shell, METHODS, show), page));
}

function partsOf(act, page) {
	return [
		headOf(__("My Duties")),
		page.to_answer.map((each) => questionCard(each, act)),
		page.shifts.length
			? page.shifts.map((shift) => shiftCard(shift, page.colleagues[shift.roster] || [], act))
			: h("p", { class: "card quiet" }, __("No duty lies ahead")),
		leaveCard(page.leave, act),
	].flat();
}

/** Days on which one is not there; the next roster leaves them out. */
function leaveCard(leave, act) {
	const [from, to] = [newId(), newId()];
	const first = h("input", { id: from, type: "date" });
	const last = h("input", { id: to, type: "date" });
	first.addEventListener("change", () => {
		if (!last.value || last.value < first.value) last.value = first.value;
	});
	const send = () => {
		const args = { from_date: first.value, to_date: last.value };
		if (first.value && last.value)
			act(card, __("Entered. The next roster leaves these days out."), "take_leave", args);
		else first.focus();
	};
	const card = h(
		"section",
		{ class: "card" },
		h("h2", {}, __("Days I Am Not There")),
		leave.map((each) =>
			h(
				"div",
				{ class: "entry" },
				h("p", { class: "state-line" }, h("strong", {}, each.days), h("span", {}, each.kind)),
				askedTwice(__("I Am There After All"), __("Really Take Back"), () =>
					act(card, __("Taken back."), "drop_leave", { leave: each.name }),
				),
			),
		),
		alertBox(),
		h("label", { for: from }, __("First Day")),
		first,
		h("label", { for: to }, __("Last Day")),
		last,
		h("button", { class: "button", type: "button", onclick: send }, __("Enter Leave")),
	);
	return card;
}

function alertBox() {
	return h("div", { class: "alert", role: "alert", hidden: true });
}

function questionCard(each, act) {
	const send = (agrees) =>
		act(card, agrees ? __("Changed. Thank you.") : __("Your answer was sent."), "answer", {
			swap: each.name,
			agrees,
		});
	const card = h(
		"section",
		{ class: "card" },
		h("h3", {}, each.words),
		each.reason && h("p", { class: "words" }, each.reason),
		alertBox(),
		h("button", { class: "button primary", type: "button", onclick: () => send(true) }, __("Yes, I do")),
		h("button", { class: "button", type: "button", onclick: () => send(false) }, __("No, I cannot")),
	);
	return card;
}

function shiftCard(shift, colleagues, act) {
	const card = h(
		"section",
		{ class: "card" },
		h("h3", {}, `${shift.day} ${shift.weekday}`),
		h("p", { class: "state-line" }, h("strong", {}, shift.time), h("span", {}, shift.place)),
		shift.asked && h("p", { class: "fits" }, shift.asked.words),
		alertBox(),
	);
	if (shift.asked) {
		const withdraw = () => act(card, __("Taken back."), "withdraw", { swap: shift.asked.name });
		card.append(askedTwice(__("Take Back"), __("Really Take Back"), withdraw));
	} else if (colleagues.length) {
		card.append(opening(() => card.append(asking(shift, colleagues, card, act))));
	}
	return card;
}

function opening(open) {
	const button = h("button", { class: "button", type: "button" }, __("Change With Somebody"));
	button.addEventListener("click", () => {
		button.remove();
		open();
	});
	return button;
}

function asking(shift, colleagues, card, act) {
	const [whom, what, why] = [newId(), newId(), newId()];
	const days = h("select", { id: what });
	const people = h(
		"select",
		{ id: whom, onchange: () => fillDays() },
		colleagues.map((each) => h("option", { value: each.member }, each.name)),
	);
	const fillDays = () => {
		const chosen = colleagues.find((each) => each.member === people.value);
		days.replaceChildren(
			h("option", { value: "" }, __("Only stand in for me")),
			...chosen.shifts.map((each) =>
				h("option", { value: each.name }, __("In return I take {0}", [each.day])),
			),
		);
	};
	const words = h("textarea", { id: why, rows: 2 });
	const send = () =>
		act(card, __("Asked. The duty stays yours until the answer is yes."), "ask", {
			shift: shift.name,
			other_member: people.value,
			other_shift: days.value || null,
			reason: words.value.trim() || null,
		});
	fillDays();
	return h(
		"div",
		{ class: "section" },
		h("label", { for: whom }, __("With whom")),
		people,
		h("label", { for: what }, __("How")),
		days,
		h("label", { for: why }, __("Why (if you like)")),
		words,
		h("button", { class: "button primary", type: "button", onclick: send }, __("Ask")),
	);
}
