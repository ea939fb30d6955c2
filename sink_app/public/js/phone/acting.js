import { call } from "./api.js";
import { h } from "./dom.js";

/**
 * What a button on a card does: call a method, show the page that it answers with and say that it is done, in
 * the words given or else the answer's; a refusal is said on the card. Returns `act(card, words, method, args)`.
 */
export function acting(shell, methods, show) {
	return async (card, words, method, args) => {
		setBusy(card, true);
		try {
			const after = await call(`${methods}.${method}`, args, { post: true });
			await show(after);
			shell.say(words || after.message);
			window.scrollTo(0, 0);
		} catch (error) {
			const alert = card.querySelector(".alert");
			alert.replaceChildren(...shell.explain(error));
			alert.hidden = false;
			setBusy(card, false);
		}
	};
}

/** A button that is pressed twice, so that nothing is lost by a slip of the thumb. */
export function askedTwice(label, again, act) {
	let isAsked = false;
	const button = h("button", { class: "button", type: "button" }, label);
	button.addEventListener("click", () => {
		if (isAsked) return act();
		isAsked = true;
		button.textContent = again;
		return undefined;
	});
	return button;
}

function setBusy(card, isBusy) {
	card.toggleAttribute("aria-busy", isBusy);
	for (const button of card.querySelectorAll("button")) button.disabled = isBusy;
}
