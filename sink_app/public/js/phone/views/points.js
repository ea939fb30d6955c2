import { standingLines, titleOf } from "../cards/points.js";
import { h } from "../dom.js";
import { headOf, pageView } from "../parts.js";

/** 我的积分与星级: what there is, what it takes, and each entry with how it was worked out. */
export function pointsView() {
	return pageView("sink_app.evaluation.phone", partsOf);
}

function partsOf(page) {
	if (!page.is_kept) {
		return [
			headOf(__("My Points")),
			h("p", { class: "card quiet" }, __("No points or stars are kept here.")),
		];
	}
	return [
		headOf(titleOf(page)),
		h("section", { class: "card" }, standingLines(page)),
		listCard(__("What Earns Points"), page.rules),
		listCard(__("Star Levels"), page.levels),
		page.points && h("h2", {}, __("Entries")),
		page.points &&
			(page.entries.length
				? page.entries.map(entryCard)
				: h("p", { class: "card quiet" }, __("Points are entered once your service is confirmed."))),
	]
		.flat()
		.filter(Boolean);
}

function listCard(title, sentences) {
	if (!sentences.length) return null;
	return h(
		"section",
		{ class: "card" },
		h("h2", {}, title),
		sentences.map((sentence) => h("p", {}, sentence)),
	);
}

function entryCard(entry) {
	return h(
		"section",
		{ class: "card" },
		h(
			"p",
			{ class: "state-line" },
			h("strong", {}, entry.points),
			h("span", { class: `state ${entry.is_taken ? "danger" : "success"}` }, entry.kind),
			h("span", { class: "quiet" }, `${entry.what} · ${entry.day}`),
		),
		h("p", { class: "quiet" }, entry.explanation),
	);
}
