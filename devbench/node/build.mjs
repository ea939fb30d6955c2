/** Builds the assets of a bench's apps: `node build.mjs --help` tells how. */
import { parseArgs } from "node:util";

import { forgetCachedManifest } from "./bundle/announce.mjs";
import { Bench } from "./bundle/bench.mjs";
import { buildApps } from "./bundle/build.mjs";
import { Watcher } from "./bundle/watch.mjs";
import { Failure, runCommand } from "./common/failure.mjs";

const USAGE = `node build.mjs --bench BENCH [options]

  --sites FOLDER       sites folder; default BENCH/sites
  --modules FOLDER     node_modules folder; default BENCH/node/node_modules
  --apps a,b           apps to build; default: those in sites/apps.txt
  --only a,b           of these, build only the ones named here
  --files a/x.bundle.js,…   build only these bundles
  --production         minify
  --watch              build, then rebuild what changes
  --live-reload        with --watch: open pages reload themselves

Frappe's own "build" and "watch" commands also pass --skip_frappe and --run-build-command; the first is obeyed,
the second does nothing, as apps with a build of their own are not supported.`;

const OPTIONS = {
	bench: { type: "string" },
	sites: { type: "string" },
	modules: { type: "string" },
	apps: { type: "string" },
	only: { type: "string" },
	files: { type: "string" },
	production: { type: "boolean" },
	watch: { type: "boolean" },
	"live-reload": { type: "boolean" },
	skip_frappe: { type: "boolean" },
	"run-build-command": { type: "boolean" },
	help: { type: "boolean" },
};

async function main() {
	const options = readOptions();
	if (options.help) return console.log(USAGE);
	if (!options.bench) throw new Failure("Which bench? Pass --bench FOLDER.");
	const bench = new Bench({ folder: options.bench, sites: options.sites, modules: options.modules });
	const apps = chooseApps(bench, options);
	return options.watch ? watch(bench, apps, options) : build(bench, apps, options);
}

function readOptions() {
	try {
		return parseArgs({ options: OPTIONS }).values;
	} catch (error) {
		throw new Failure(`${error.message}\n\n${USAGE}`);
	}
}

function chooseApps(bench, { apps, only, files, skip_frappe }) {
	const named = only ?? apps;
	const fromFiles = files && [...new Set(list(files).map((file) => file.split("/")[0]))];
	const chosen = named ? list(named) : fromFiles || bench.installedApps;
	return chosen.filter((app) => !(skip_frappe && app === "frappe"));
}

function list(text) {
	return text.split(",").filter(Boolean);
}

async function build(bench, apps, { production, files }) {
	const started = performance.now();
	const esbuild = bench.require("esbuild");
	try {
		const results = await buildApps(bench, apps, { production, files: list(files ?? "") });
		const warnings = results.flatMap((result) => result.warnings);
		for (const text of await esbuild.formatMessages(warnings, { kind: "warning" })) console.warn(text);
		for (const { app, counts } of results) {
			console.log(`${app}: ${counts.js} js, ${counts.css} css, ${counts.rtl} rtl`);
		}
	} catch (error) {
		if (!error.errors) throw error;
		throw new Failure((await esbuild.formatMessages(error.errors, { kind: "error" })).join("\n"));
	}
	await forgetCachedManifest(bench);
	console.log(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

async function watch(bench, apps, options) {
	const watcher = new Watcher(bench, apps, { ...options, liveReload: options["live-reload"] });
	await watcher.start();
	console.log(`Watching ${apps.join(", ")}`);
	for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => watcher.stop());
}

await runCommand(main);
