import { call } from "../api.js";
import { h, newId } from "../dom.js";
import { optionsOf } from "../form/inputs.js";
import { headOf } from "../parts.js";
import { go } from "../router.js";

const METHODS = "sink_app.service.phone_records";
const SPAN = 2 * 60;

/** 填写服务记录: what one took part in is one tap, then what was done; else time, kind and words. `at` is the place a poster names. */
export async function recordView(shell, name, at = "") {
	const isNew = name === "new";
	const page = await call(`${METHODS}.form`, isNew ? {} : { record: name });
	if (at) page.areas.sort((one, other) => (other.value === at) - (one.value === at));
	const form = new RecordForm(shell, page);
	return h(
		"div",
		{ class: "view" },
		headOf(isNew ? __("Write a Service Record") : __("Change a Service Record")),
		page.return_reason &&
			h("p", { class: "reason" }, h("strong", {}, __("Sent back because:")), " ", page.return_reason),
		page.offers.length > 0 && form.offers(),
		form.element,
	);
}

class RecordForm {
	constructor(shell, page) {
		this.shell = shell;
		this.page = page;
		this.source = {};
		this.alert = h("div", { class: "alert", role: "alert", hidden: true });
		this.inputs = this.fields();
		this.late = this.field(__("Why It Is Entered Late"), this.inputs.late_reason);
		this.fill(Object.keys(page.values).length ? page.values : this.guess());
		this.button = h("button", { class: "button primary", type: "submit" }, __("Hand In"));
		this.element = h(
			"form",
			{ class: "card", onsubmit: (event) => this.send(event) },
			this.field(__("Starts On"), this.inputs.starts_on),
			this.field(__("Ends On"), this.inputs.ends_on),
			this.field(__("Where You Served"), this.inputs.area),
			this.field(__("Service Category"), this.inputs.category),
			this.field(__("What was done?"), this.inputs.content),
			this.late,
			this.alert,
			this.button,
		);
		this.judgeLate();
	}

	fields() {
		const { page } = this;
		const time = { type: "datetime-local", max: page.now, required: true };
		const choose = (choices) =>
			h("select", { required: true }, optionsOf([{ value: "" }, ...choices], ""));
		return {
			starts_on: h("input", { ...time, onchange: () => this.moveEnd() }),
			ends_on: h("input", { ...time, onchange: () => this.judgeLate() }),
			area: choose(page.areas),
			category: choose(page.categories),
			content: h("textarea", { rows: 3, required: true }),
			late_reason: h("textarea", { rows: 2 }),
		};
	}

	field(label, input) {
		input.id = newId();
		return h("div", { class: "field" }, h("label", { for: input.id }, label), input);
	}

	/** The two hours just past, and the first place: most records are written right afterwards. */
	guess() {
		const { now, areas } = this.page;
		return { starts_on: shifted(now, -SPAN), ends_on: now, area: areas[0]?.value ?? "" };
	}

	fill(values, areaTitle = "") {
		for (const [field, input] of Object.entries(this.inputs)) {
			let value = values[field] ?? "";
			if (input.type === "datetime-local") value = value.replace(" ", "T").slice(0, 16);
			if (field === "area" && value && !this.page.areas.some((area) => area.value === value)) {
				input.append(h("option", { value }, areaTitle || __("As it was")));
			}
			input.value = value;
		}
	}

	/** What one took part in lately: one tap fills everything but the words. */
	offers() {
		const buttons = this.page.offers.map((offer) =>
			h(
				"button",
				{
					class: "button offer",
					type: "button",
					"aria-pressed": "false",
					onclick: (event) => this.take(offer, event),
				},
				h("strong", {}, offer.title),
				h("span", { class: "quiet" }, ` ${offer.when}`),
			),
		);
		this.offerButtons = buttons;
		return h("section", { class: "card" }, h("h2", {}, __("Was it one of these?")), buttons);
	}

	take(offer, event) {
		for (const button of this.offerButtons) {
			button.setAttribute("aria-pressed", String(button === event.currentTarget));
		}
		this.source = { source_doctype: offer.source_doctype, source: offer.source };
		this.fill({ ...this.guess(), ...offer.values }, offer.area_title);
		this.judgeLate();
		this.inputs.content.focus();
	}

	/** A start that was moved takes the end along, so that one date is chosen and not two. */
	moveEnd() {
		const { starts_on, ends_on } = this.inputs;
		if (
			starts_on.value &&
			(!ends_on.value || ends_on.value.slice(0, 10) !== starts_on.value.slice(0, 10))
		) {
			const end = shifted(starts_on.value, SPAN);
			ends_on.value = end < this.page.now ? end : this.page.now;
		}
		this.judgeLate();
	}

	judgeLate() {
		const { ends_on, late_reason } = this.inputs;
		const limit = shifted(this.page.now, -this.page.late_after_days * 24 * 60);
		const isLate = Boolean(ends_on.value) && ends_on.value < limit;
		this.late.hidden = !isLate && !late_reason.value;
		late_reason.required = isLate;
	}

	async send(event) {
		event.preventDefault();
		this.alert.hidden = true;
		this.button.disabled = true;
		const written = Object.entries(this.inputs).map(([field, input]) => [field, valueOf(input)]);
		const values = { ...this.source, ...Object.fromEntries(written) };
		const args = this.page.name ? { values, record: this.page.name } : { values };
		try {
			const saved = await call(`${METHODS}.save`, args, { post: true });
			this.shell.say(
				saved.needs_second
					? __("Handed in. Two people of the community will confirm it.")
					: __("Handed in. The community or the person you served confirms it."),
			);
			go("/records");
		} catch (error) {
			if (error.kind === "LateReasonMissing") this.late.hidden = false;
			this.alert.replaceChildren(...this.shell.explain(error));
			this.alert.hidden = false;
			this.button.disabled = false;
		}
	}
}

function valueOf(input) {
	return input.type === "datetime-local" ? input.value.replace("T", " ") : input.value.trim();
}

/** A local time such as 2026-11-20T14:00, so many minutes later. */
function shifted(local, minutes) {
	const moved = new Date(`${local}:00Z`);
	moved.setUTCMinutes(moved.getUTCMinutes() + minutes);
	return moved.toISOString().slice(0, 16);
}
