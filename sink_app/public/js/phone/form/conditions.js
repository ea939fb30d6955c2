/**
 * Reads the Desk's «Depends On»: a field's name, or `eval:` with comparisons, && || ! and in_list() over `doc`.
 * What it cannot read counts as fulfilled, so that a field is rather shown than lost.
 */
const TOKEN = /\s*(===|!==|==|!=|<=|>=|&&|\|\||[!<>()[\],]|"[^"]*"|'[^']*'|\d+(?:\.\d+)?|[A-Za-z_][\w.]*)/y;
const LITERALS = { true: true, false: false, null: null, undefined };
const COMPARISONS = {
	"==": (a, b) => String(a ?? "") === String(b ?? ""),
	"===": (a, b) => a === b,
	"!=": (a, b) => String(a ?? "") !== String(b ?? ""),
	"!==": (a, b) => a !== b,
	"<": (a, b) => a < b,
	">": (a, b) => a > b,
	"<=": (a, b) => a <= b,
	">=": (a, b) => a >= b,
};

/** Whether a condition holds for the values of a document; an empty one does. */
export function holds(condition, doc) {
	if (!condition) return true;
	if (!condition.startsWith("eval:")) return isFilled(doc[condition]);
	try {
		return isFilled(new Reader(condition.slice("eval:".length), doc).whole());
	} catch (error) {
		if (error instanceof SyntaxError) return true;
		throw error;
	}
}

function isFilled(value) {
	return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

class Reader {
	constructor(text, doc) {
		this.tokens = tokensOf(text);
		this.doc = doc;
	}

	whole() {
		const value = this.either();
		if (this.tokens.length) throw new SyntaxError(this.tokens[0]);
		return value;
	}

	either() {
		let value = this.both();
		while (this.take("||")) value = this.both() || value;
		return value;
	}

	both() {
		let value = this.comparison();
		while (this.take("&&")) {
			const other = this.comparison();
			value = value && other;
		}
		return value;
	}

	comparison() {
		const value = this.single();
		const compare = COMPARISONS[this.tokens[0]];
		if (!compare) return value;
		this.tokens.shift();
		return compare(value, this.single());
	}

	single() {
		if (this.take("!")) return !isFilled(this.single());
		if (this.take("(")) {
			const value = this.either();
			this.expect(")");
			return value;
		}
		if (this.take("[")) return this.listUpTo("]");
		return this.word(this.tokens.shift() ?? "");
	}

	word(token) {
		if (/^["']/.test(token)) return token.slice(1, -1);
		if (/^\d/.test(token)) return Number(token);
		if (token in LITERALS) return LITERALS[token];
		if (token.startsWith("doc."))
			return token
				.split(".")
				.slice(1)
				.reduce((value, key) => value?.[key], this.doc);
		if (token === "in_list" && this.take("(")) {
			const [list, value] = this.listUpTo(")");
			return list.includes(value);
		}
		throw new SyntaxError(token);
	}

	listUpTo(end) {
		const list = [];
		while (!this.take(end)) {
			list.push(this.either());
			if (this.tokens[0] !== end) this.expect(",");
		}
		return list;
	}

	take(token) {
		return this.tokens[0] === token && Boolean(this.tokens.shift());
	}

	expect(token) {
		if (!this.take(token)) throw new SyntaxError(token);
	}
}

function tokensOf(text) {
	const tokens = [];
	TOKEN.lastIndex = 0;
	const end = text.trimEnd().length;
	while (TOKEN.lastIndex < end) {
		const match = TOKEN.exec(text);
		if (!match) throw new SyntaxError(text);
		tokens.push(match[1]);
	}
	return tokens;
}
