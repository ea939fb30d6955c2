import fs from "node:fs";
import path from "node:path";

import { walk } from "./walk.mjs";

// Frappe's scripts fetch these at run time from /assets/frappe/node_modules.
const RUNTIME_PACKAGES = ["ace-builds", "frappe-gantt", "html5-qrcode", "js-sha256", "qz-tray"];
const OWN_ENTRIES = new Set(["dist", "node_modules"]);
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Make sites/assets/<app>: a folder with one link for each entry of the app's public folder, so that what is
 * built lies beside them and the app's sources stay untouched. Links are relative; a bench can be moved.
 */
export function linkPublicFolder(bench, app) {
	const target = path.join(bench.assets, app);
	if (fs.lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink()) fs.unlinkSync(target);
	fs.mkdirSync(bench.distFolder(app), { recursive: true });
	const source = bench.publicFolder(app);
	const entries = fs.existsSync(source) ? fs.readdirSync(source) : [];
	const shown = entries.filter((name) => !OWN_ENTRIES.has(name));
	linkAll(target, Object.fromEntries(shown.map((name) => [name, path.join(source, name)])));
	if (app === "frappe") linkRuntimePackages(bench);
}

/** Write what esbuild built; to be called before a manifest names it. */
export function writeOutputs(outputFiles) {
	for (const { path: file, contents } of outputFiles) {
		fs.mkdirSync(path.dirname(file), { recursive: true });
		replaceFile(file, contents);
	}
}

/** Write a file so that readers see either the old text or the new one, never a part. */
export function replaceFile(file, contents) {
	const temporary = `${file}.${process.pid}.tmp`;
	fs.writeFileSync(temporary, contents);
	fs.renameSync(temporary, file);
}

/**
 * Delete built files that no manifest names any more. Those of the last day stay: a page opened before the build
 * still asks for the hashes it knows. `outputs` are absolute paths of what was just built.
 */
export function pruneDist(dist, outputs, now = Date.now()) {
	const current = new Set(outputs);
	for (const file of walk(dist)) {
		if (!current.has(file) && now - fs.statSync(file).mtimeMs > DAY_MS) fs.unlinkSync(file);
	}
}

function linkRuntimePackages(bench) {
	const folder = path.join(bench.assets, "frappe", "node_modules");
	fs.mkdirSync(folder, { recursive: true });
	linkAll(
		folder,
		Object.fromEntries(RUNTIME_PACKAGES.map((name) => [name, path.join(bench.modules, name)])),
	);
}

// Makes the folder's links exactly `wanted` (name -> target) and leaves its real files and folders alone.
function linkAll(folder, wanted) {
	for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
		const stale = entry.isSymbolicLink() && !(entry.name in wanted);
		if (stale) fs.unlinkSync(path.join(folder, entry.name));
	}
	for (const [name, target] of Object.entries(wanted)) {
		linkOne(path.join(folder, name), path.relative(fs.realpathSync(folder), target));
	}
}

function linkOne(link, target) {
	if (fs.lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() && fs.readlinkSync(link) === target)
		return;
	const temporary = `${link}.${process.pid}.tmp`;
	fs.symlinkSync(target, temporary);
	fs.renameSync(temporary, link);
}
