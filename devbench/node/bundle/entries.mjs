import fs from "node:fs";
import path from "node:path";

import { Failure } from "../common/failure.mjs";

const BUNDLE = /^(?<stem>.+\.bundle)\.(?<extension>js|ts|css|scss)$/;
const SKIPPED_FOLDERS = new Set(["node_modules", "dist"]);

/**
 * Find the `*.bundle.*` files of a public folder. Links are not followed: an app's folder may be a link to a
 * project that holds the bench itself.
 *
 * Returns [{source, kind, output, key}]: `kind` is js or css, `output` the built file's path without hash and
 * extension, `key` what Frappe looks up in assets.json.
 */
export function findBundles(publicFolder) {
	const bundles = new Map();
	for (const source of walk(publicFolder)) {
		const match = BUNDLE.exec(path.basename(source));
		if (!match) continue;
		const { stem, extension } = match.groups;
		const kind = extension === "js" || extension === "ts" ? "js" : "css";
		const output = `${kind}/${stem}`;
		if (bundles.has(output)) {
			throw new Failure(
				`Two bundles would be built as ${output}: ${bundles.get(output).source} and ${source}.`,
			);
		}
		bundles.set(output, { source, kind, output, key: `${stem}.${kind === "css" ? "css" : extension}` });
	}
	return [...bundles.values()];
}

function* walk(folder) {
	if (!fs.existsSync(folder)) return;
	const entries = fs
		.readdirSync(folder, { withFileTypes: true })
		.sort((a, b) => (a.name < b.name ? -1 : 1));
	for (const entry of entries) {
		const location = path.join(folder, entry.name);
		if (entry.isFile()) yield location;
		else if (entry.isDirectory() && !SKIPPED_FOLDERS.has(entry.name)) yield* walk(location);
	}
}
