import fs from "node:fs";
import path from "node:path";

import { replaceFile } from "./assets.mjs";

const BUILT_FILE = /^(?<output>(?<kind>js|css|css-rtl)\/.+)\.[A-Z0-9]{8}\.(js|css)$/;

/**
 * Return what one build adds to the manifests: {"assets.json": {key: url}, "assets-rtl.json": {key: url}}.
 * `outputs` are absolute paths of built files.
 */
export function manifestEntries(bench, app, bundles, outputs) {
	const keys = new Map(bundles.map(({ output, key }) => [output, key]));
	const entries = { "assets.json": {}, "assets-rtl.json": {} };
	for (const file of outputs) {
		const match = BUILT_FILE.exec(path.relative(bench.distFolder(app), file));
		if (!match) continue;
		const { output, kind } = match.groups;
		const url = `/${path.relative(bench.sites, file)}`;
		const key = keys.get(output.replace(/^css-rtl\//, "css/"));
		if (kind === "css-rtl") entries["assets-rtl.json"][`rtl_${key}`] = url;
		else entries["assets.json"][key] = url;
	}
	return entries;
}

/**
 * Write both manifests with the new entries. Other entries stay, except those of `replacedApps`, whose bundles
 * were all built anew. Returns the keys whose file changed.
 */
export function updateManifests(bench, entries, replacedApps = []) {
	return Object.entries(entries).flatMap(([name, added]) => {
		const file = path.join(bench.assets, name);
		const before = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : {};
		const replaced = (url) => replacedApps.some((app) => url.startsWith(`/assets/${app}/dist/`));
		const kept = Object.entries(before).filter(([, url]) => !replaced(url));
		const after = { ...Object.fromEntries(kept), ...added };
		replaceFile(file, toJson(after));
		return Object.keys(added).filter((key) => before[key] !== added[key]);
	});
}

function toJson(manifest) {
	const sorted = Object.entries(manifest).sort(([a], [b]) => (a < b ? -1 : 1));
	return `${JSON.stringify(Object.fromEntries(sorted), null, "\t")}\n`;
}
