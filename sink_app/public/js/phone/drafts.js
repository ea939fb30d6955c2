import { boot } from "./boot.js";

const PREFIX = "sink-phone:";
const KEPT_FOR = 24 * 60 * 60 * 1000;

/** Remove what is not this user's, or older than a day. */
export function sweepDrafts() {
	for (const key of ownKeys()) {
		const draft = JSON.parse(storage().getItem(key));
		const isMine = key.startsWith(`${PREFIX}${boot.device_key}:`);
		if (!isMine || Date.now() - draft.at > KEPT_FOR) storage().removeItem(key);
	}
}

/** Keep what the user typed into a form and has not saved, with the titles of the records chosen. */
export function keepDraft(form, typed, titles) {
	if (Object.keys(typed).length === 0) dropDraft(form);
	else storage()?.setItem(keyOf(form), JSON.stringify({ at: Date.now(), typed, titles }));
}

/** {at, typed, titles} of a form; nothing where nothing was left unsaved. */
export function readDraft(form) {
	return JSON.parse(storage()?.getItem(keyOf(form)) ?? "null");
}

/** Forget what was typed into a form. */
export function dropDraft(form) {
	storage()?.removeItem(keyOf(form));
}

/** Forget everything typed on this phone. */
export function dropAllDrafts() {
	ownKeys().forEach((key) => storage().removeItem(key));
}

function keyOf(form) {
	return `${PREFIX}${boot.device_key}:${form}`;
}

function ownKeys() {
	return Object.keys(storage() ?? {}).filter((key) => key.startsWith(PREFIX));
}

function storage() {
	try {
		return window.localStorage;
	} catch {
		// a browser set to keep nothing throws on the mere look; the form works without drafts
		return null;
	}
}
