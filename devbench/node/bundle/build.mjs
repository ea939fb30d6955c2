import { linkPublicFolder, pruneDist, writeOutputs } from "./assets.mjs";
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
	const builds = await Promise.all(
		jobs.map((job) => buildApp({ bench, sass, production, ...job })),
	).finally(() => sass.close());
	for (const app of apps) linkPublicFolder(bench, app);
	for (const build of builds) writeOutputs(build.outputFiles);
	updateManifests(bench, mergeEntries(builds.map((build) => build.entries)), files.length ? [] : apps);
	for (const { app, outputs } of builds) pruneDist(bench.distFolder(app), outputs);
	return builds.map(({ app, entries, warnings }) => ({ app, counts: countEntries(entries), warnings }));
}

/** Merge manifest entries of several builds; the later app wins, as in Frappe. */
export function mergeEntries(list) {
	const merged = { "assets.json": {}, "assets-rtl.json": {} };
	for (const entries of list) {
		for (const [name, added] of Object.entries(entries)) Object.assign(merged[name], added);
	}
	return merged;
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
	const outputFiles = results.flatMap((result) => result.outputFiles);
	const outputs = outputFiles.map((file) => file.path);
	const entries = manifestEntries(job.bench, job.app, job.bundles, outputs);
	return {
		app: job.app,
		outputFiles,
		outputs,
		entries,
		warnings: results.flatMap((result) => result.warnings),
	};
}

function countEntries(entries) {
	const styles = Object.keys(entries["assets-rtl.json"]).length;
	return { js: Object.keys(entries["assets.json"]).length - styles, css: styles, rtl: styles };
}
