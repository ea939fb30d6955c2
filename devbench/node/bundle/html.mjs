import fs from "node:fs/promises";
import path from "node:path";

/** esbuild plugin: importing x.html makes its text known to the Desk as frappe.templates["x"]. */
export const htmlPlugin = {
	name: "frappe-html",
	setup(build) {
		build.onLoad({ filter: /\.html$/ }, async (args) => ({
			contents: templateModule(args.path, await fs.readFile(args.path, "utf8")),
			loader: "js",
		}));
	},
};

function templateModule(file, text) {
	const [name] = path.basename(file).split(".");
	// A template literal, not JSON: Frappe's templates rely on its escapes (they hold \' inside expressions).
	return `frappe.templates[${JSON.stringify(name)}] = \`${text.replaceAll("`", "\\`")}\`;\n`;
}
