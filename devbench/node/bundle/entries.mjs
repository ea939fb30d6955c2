import path from "node:path";

import { Failure } from "../common/failure.mjs";
import { walk } from "./walk.mjs";

const BUNDLE = /^(?<stem>.+\.bundle)\.(?<extension>js|ts|css|scss)$/;
const SKIPPED_FOLDERS = new Set(["node_modules", "dist"]);

/**
 * Find the `*.bundle.*` files of a public folder.
 *
 * Returns [{source, kind, output, key}]: `kind` is js or css, `output` the built file's path without hash and
 * extension, `key` what Frappe looks up in assets.json.
 */
export function findBundles(publicFolder) {
	const bundles = new Map();
	for (const source of walk(publicFolder, SKIPPED_FOLDERS)) {
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
