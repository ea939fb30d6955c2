const root = document.getElementById("phone");

/** What the server wrote into the page: {csrf_token, device_key, title, words}. */
export const boot = JSON.parse(root.dataset.boot);

/** The element the page is built in. */
export { root };

/** Frappe's own `__` comes with scripts that this light page does without; it means the same. */
window.__ = (text, values = []) =>
	values.reduce(
		(said, value, position) => said.replaceAll(`{${position}}`, value),
		boot.words[text] || text,
	);
