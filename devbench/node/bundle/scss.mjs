import fs from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

// Frappe's own style sheets are full of them; an app can do nothing about it.
const SILENCED = ["import", "global-builtin", "color-functions", "slash-div"];

/** Compiles Sass as Frappe's style sheets expect it: `~package/file`, and paths from the apps' folders. */
export class SassCompiler {
	#cache = new Map();

	constructor(bench) {
		this.bench = bench;
		this.roots = bench.importRoots;
	}

	/** The sass package, loaded when the first style sheet needs it: that takes a good part of a small build. */
	get sass() {
		return this.bench.require("sass");
	}

	/** Compile a file once until it or a file it imports changes. Returns {css, files}; throws sass.Exception. */
	compileFile(file) {
		const cached = this.#cache.get(file);
		if (cached && cached.stamp === stampOf(cached.result.files)) return cached.result;
		const result = withFiles(this.sass.compile(file, this.#options()));
		this.#cache.set(file, { result, stamp: stampOf(result.files) });
		return result;
	}

	/** Compile a text that stands in `file`, such as a Vue component's style. Returns {css, files}. */
	compileText(text, file, syntax) {
		const options = { ...this.#options(), syntax, url: pathToFileURL(file) };
		return withFiles(this.sass.compileString(text, options));
	}

	/** Turn what the compiler threw into an esbuild message; anything but a Sass error is thrown again. */
	toMessage(error) {
		if (!(error instanceof this.sass.Exception)) throw error;
		const { start, url, context } = error.span;
		const file = url?.protocol === "file:" ? fileURLToPath(url) : "";
		const lineText = context?.split("\n")[0] ?? "";
		return {
			text: error.sassMessage,
			location: { file, line: start.line + 1, column: start.column, lineText },
		};
	}

	#options() {
		return {
			loadPaths: this.roots,
			importers: [{ findFileUrl: (url) => this.#findPackageFile(url) }],
			silenceDeprecations: SILENCED,
			quietDeps: true,
		};
	}

	#findPackageFile(url) {
		if (!url.startsWith("~")) return null;
		const inPackage = url.slice(1);
		const [scopeOrName, name] = inPackage.split("/");
		const folder = scopeOrName.startsWith("@") ? `${scopeOrName}/${name}` : scopeOrName;
		const root = this.roots.find((candidate) => fs.existsSync(path.join(candidate, folder)));
		return root ? pathToFileURL(path.join(root, inPackage)) : null;
	}
}

function withFiles({ css, loadedUrls }) {
	return {
		css,
		files: loadedUrls.filter((url) => url.protocol === "file:").map((url) => fileURLToPath(url)),
	};
}

function stampOf(files) {
	return files.map((file) => fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0).join(" ");
}
