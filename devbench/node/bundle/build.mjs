import path from "node:path";

import { linkPublicFolder, pruneDist } from "./assets.mjs";
import { findBundles } from "./entries.mjs";
import { manifestEntries, updateManifests } from "./manifest.mjs";
import { KINDS, buildOptions } from "./options.mjs";
import { SassCompiler } from "./scss.mjs";

/**
 * Build all bundles of the apps, or only those named in `files` ("app/x.bundle.js"), and write the manifests.
 * Returns [{app, counts, warnings}], `counts` by kind. Throws esbuild's BuildFailure: then no manifest changes.
 */
export async function buildApps(bench, apps, { production = false, files = [] } = {}) {
	const sass = new SassCompiler(bench);
	const jobs = apps.map((app) => ({ app, bundles: selectBundles(bench, app, files) }));
	for (const { app } of jobs) linkPublicFolder(bench, app);
	const results = await Promise.all(jobs.map((job) => buildApp({ bench, sass, production, ...job })));
	updateManifests(bench, mergeEntries(results.map((result) => result.entries)), files.length ? [] : apps);
	for (const { app, outputs } of results) pruneDist(bench.distFolder(app), outputs);
	return results;
}

/** Merge manifest entries of several builds; the later app wins, as in Frappe. */
export function mergeEntries(list) {
	const merged = { "assets.json": {}, "assets-rtl.json": {} };
	for (const entries of list) {
		for (const [name, added] of Object.entries(entries)) Object.assign(merged[name], added);
	}
	return merged;
}

/** Return the absolute paths of what esbuild wrote. */
export function outputPaths(bench, metafile) {
	return Object.keys(metafile.outputs).map((file) => path.resolve(bench.folder, file));
}

function selectBundles(bench, app, files) {
	const bundles = findBundles(bench.publicFolder(app));
	if (!files.length) return bundles;
	return bundles.filter(({ key }) => files.includes(`${app}/${key}`));
}

async function buildApp(job) {
	const esbuild = job.bench.require("esbuild");
	const builds = KINDS.map((kind) => buildOptions(kind, job)).filter(Boolean);
	const results = await Promise.all(builds.map((options) => esbuild.build(options)));
	const outputs = results.flatMap(({ metafile }) => outputPaths(job.bench, metafile));
	const entries = manifestEntries(job.bench, job.app, job.bundles, outputs);
	const styles = Object.keys(entries["assets-rtl.json"]).length;
	const counts = { js: Object.keys(entries["assets.json"]).length - styles, css: styles, rtl: styles };
	return { app: job.app, outputs, entries, counts, warnings: results.flatMap(({ warnings }) => warnings) };
}
