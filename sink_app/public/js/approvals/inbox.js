// The page «My approvals»: what waits for whoever looks, the longest waiting first.

import { ask, has_questions } from "./ask.js";
import { offer_rest, take_many } from "./bulk.js";
import { key_of, line } from "./row.js";
import { colour } from "./words.js";

frappe.provide("sink.approvals");

const FEW_LEFT = 8;
const TYPING_PAUSE = 300; // milliseconds
const call = (name, args) => frappe.xcall(`sink_app.approvals.inbox.${name}`, args);

sink.approvals.MyApprovals = class MyApprovals {
	constructor(wrapper) {
		this.page = frappe.ui.make_app_page({
			parent: wrapper,
			title: __("My Approvals"),
			single_column: true,
		});
		this.kind = null;
		this.text = "";
		this.draw_frame();
		this.listen();
		this.reload();
		offer_rest();
	}

	draw_frame() {
		this.$body = $(`<div class="sink-inbox">
			<div class="sink-inbox-head">
				<div class="sink-kinds" role="group" aria-label="${__("Kind")}"></div>
				<input type="search" class="form-control input-xs sink-search" placeholder="${__("Search by title")}"
					aria-label="${__("Search by title")}">
			</div>
			<div class="sink-all"></div>
			<ul class="sink-rows" aria-label="${__("My Approvals")}"></ul>
			<div class="sink-more"></div>
			<p class="sink-keys text-muted">${__("Keys: ↑ ↓ move · Space ticks · 1 2 3 take the step · Enter opens")}</p>
			<div class="sink-bulk" hidden></div>
		</div>`).appendTo(this.page.main);
		this.page.set_secondary_action(__("Refresh"), () => this.reload());
		this.$rows = this.$body.find(".sink-rows");
	}

	listen() {
		this.$body.on("click", ".sink-kinds button", (event) =>
			this.choose_kind(this.kinds[event.currentTarget.dataset.kind] || null),
		);
		this.$body.on("input", ".sink-search", (event) => {
			clearTimeout(this.typing);
			this.typing = setTimeout(() => this.search(event.target.value), TYPING_PAUSE);
		});
		this.$rows.on("click", "button[data-step]", (event) => {
			const row = this.row_at(event.currentTarget);
			this.take(row, row.steps[event.currentTarget.dataset.step]);
		});
		this.$rows.on("change", ".sink-pick input", (event) =>
			this.pick(this.row_at(event.target), event.target.checked),
		);
		this.$body.on("click", ".sink-more button", () => this.load());
		this.$body.on("click", ".sink-all button", () => this.pick_all());
		this.$body.on("click", ".sink-bulk button[data-step]", (event) =>
			this.take_picked(event.currentTarget.dataset.step),
		);
		this.$body.on("click", ".sink-bulk [data-clear]", () => this.clear_picks());
		$(document).on("keydown", (event) => this.key(event));
	}

	// -- what waits

	async reload() {
		this.rows = [];
		this.after = null;
		this.picked = new Set();
		this.is_all_picked = false;
		const kinds = call("kinds");
		await this.load(true);
		this.kinds = await kinds;
		this.draw_kinds();
		this.draw_bulk();
		sink.approvals.refresh_count(true);
	}

	async load(anew) {
		const asked = (this.asked = {});
		const { doctype, state } = this.kind || {};
		const after = anew ? null : this.after;
		const found = await call("rows", { doctype, state, text: this.text, after });
		if (this.asked !== asked) return;
		if (anew) this.rows = [];
		this.rows.push(...found.rows);
		this.after = found.after;
		const html = found.rows.map(line).join("");
		if (anew) this.$rows.html(html);
		else this.$rows.append(html);
		this.draw_more();
	}

	choose_kind(kind) {
		this.kind = kind;
		return this.reload();
	}

	search(text) {
		this.text = text.trim();
		return this.reload();
	}

	// -- drawing

	draw_kinds() {
		const total = this.kinds.reduce((sum, kind) => sum + kind.count, 0);
		const more = this.kinds.some((kind) => kind.more);
		const chips = this.kinds.map((kind, position) => {
			const name = `${__(kind.doctype)} · ${__(kind.state)}`;
			return this.chip(position, name, kind.count, kind.more, colour(kind.style), this.is_chosen(kind));
		});
		chips.unshift(this.chip("", __("All"), total, more, "", !this.kind));
		this.$body.find(".sink-kinds").html(chips.join(""));
		const can_pick_all = this.current_kind() && !this.text && this.rows.length > 1;
		this.$body
			.find(".sink-all")
			.html(
				can_pick_all
					? `<button type="button" class="btn btn-link btn-xs">${__("Tick all of them")}</button>`
					: "",
			);
	}

	chip(position, name, count, more, dot, is_chosen) {
		return `<button type="button" class="btn btn-xs ${is_chosen ? "btn-primary" : "btn-default"}"
			data-kind="${position}" aria-pressed="${is_chosen}">
			${dot ? `<span class="indicator ${dot}"></span>` : ""}${frappe.utils.escape_html(name)}
			<b>${count}${more ? "+" : ""}</b>
		</button>`;
	}

	is_chosen(kind) {
		return this.kind && this.kind.doctype === kind.doctype && this.kind.state === kind.state;
	}

	current_kind() {
		if (this.kind) return this.kinds.find((kind) => this.is_chosen(kind));
		return this.kinds.length === 1 ? this.kinds[0] : null;
	}

	draw_more() {
		const $more = this.$body.find(".sink-more").empty();
		if (this.after) {
			$more.html(`<button type="button" class="btn btn-default btn-sm">${__("Show More")}</button>`);
		} else if (!this.rows.length) {
			const sentence =
				this.kind || this.text ? __("Nothing of this waits for you.") : __("Nothing waits for you.");
			$more.html(
				`<div class="sink-nothing">${frappe.utils.icon("tick", "lg")}<p>${sentence}</p></div>`,
			);
		}
		this.$body.find(".sink-keys").toggle(this.rows.length > 0);
	}

	draw_bulk() {
		const $bulk = this.$body.find(".sink-bulk").prop("hidden", !this.picked.size);
		if (!this.picked.size) return;
		const steps = this.common_steps();
		const buttons = steps.map(
			(step, position) =>
				`<button type="button" class="btn btn-sm ${position ? "btn-default" : "btn-primary"}" data-step="${position}">
					${__(step.action)}
				</button>`,
		);
		const hint = steps.length
			? ""
			: `<span>${__("Tick records of one kind to handle them together.")}</span>`;
		$bulk.html(`<b>${__("{0} ticked", [this.picked_count()])}</b> ${hint}${buttons.join("")}
			<button type="button" class="btn btn-sm btn-link" data-clear>${__("Untick")}</button>`);
	}

	// -- picking

	pick(row, is_picked) {
		this.is_all_picked = false;
		if (is_picked) this.picked.add(key_of(row));
		else this.picked.delete(key_of(row));
		this.draw_bulk();
	}

	pick_all() {
		this.$rows.find(".sink-pick input").prop("checked", true);
		this.picked = new Set(this.rows.map(key_of));
		this.is_all_picked = true;
		this.draw_bulk();
	}

	clear_picks() {
		this.$rows.find(".sink-pick input").prop("checked", false);
		this.picked = new Set();
		this.is_all_picked = false;
		this.draw_bulk();
	}

	picked_rows() {
		return this.rows.filter((row) => this.picked.has(key_of(row)));
	}

	picked_count() {
		if (!this.is_all_picked) return this.picked.size;
		const kind = this.current_kind();
		return `${kind.count}${kind.more ? "+" : ""}`;
	}

	common_steps() {
		const [first, ...others] = this.picked_rows();
		const is_same = (row) => row.doctype === first.doctype && row.state === first.state;
		if (!first || !others.every(is_same)) return [];
		return first.steps.filter((step) =>
			others.every((row) => row.steps.some((each) => each.action === step.action)),
		);
	}

	// -- acting

	async take(row, step) {
		if (!step || this.is_busy) return;
		this.is_busy = true;
		try {
			const given = await this.questions(row, step);
			if (given) await this.take_with(row, step, given);
		} finally {
			this.is_busy = false;
		}
	}

	async questions(row, step) {
		if (!step.needs_reason && !step.asks.length) return { values: {} };
		let doc = {};
		if (step.asks.length) {
			await new Promise((resolve) => frappe.model.with_doctype(row.doctype, resolve));
			doc = await frappe.xcall("frappe.client.get", { doctype: row.doctype, name: row.name });
		}
		if (!has_questions(doc, step)) return { values: {} };
		const asks = step.asks.length && doc[step.asks[0]] ? [] : step.asks;
		return ask(row.doctype, doc, { ...step, asks }, { title: row.title });
	}

	async take_with(row, step, { reason, values, target }) {
		const { doctype, name, state } = row;
		try {
			await call("take", {
				...{ doctype, name, action: step.action, seen_state: state },
				...{ reason, values, to_state: target },
			});
		} catch (why) {
			// the server has said why; the record may have moved on meanwhile
			this.reload();
			throw why;
		}
		frappe.show_alert({ message: `${__(step.action)}: ${row.title}`, indicator: "green" });
		this.remove(row);
	}

	remove(row) {
		const $line = this.line_of(row);
		const $next = $line.next().length ? $line.next() : $line.prev();
		$line.remove();
		$next.trigger("focus");
		this.rows = this.rows.filter((each) => each !== row);
		this.picked.delete(key_of(row));
		for (const kind of this.kinds) {
			if (kind.doctype === row.doctype && kind.state === row.state) kind.count -= 1;
		}
		this.draw_kinds();
		this.draw_bulk();
		if (this.after && this.rows.length < FEW_LEFT) this.load();
		else this.draw_more();
		sink.approvals.refresh_count(true);
	}

	async take_picked(position) {
		const rows = this.picked_rows();
		const step = this.common_steps()[position];
		await new Promise((resolve) => frappe.model.with_doctype(rows[0].doctype, resolve));
		const is_done = await take_many({
			doctype: rows[0].doctype,
			state: rows[0].state,
			step,
			names: this.is_all_picked ? null : rows.map((row) => row.name),
			text: this.text,
			count: this.picked_count(),
			first: rows[0].name,
		});
		if (is_done) this.reload();
	}

	// -- keys

	key(event) {
		const is_typing = $(event.target).is(
			"input:not([type=checkbox]), textarea, select, [contenteditable]",
		);
		const is_elsewhere = !this.$body.is(":visible") || $(".modal.show").length;
		if (is_typing || is_elsewhere || event.ctrlKey || event.metaKey || event.altKey) return;
		const $here = this.$rows.find(".sink-row:focus, .sink-row:focus-within").first();
		if (event.key === "ArrowDown" || event.key === "ArrowUp") {
			event.preventDefault();
			this.move($here, event.key === "ArrowDown");
		} else if ($here.length && !$(event.target).is("button, a")) {
			this.act_by_key(event, $here);
		}
	}

	move($here, is_down) {
		const $to = is_down ? $here.next() : $here.prev();
		const $line = $here.length ? $to : this.$rows.children().first();
		$line.trigger("focus");
		$line[0]?.scrollIntoView({ block: "nearest" });
	}

	act_by_key(event, $line) {
		const row = this.row_at($line[0]);
		if (event.key === " " && !$(event.target).is("input")) {
			event.preventDefault();
			$line.find(".sink-pick input").trigger("click");
		} else if (event.key === "Enter") {
			frappe.set_route("Form", row.doctype, row.name);
		} else if (/^[1-9]$/.test(event.key)) {
			this.take(row, row.steps[Number(event.key) - 1]);
		}
	}

	// -- finding

	row_at(element) {
		const { key } = element.closest(".sink-row").dataset;
		return this.rows.find((row) => key_of(row) === key);
	}

	line_of(row) {
		return this.$rows.children().filter((position, element) => element.dataset.key === key_of(row));
	}
};
