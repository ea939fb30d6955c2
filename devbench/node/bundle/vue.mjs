import { createHash } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";

const RENDER_EXPORT = /\nexport function render\(/;

/** esbuild plugin: compiles Vue single-file components; their styles join the page with the script. */
export function vuePlugin({ bench, sass, inlineStyle, production }) {
	return {
		name: "frappe-vue",
		setup(build) {
			build.onLoad({ filter: /\.vue$/ }, async ({ path: file }) => {
				const compiler = bench.require("vue/compiler-sfc");
				const component = new Component({ compiler, sass, inlineStyle, production, file });
				try {
					return await component.load(path.relative(bench.folder, file));
				} catch (error) {
					return { errors: [toMessage(error, file, sass)], watchFiles: [file] };
				}
			});
		},
	};
}

class Component {
	#files;
	#warnings = [];

	constructor(tools) {
		Object.assign(this, tools);
		this.#files = [tools.file];
	}

	/** Return esbuild's onLoad result; throws the compiler's errors. `identity` seeds the scope's name. */
	async load(identity) {
		const source = await fs.readFile(this.file, "utf8");
		const { descriptor, errors } = this.compiler.parse(source, { filename: this.file, sourceMap: false });
		if (errors.length) throw errors[0];
		refuseUnsupported(descriptor);
		this.descriptor = descriptor;
		this.id = createHash("sha256").update(identity).digest("hex").slice(0, 8);
		this.scoped = descriptor.styles.some((style) => style.scoped);
		const script = this.#script();
		const parts = [script.content, this.#template(script), await this.#styles(), this.#export()];
		const loader = script.lang === "ts" ? "ts" : "js";
		const resolveDir = path.dirname(this.file);
		return {
			contents: parts.join("\n"),
			loader,
			resolveDir,
			watchFiles: this.#files,
			warnings: this.#warnings,
		};
	}

	#script() {
		const { script, scriptSetup } = this.descriptor;
		if (!script && !scriptSetup) return { content: "const component = {};" };
		return this.compiler.compileScript(this.descriptor, {
			id: this.id,
			isProd: this.production,
			inlineTemplate: true,
			genDefaultAs: "component",
		});
	}

	// A <script setup> already holds its template as the render function it returns.
	#template(script) {
		const { template, scriptSetup, cssVars } = this.descriptor;
		if (!template || scriptSetup) return "";
		const { code, errors, tips } = this.compiler.compileTemplate({
			source: template.content,
			filename: this.file,
			id: this.id,
			scoped: this.scoped,
			isProd: this.production,
			ssrCssVars: cssVars,
			compilerOptions: { bindingMetadata: script.bindings },
		});
		if (errors.length) throw errors[0];
		this.#warnings.push(...tips.map((text) => ({ text, location: { file: this.file } })));
		return `${code.replace(RENDER_EXPORT, "\nfunction renderTemplate(")}\ncomponent.render = renderTemplate;`;
	}

	async #styles() {
		const scripts = this.descriptor.styles.map(async (style) => {
			const { code, errors } = this.compiler.compileStyle({
				source: await this.#plainCss(style),
				filename: this.file,
				id: `data-v-${this.id}`,
				scoped: Boolean(style.scoped),
				isProd: this.production,
			});
			if (errors.length) throw errors[0];
			return this.inlineStyle(code, this.file);
		});
		return (await Promise.all(scripts)).join("");
	}

	async #plainCss({ content, lang }) {
		if (!lang || lang === "css") return content;
		const syntax = { scss: "scss", sass: "indented" }[lang];
		if (!syntax) throw new Error(`<style lang="${lang}"> is not supported; use scss.`);
		const { css, files } = await this.sass.compileText(content, this.file, syntax);
		this.#files.push(...files);
		return css;
	}

	#export() {
		const scope = this.scoped ? `component.__scopeId = "data-v-${this.id}";\n` : "";
		return `${scope}export default component;\n`;
	}
}

function refuseUnsupported({ script, scriptSetup, template, styles }) {
	const blocks = [script, scriptSetup, template, ...styles].filter(Boolean);
	const external = blocks.find((block) => block.src);
	if (external)
		throw new Error(`<${external.type} src> is not supported; put the text into the component.`);
	if (styles.some((style) => style.module)) throw new Error("<style module> is not supported; use scoped.");
}

function toMessage(error, file, sass) {
	if (sass.isSassError(error)) return sass.toMessage(error);
	const start = error.loc?.start;
	return {
		text: error.message ?? error,
		location: start ? { file, line: start.line, column: start.column - 1 } : { file },
	};
}
