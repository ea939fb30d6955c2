import { acting } from "../acting.js";
import { h, newId } from "../dom.js";
import { headOf, pageView, stateLine } from "../parts.js";

const METHODS = "sink_app.service.whistles.phone";

/** 吹哨: calls to help, a form of four fields to blow a whistle, and how one's own whistles stand. */
export function whistleView(shell) {
	return pageView(METHODS, (page, show) => partsOf(shell, page, show));
}

function partsOf(shell, page, show) {
	const act = acting(shell, METHODS, show);
	const others = page.whistles.filter((each) => !each.asks);
	return [
		headOf(__("Whistle")),
		page.calls.map((each) => callCard(each, act)),
		page.whistles.filter((each) => each.asks).map((each) => whistleCard(each, act)),
		page.places.length
			? blowCard(page, act)
			: h(
					"p",
					{ class: "card quiet" },
					__("Once the community has placed you in a grid, you can whistle here."),
				),
		others.length > 0 && h("h2", {}, __("My Whistles")),
		others.map((each) => whistleCard(each, act)),
	]
		.flat()
		.filter(Boolean);
}

function blowCard(page, act) {
	const kind = chosen(__("What Kind"), [{ value: "", label: __("Please choose") }, ...page.kinds]);
	const area = chosen(__("Where"), page.places);
	const title = typed(__("In One Sentence"), "input", { type: "text", maxlength: 140 });
	const place = typed(__("Where Exactly (Optional)"), "input", { type: "text", maxlength: 140 });
	const description = typed(__("What Is the Matter"), "textarea", { rows: 3 });
	const send = () =>
		act(card, __("The community has been told."), "blow", {
			kind: kind.control.value,
			area: area.control.value,
			title: title.control.value.trim(),
			place_detail: place.control.value.trim(),
			description: description.control.value.trim() || title.control.value.trim(),
		});
	const button = h("button", { class: "button primary", type: "button" }, __("Blow Whistle"));
	const card = h(
		"section",
		{ class: "card" },
		h("h2", {}, __("Blow a Whistle")),
		[kind, page.places.length > 1 && area, title, place, description]
			.filter(Boolean)
			.map((each) => each.field),
		alert(),
		button,
	);
	button.addEventListener("click", () => {
		const empty = [kind, title].find((each) => !each.control.value.trim());
		if (empty) empty.control.focus();
		else send();
	});
	return card;
}

function callCard(each, act) {
	const words = h("textarea", { rows: 2, hidden: true, "aria-label": __("In a few words") });
	const card = h(
		"section",
		{ class: "card" },
		h("h2", {}, __("Called to help: {0}", [each.title])),
		h("p", { class: "quiet" }, each.place),
		h("p", { class: "words" }, each.description),
		each.task && h("p", {}, h("strong", {}, __("Asked of you: {0}", [each.task]))),
		each.due && h("p", {}, __("Please answer by {0}", [each.due])),
		alert(),
		words,
		each.answers.map((answer, position) => answerButton(answer, position)),
	);
	function answerButton(answer, position) {
		const button = h(
			"button",
			{ class: `button ${position ? "" : "primary"}`, type: "button" },
			answer.label,
		);
		button.addEventListener("click", () => {
			const said = words.value.trim();
			if (!answer.needs_words || said) {
				const args = { call: each.name, status: answer.status, words: said || null };
				act(card, __("Your answer has been sent."), "answer", args);
				return;
			}
			words.hidden = false;
			words.placeholder = __("In a few words, then press again");
			words.focus();
		});
		return button;
	}
	return card;
}

function whistleCard(each, act) {
	const card = h(
		"section",
		{ class: "card" },
		h("h3", {}, each.title),
		stateLine(each.state, each.style, `${each.kind} · ${each.place}`),
		each.next && h("p", {}, each.next),
		each.result && h("p", { class: "words" }, each.result),
		alert(),
	);
	if (each.asks) card.append(...judged(each, card, act));
	return card;
}

function judged(each, card, act) {
	const reason = h("textarea", { rows: 2, hidden: true, "aria-label": __("What is not solved yet") });
	const buttons = each.satisfactions.map((choice) =>
		h(
			"button",
			{
				class: "button",
				type: "button",
				onclick: () =>
					act(card, __("Thank you."), "confirm", {
						whistle: each.name,
						satisfaction: choice.value,
					}),
			},
			__("Solved · {0}", [choice.label]),
		),
	);
	const again = h("button", { class: "button", type: "button" }, __("Not Solved Yet"));
	again.addEventListener("click", () => {
		const said = reason.value.trim();
		if (said) {
			act(card, __("The community goes on with it."), "not_solved", {
				whistle: each.name,
				reason: said,
			});
			return;
		}
		reason.hidden = false;
		reason.placeholder = __("What is not solved yet, then press again");
		reason.focus();
	});
	return [...buttons, reason, again];
}

function chosen(label, options) {
	const control = h(
		"select",
		{ id: newId() },
		options.map((each) => h("option", { value: each.value }, each.label)),
	);
	return labelled(label, control);
}

function typed(label, tag, attributes) {
	return labelled(label, h(tag, { id: newId(), ...attributes }));
}

function labelled(label, control) {
	const field = h(
		"div",
		{ class: "field" },
		h("label", { class: "label", for: control.id }, label),
		control,
	);
	return { field, control };
}

function alert() {
	return h("div", { class: "alert", role: "alert", hidden: true });
}
