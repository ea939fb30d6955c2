import fs from "node:fs";
import path from "node:path";

/**
 * esbuild plugin for style bundles: Sass to CSS, and with `rtl` mirrored for right-to-left scripts.
 * Mirroring works on the compiler's output because esbuild drops the comments that steer rtlcss.
 */
export function stylePlugin({ bench, sass, rtl }) {
	const mirror = rtl ? (css) => bench.require("rtlcss").process(css) : (css) => css;
	return {
		name: "frappe-styles",
		setup(build) {
			build.onLoad({ filter: /\.(css|scss)$/ }, async ({ path: file }) => {
				const { css, files, errors } = await compileStyle(sass, file);
				if (errors) return { errors, watchFiles: files };
				return {
					contents: mirror(css),
					loader: "css",
					resolveDir: path.dirname(file),
					watchFiles: files,
				};
			});
		},
	};
}

/** esbuild plugin: `~package/file` in CSS means a file of an npm package. */
export const tildePlugin = {
	name: "tilde",
	setup(build) {
		build.onResolve({ filter: /^~/ }, ({ path: target, importer, resolveDir, kind }) =>
			build.resolve(target.slice(1), { importer, resolveDir, kind }),
		);
	},
};

/** esbuild plugin for script bundles: an imported style sheet adds itself to the page when the script runs. */
export function inlineStylePlugin({ sass, inlineStyle }) {
	return {
		name: "frappe-inline-styles",
		setup(build) {
			build.onLoad({ filter: /\.(css|scss)$/ }, async ({ path: file }) => {
				const { css, files, errors } = await compileStyle(sass, file);
				if (errors) return { errors, watchFiles: files };
				return { contents: await inlineStyle(css, file), loader: "js", watchFiles: files };
			});
		},
	};
}

/**
 * Return the function (css, file) => script text that bundles a style sheet's imports and adds it to the page.
 * `options` are esbuild's; files the sheet names travel inside it.
 */
export function styleInliner(esbuild, options) {
	return async (css, file) => {
		const result = await esbuild.build({
			...options,
			stdin: { contents: css, loader: "css", resolveDir: path.dirname(file), sourcefile: file },
			sourcemap: false,
		});
		const text = JSON.stringify(result.outputFiles[0].text);
		return `document.head.append(Object.assign(document.createElement("style"), { textContent: ${text} }));\n`;
	};
}

async function compileStyle(sass, file) {
	if (file.endsWith(".css")) return { css: fs.readFileSync(file, "utf8"), files: [file] };
	try {
		return await sass.compileFile(file);
	} catch (error) {
		const message = sass.toMessage(error);
		return { errors: [message], files: [file, message.location.file].filter(Boolean) };
	}
}
