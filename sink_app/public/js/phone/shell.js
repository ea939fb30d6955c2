import { boot, root } from "./boot.js";
import { h } from "./dom.js";
import { SIGN_IN, keepDraftsForNextSignIn, signOut } from "./session.js";

/** The frame around every view: the head of the page, one view at a time, and what the page has to say. */
export class Shell {
	constructor() {
		this.main = h("main", { tabindex: "-1" });
		this.notice = h("div", { class: "notice", role: "status", hidden: true });
		root.replaceChildren(this.head(), this.notice, this.main);
		this.turn = 0;
	}

	head() {
		return h(
			"header",
			{ class: "head" },
			h("a", { class: "head-title", href: "#/" }, boot.title),
			h(
				"button",
				{ class: "head-button", type: "button", onclick: () => this.signOut() },
				__("Sign Out"),
			),
		);
	}

	/** Show a view: an async function of (shell, ...what the address caught) that returns an element. */
	async show(view, ...caught) {
		const turn = (this.turn += 1);
		const isFirst = !this.main.hasChildNodes();
		this.main.setAttribute("aria-busy", "true");
		if (isFirst) this.main.replaceChildren(h("p", { class: "quiet" }, __("Loading …")));
		const page = await this.built(view, caught);
		if (turn !== this.turn) return;
		this.main.replaceChildren(page);
		this.main.removeAttribute("aria-busy");
		window.scrollTo(0, 0);
		if (!isFirst) this.main.focus({ preventScroll: true });
		if (this.isSaid) this.isSaid = false;
		else this.notice.hidden = true;
	}

	async built(view, caught) {
		try {
			return await view(this, ...caught);
		} catch (error) {
			return h("div", { class: "card" }, ...this.explain(error), this.again());
		}
	}

	/** Say something that stays while the next view is shown. */
	say(text) {
		this.notice.textContent = text;
		this.notice.hidden = false;
		this.isSaid = true;
	}

	/** What to show of a failed call, with the way out. */
	explain(error) {
		const words = h("p", { class: "words" }, error.message);
		if (!error.isSignedOut) return [words];
		keepDraftsForNextSignIn();
		const stays = __("What you typed stays on this phone for a day.");
		return [
			words,
			h("p", {}, stays),
			h("a", { class: "button primary", href: SIGN_IN }, __("Sign In Again")),
		];
	}

	again() {
		return h(
			"button",
			{ class: "button", type: "button", onclick: () => location.reload() },
			__("Try Again"),
		);
	}

	async signOut() {
		try {
			await signOut();
		} catch (error) {
			this.notice.replaceChildren(...this.explain(error));
			this.notice.hidden = false;
		}
	}
}
