import { h, settled } from "../dom.js";
import { dropDraft, keepDraft, readDraft } from "../drafts.js";
import { Form } from "../form/form.js";

const DRAFT_DELAY = 400;
const CHANGED = "ChangedMeanwhile";

/**
 * A form with its buttons. `buttons` are [{label, primary, needsReason, send(values, reason), done(page)}]; what is
 * typed stays on the phone under the form's name until it is saved.
 */
export class Editor {
	constructor(shell, { name, page, buttons, renew }) {
		this.shell = shell;
		this.name = name;
		this.renew = renew;
		const draft = readDraft(name);
		this.form = new Form(
			page,
			draft,
			settled(() => this.keep(), DRAFT_DELAY),
		);
		this.alert = h("div", { class: "alert", role: "alert", hidden: true });
		this.buttons = h(
			"div",
			{ class: "buttons" },
			buttons.map((button) => this.button(button)),
		);
		const actions = h("div", { class: "actions" }, this.alert, this.buttons);
		this.element = h("div", { class: "editor" }, draft && this.restored(), this.form.element, actions);
	}

	keep() {
		if (!this.isSaved) keepDraft(this.name, this.form.typed(), this.form.chosenTitles);
	}

	restored() {
		return h(
			"p",
			{ class: "restored" },
			__("What you typed last time and did not save is filled in again."),
			h("button", { type: "button", class: "link", onclick: () => this.discard() }, __("Discard It")),
		);
	}

	discard() {
		dropDraft(this.name);
		this.isSaved = true;
		this.renew();
	}

	button(button) {
		const element = h(
			"button",
			{ type: "button", class: `button ${button.primary ? "primary" : ""}` },
			button.label,
		);
		element.addEventListener("click", () => this.press(button));
		return element;
	}

	async press(button) {
		const reason = button.needsReason ? this.reasonFor(button) : null;
		if (button.needsReason && !reason) return;
		const faults = this.form.faults();
		this.form.showErrors(faults);
		if (faults.length) return;
		this.setBusy(true);
		try {
			const page = await button.send(this.form.read(), reason);
			this.isSaved = true;
			dropDraft(this.name);
			button.done(page);
		} catch (error) {
			this.refused(error);
		} finally {
			this.setBusy(false);
		}
	}

	/** The reason typed for a step that needs one; the first press asks for it. */
	reasonFor(button) {
		this.reason ??= h("textarea", { rows: 2, "aria-label": __("Please say why") });
		if (!this.reason.isConnected) {
			this.buttons.before(h("label", { class: "field" }, __("Please say why"), this.reason));
		}
		if (!this.reason.value.trim()) this.reason.focus();
		return this.reason.value.trim() && button.needsReason ? this.reason.value.trim() : "";
	}

	refused(error) {
		const isPlaced = this.form.showErrors(error.fieldErrors ?? []) && error.fieldErrors.length;
		this.alert.hidden = Boolean(isPlaced);
		if (isPlaced) return;
		this.keep();
		this.alert.replaceChildren(
			...this.shell.explain(error),
			error.kind === CHANGED ? this.reopening() : "",
		);
	}

	reopening() {
		return h(
			"button",
			{ type: "button", class: "button", onclick: () => this.renew() },
			__("Open It Again"),
		);
	}

	setBusy(isBusy) {
		this.element.toggleAttribute("aria-busy", isBusy);
		for (const button of this.buttons.querySelectorAll("button")) button.disabled = isBusy;
		if (isBusy) this.alert.hidden = this.shell.notice.hidden = true;
	}
}
