// One step on many records: asks once, shows how far it is, and says of each row that refused why.

import { ask } from "./ask.js";

const LOOK_AGAIN = 700; // milliseconds

const call = (name, args) => frappe.xcall(`sink_app.approvals.bulk.${name}`, args);

/** Ask what the step needs, then take it on the records named, or on all that wait in the state. */
export async function take_many({ doctype, state, step, names, text, count, first }) {
	const given = await questions(doctype, step, count, first);
	if (!given) return false;
	const run = await call("start", {
		doctype,
		state,
		action: step.action,
		names,
		text,
		reason: given.reason,
		values: given.values,
	});
	return follow(run);
}

/** Offer to go on with a run that was broken off. */
export async function offer_rest() {
	const run = await call("broken_off");
	if (!run) return;
	const left = run.total - run.done - run.refused;
	const sentence = __("«{0}» was broken off: {1} of {2} records are left. Go on?", [
		__(run.action),
		left,
		run.total,
	]);
	frappe.confirm(sentence, () => follow(run));
}

async function questions(doctype, step, count, first) {
	const title = __("{0} records", [count]);
	if (!step.needs_reason && !step.asks.length) {
		return new Promise((resolve) =>
			frappe.confirm(
				__("Take «{0}» on {1} records?", [__(step.action), count]),
				() => resolve({ values: {} }),
				() => resolve(null),
			),
		);
	}
	const doc = step.asks.length ? await frappe.xcall("frappe.client.get", { doctype, name: first }) : {};
	const blank = Object.fromEntries(step.asks.map((field) => [field, ""]));
	return ask(doctype, { ...doc, ...blank }, step, { title, in_bulk: true });
}

function follow(run) {
	const dialog = new frappe.ui.Dialog({ title: __(run.action), static: true });
	dialog.show();
	draw(dialog, run);
	return new Promise((resolve) => {
		dialog.onhide = () => resolve(true);
		const finish = (last) => {
			draw_result(dialog, last);
			sink.approvals.refresh_count(true);
		};
		const looking = watch(dialog, run.name, finish);
		if (run.in_background && run.is_alive) return;
		call("go_on", { run: run.name }).then((last) => {
			if (last.status === "Finished") looking.end(last);
		}, dialog.hide.bind(dialog));
	});
}

function watch(dialog, name, finish) {
	let ended = false;
	const end = (last) => {
		if (ended) return;
		ended = true;
		finish(last);
	};
	const look = async () => {
		if (ended) return;
		const run = await call("status", { run: name });
		if (run.status === "Finished") return end(run);
		if (!ended) draw(dialog, run);
		setTimeout(look, LOOK_AGAIN);
	};
	setTimeout(look, LOOK_AGAIN);
	return { end };
}

function draw(dialog, run) {
	const handled = run.done + run.refused;
	const percent = run.total ? Math.round((handled * 100) / run.total) : 0;
	dialog.$body.html(`<div class="sink-run" role="status">
		<div class="progress"><div class="progress-bar" style="width: ${percent}%"></div></div>
		<p>${__("{0} of {1} records", [handled, run.total])}</p>
		<p class="text-muted">${__("You may close this page meanwhile: what is done stays done.")}</p>
	</div>`);
}

function draw_result(dialog, run) {
	const escape = frappe.utils.escape_html;
	const rows = run.refusals.map(({ name, title, sentence }) => {
		const address = frappe.utils.get_form_link(run.doctype, name);
		return `<tr><td><a href="${address}">${escape(title || name)}</a></td><td>${escape(sentence)}</td></tr>`;
	});
	const refused = rows.length
		? `<p>${__("{0} records were refused and stay as they were:", [run.refused])}</p>
			<table class="table table-bordered table-sm"><tbody>${rows.join("")}</tbody></table>`
		: "";
	dialog.$body.html(`<div class="sink-run">
		<p class="indicator ${run.refused ? "orange" : "green"}">
			${__("{0} of {1} records handled.", [run.done, run.total])}
		</p>${refused}
	</div>`);
	dialog.set_primary_action(__("Close"), () => dialog.hide());
}
