/** Views by the address after the #: the first pattern that fits shows its view, with what the pattern caught. */
export class Router {
	constructor(routes, show) {
		this.routes = routes;
		this.show = show;
		window.addEventListener("hashchange", () => this.follow());
	}

	/** Show the view of the present address; the first route where none fits. */
	follow() {
		const address = decodeURIComponent(location.hash.slice(1)) || "/";
		for (const [pattern, view] of this.routes) {
			const match = pattern.exec(address);
			if (match) return this.show(view, ...match.slice(1));
		}
		return this.show(this.routes[0][1]);
	}
}

/** Go to an address of the page; going where one is shows it anew. */
export function go(address) {
	const hash = `#${encodeURI(address)}`;
	if (location.hash === hash) window.dispatchEvent(new Event("hashchange"));
	else location.hash = hash;
}
