import fs from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

// Frappe's own style sheets are full of them; an app can do nothing about it.
const SILENCED = ["import", "global-builtin", "color-functions", "slash-div"];

/** Compiles Sass as Frappe's style sheets expect it: `~package/file`, and paths from the apps' folders. */
export class SassCompiler {
	#compiler = null;
	#compiled = new Map();

	constructor(bench) {
		this.bench = bench;
		this.roots = bench.importRoots;
	}

	/** Compile a file once until it or a file it imports changes. Returns {css, files}; throws sass.Exception. */
	async compileFile(file) {
		for (;;) {
			const known = this.#compiled.get(file);
			const { result, stamp } = await (known ?? this.#start(file));
			if (!known || stamp === stampOf(result.files)) return result;
			if (this.#compiled.get(file) === known) this.#compiled.delete(file);
		}
	}

	/** Compile a text that stands in `file`, such as a Vue component's style. Returns {css, files}. */
	async compileText(text, file, syntax) {
		const compiler = await this.#process();
		const options = { ...this.#options(), syntax, url: pathToFileURL(file) };
		return withFiles(await compiler.compileStringAsync(text, options));
	}

	/** End the compiler's process, if one was started. */
	async close() {
		const compiler = await this.#compiler;
		this.#compiler = null;
		await compiler?.dispose();
	}

	/** Turn what the compiler threw into an esbuild message; anything but a Sass error is thrown again. */
	toMessage(error) {
		if (!this.isSassError(error)) throw error;
		const { start, url, context } = error.span;
		const file = url?.protocol === "file:" ? fileURLToPath(url) : "";
		const lineText = context?.split("\n")[0] ?? "";
		return {
			text: error.sassMessage,
			location: { file, line: start.line + 1, column: start.column, lineText },
		};
	}

	/** Tell whether an error is the compiler's verdict on a style sheet. */
	isSassError(error) {
		return error instanceof this.bench.require("sass-embedded").Exception;
	}

	// One process serves all sheets; it starts with the first, as many builds need none.
	#process() {
		this.#compiler ??= this.bench.require("sass-embedded").initAsyncCompiler();
		return this.#compiler;
	}

	#start(file) {
		const compilation = this.#compile(file);
		this.#compiled.set(file, compilation);
		compilation.catch(() => this.#compiled.delete(file));
		return compilation;
	}

	async #compile(file) {
		const compiler = await this.#process();
		const result = withFiles(await compiler.compileAsync(file, this.#options()));
		return { result, stamp: stampOf(result.files) };
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
