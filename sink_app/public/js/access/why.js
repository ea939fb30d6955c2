// «Why Can They See This?»: a record, a user, and in words why; without a user, everybody who sees the record.

import { mend } from "./mend.js";

frappe.provide("sink.access");

const escape = (text) => frappe.utils.escape_html(String(text ?? ""));
const call = (name, args) => frappe.xcall(`sink_app.access.auditing.${name}`, args);

sink.access.WhyVisible = class WhyVisible {
	constructor(wrapper) {
		this.page = frappe.ui.make_app_page({
			parent: wrapper,
			title: __("Why Can They See This?"),
			single_column: true,
		});
		this.$body = $(`<div class="sink-why">
			<div class="sink-why-ask"></div>
			<div class="sink-why-answer" aria-live="polite"></div>
		</div>`).appendTo(this.page.main);
		this.$answer = this.$body.find(".sink-why-answer");
		this.make_fields();
		this.listen();
		this.take_route();
	}

	make_fields() {
		this.fields = new frappe.ui.FieldGroup({
			fields: [
				{
					fieldname: "doctype",
					fieldtype: "Link",
					options: "DocType",
					label: __("Kind of Record"),
					ignore_link_validation: true,
					only_select: true,
					get_query: () => ({ filters: { istable: 0, issingle: 0 } }),
					onchange: () => this.ask(),
				},
				{ fieldname: "cb_1", fieldtype: "Column Break" },
				{
					fieldname: "name",
					fieldtype: "Dynamic Link",
					label: __("Record"),
					get_options: () => this.fields.get_value("doctype") || "",
					ignore_link_validation: true,
					onchange: () => this.ask(),
				},
				{ fieldname: "cb_2", fieldtype: "Column Break" },
				{
					fieldname: "user",
					fieldtype: "Link",
					options: "User",
					label: __("User"),
					description: __("Leave it empty to see everybody."),
					ignore_link_validation: true,
					only_select: true,
					get_query: () => ({ query: "sink_app.access.auditing.search_users" }),
					onchange: () => this.ask(),
				},
			],
			body: this.$body.find(".sink-why-ask")[0],
		});
		this.fields.make();
	}

	listen() {
		this.$answer.on("click", "[data-mend]", async (event) => {
			const way = this.mends[event.currentTarget.dataset.mend];
			if (await mend(way, this.told)) this.ask(true);
		});
		this.$answer.on("click", "[data-more]", (event) => this.show_more(event.currentTarget));
		this.$answer.on("click", "[data-user]", (event) =>
			this.fields.set_value("user", event.currentTarget.dataset.user),
		);
	}

	async take_route() {
		const { doctype, name, user } = frappe.route_options || {};
		frappe.route_options = null;
		if (!doctype) return this.ask();
		this.asked = null;
		await this.fields.set_values({ doctype, name: name || "", user: user || "" });
		return this.ask();
	}

	async ask(again) {
		const { doctype, name, user } = this.fields.get_values(true) || {};
		const question = JSON.stringify([doctype, name, user]);
		if (!again && question === this.asked) return;
		this.asked = question;
		if (!doctype || !name) {
			this.$answer.html(`<p class="text-muted">${__("Choose a record first.")}</p>`);
			return;
		}
		const told = user ? await call("why", { doctype, name, user }) : await call("who", { doctype, name });
		if (question !== this.asked) return;
		this.told = told;
		this.$answer.html(this.record(told.record) + (user ? this.why(told) : this.who(told)));
	}

	record({ doctype, title, place }) {
		const name = title ? `${escape(__(doctype))} · <b>${escape(title)}</b>` : escape(__(doctype));
		const hidden = title
			? ""
			: `<p class="text-muted">${__("Your role does not read this record; only its place is shown.")}</p>`;
		const lines = [...new Set(place.map((node) => node.tree))].map((tree) => {
			const nodes = place.filter((node) => node.tree === tree);
			return `<div class="sink-why-line">${nodes.map((node) => escape(node.title)).join(" › ")}</div>`;
		});
		return `<div class="sink-why-record">${name}${hidden}${lines.join("")}</div>`;
	}

	why(told) {
		this.mends = [];
		const headline = told.sees
			? __("{0} sees this record.", [escape(told.user_name)])
			: __("{0} does not see this record.", [escape(told.user_name)]);
		const account = told.is_enabled
			? ""
			: this.line(
					"red",
					__("The account is switched off; nobody can log in with it."),
					told.account_mend,
				);
		const reasons = told.reasons.map((reason) =>
			this.line(this.colour(reason), reason.sentence, reason.mend),
		);
		const hidden = told.hidden_fields.length
			? `<p class="text-muted">${__("Not shown to them in it: {0}", [escape(told.hidden_fields.join(__(", ")))])}</p>`
			: "";
		return `<h4 class="sink-why-verdict indicator ${told.sees ? "green" : "red"}">${headline}</h4>
			<ul class="sink-findings">${account}${reasons.join("")}</ul>${hidden}`;
	}

	colour({ opens, kind }) {
		if (opens) return "green";
		return kind === "barred" ? "red" : "orange";
	}

	line(colour, sentence, way) {
		const button = way ? this.button(way) : "";
		return `<li><span class="indicator ${colour}"></span><span>${escape(sentence)}</span>${button}</li>`;
	}

	button(way) {
		const label = {
			add_stand: __("Add a Stand"),
			end_stand: __("End This Stand Today"),
			unshare: __("Take Back the Share"),
			enable: __("Switch the Account On"),
		}[way.kind];
		this.mends.push(way);
		return `<button type="button" class="btn btn-xs btn-default" data-mend="${this.mends.length - 1}">${label}</button>`;
	}

	who({ groups }) {
		if (!groups.length) return `<p>${__("Nobody sees this record but the account Administrator.")}</p>`;
		const total = groups.reduce((sum, group) => sum + group.count, 0);
		return `<h4>${__("Who sees it, by reason ({0})", [total])}</h4>
			${groups.map((group) => this.group(group)).join("")}
			<p class="text-muted">${__("The account Administrator sees everything. Who is listed twice sees it for two reasons.")}</p>`;
	}

	group(group) {
		return `<section class="sink-why-group" data-key="${escape(group.key)}">
			<h5>${escape(group.sentence)} <span class="badge">${group.count}</span></h5>
			<div class="sink-why-people">${this.people(group)}</div>
		</section>`;
	}

	people({ people, next, others }) {
		const names = people.map(
			({ user, name }) =>
				`<button type="button" class="btn btn-default btn-xs" data-user="${escape(user)}" title="${escape(user)}">${escape(name)}</button>`,
		);
		const rest = others
			? `<span class="text-muted">${__("{0} whom you do not administer", [others])}</span>`
			: "";
		const more =
			next === null
				? rest
				: `<button type="button" class="btn btn-link btn-xs" data-more="${next}">${__("Show More")}</button>`;
		return names.join("") + more;
	}

	async show_more(button) {
		const { key } = button.closest(".sink-why-group").dataset;
		const { doctype, name } = this.told.record;
		const group = await call("more", { doctype, name, key, start: Number(button.dataset.more) });
		$(button).replaceWith(this.people(group));
	}
};
