/**
 * Make an element. Of its attributes, functions listen to events ("onclick"), true and false switch, null is
 * left out; children are elements, texts or lists of them, and empty ones are left out.
 */
export function h(tag, attributes = {}, ...children) {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) {
		if (typeof value === "function") element.addEventListener(name.slice(2), value);
		else if (typeof value === "boolean") element.toggleAttribute(name, value);
		else if (value != null) element.setAttribute(name, value);
	}
	element.append(...children.flat(Infinity).filter((child) => child || child === 0));
	return element;
}

let ids = 0;

/** An id that no other element of the page has. */
export function newId() {
	ids += 1;
	return `f${ids}`;
}

/** Wait until nothing has called for some milliseconds, then call once. */
export function settled(action, milliseconds) {
	let timer;
	return (...args) => {
		clearTimeout(timer);
		timer = setTimeout(() => action(...args), milliseconds);
	};
}
