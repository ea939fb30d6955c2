import { boot } from "./boot.js";
import { isSameUser } from "./user.js";

const PATIENCE = 30_000;
const OUT_OF_DATE = ["CSRFTokenError", "SessionExpired"];

/** A call the server refused, or that never reached it; `fieldErrors` are {doctype, fieldname, message}, `kind` is the class of the server's error. */
export class CallFailed extends Error {
	constructor(message, { fieldErrors = [], isSignedOut = false, kind = "" } = {}) {
		super(message);
		this.fieldErrors = fieldErrors;
		this.isSignedOut = isSignedOut;
		this.kind = kind;
	}
}

/** Call one of the page's own methods by its short name, or Frappe's by its dotted one; returns its message. */
export async function call(method, args = {}, { post = false } = {}) {
	const response = await reach(address(method), args, post);
	const answer = await response.json().catch(() => ({}));
	if (response.ok) return answer.message;
	throw failure(response.status, answer);
}

function address(method) {
	const isOurs = !method.includes(".") && method !== "logout";
	return `/api/method/${isOurs ? `sink_app.registration.phone.${method}` : method}`;
}

async function reach(url, args, post) {
	const abort = new AbortController();
	const timer = setTimeout(() => abort.abort(), PATIENCE);
	const headers = { Accept: "application/json", "X-Frappe-CSRF-Token": boot.csrf_token };
	const options = { headers, cache: "no-store", signal: abort.signal };
	try {
		if (!post) return await fetch(`${url}?${new URLSearchParams(args)}`, options);
		headers["Content-Type"] = "application/json";
		return await fetch(url, { ...options, method: "POST", body: JSON.stringify(args) });
	} catch {
		throw new CallFailed(
			__("There is no connection. Please try again; what you typed stays on this phone."),
		);
	} finally {
		clearTimeout(timer);
	}
}

function failure(status, answer) {
	const isSignedOut = status === 401 || !isSameUser() || OUT_OF_DATE.includes(answer.exc_type);
	if (isSignedOut) return new CallFailed(__("You have been signed out."), { isSignedOut });
	const said = sentences(answer._server_messages);
	return new CallFailed(said || __("This did not work ({0}). Please try again later.", [status]), {
		fieldErrors: answer.field_errors,
		kind: answer.exc_type,
	});
}

function sentences(messages) {
	return JSON.parse(messages || "[]")
		.map((message) => plain(JSON.parse(message).message))
		.join("\n");
}

function plain(html) {
	const holder = document.createElement("template");
	holder.innerHTML = html.replaceAll("<br>", "\n");
	return holder.content.textContent.trim();
}
