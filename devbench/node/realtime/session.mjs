const REQUEST_TIMEOUT_MS = 10_000;

/** What a browser showed when it connected, and what the web server says it may see on one site. */
export class Session {
	/** `web`: address of the web server; `site`: name of the site; `headers`: of the connecting request. */
	constructor({ web, site, headers }) {
		this.web = web;
		this.site = site;
		this.credentials = credentialsOf(headers);
	}

	/** Ask who this is. Sets `user` and `userType`; throws if the web server does not say. */
	async identify() {
		if (!this.credentials) throw new Error("No session cookie or authorization header.");
		const response = await this.#call("get_user_info");
		if (!response.ok) throw new Error(`The web server answered ${response.status}.`);
		const { message } = await response.json();
		this.user = message.user;
		this.userType = message.user_type;
	}

	/** Tell whether the user may read documents of this type. */
	async maySeeDoctype(doctype) {
		return this.#allows("can_subscribe_doctype", { doctype });
	}

	/** Tell whether the user may read this document. */
	async maySeeDocument(doctype, docname) {
		return this.#allows("can_subscribe_doc", { doctype, docname });
	}

	async #allows(method, args) {
		const response = await this.#call(method, args);
		return response.ok;
	}

	async #call(method, args = {}) {
		const url = new URL(`/api/method/frappe.realtime.${method}`, this.web);
		url.search = new URLSearchParams(args).toString();
		const headers = { ...this.credentials, Accept: "application/json", "X-Frappe-Site-Name": this.site };
		return fetch(url, { headers, redirect: "error", signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) });
	}
}

// Only what proves the session is passed on, not the browser's other cookies.
function credentialsOf({ authorization, cookie = "" }) {
	if (authorization) return { Authorization: authorization };
	const sid = cookie.split(/;\s*/).find((pair) => pair.startsWith("sid="));
	return sid ? { Cookie: sid } : null;
}
