import { failureMessage, forgetCachedManifest, publishBuildEvent } from "./announce.mjs";
import { linkPublicFolder, writeOutputs } from "./assets.mjs";
import { mergeEntries } from "./build.mjs";
import { findBundles } from "./entries.mjs";
import { manifestEntries, updateManifests } from "./manifest.mjs";
import { KINDS, buildOptions } from "./options.mjs";
import { SassCompiler } from "./scss.mjs";

// One save often ends several builds (both writing directions of a sheet), as does the start: they are
// announced together.
const SETTLE_MS = 50;
const NEW_BUNDLES_MS = 2000;

/** Rebuilds what changes, until stopped. `log` takes one line of text. */
export class Watcher {
	#contexts = [];
	#unbuilt = new Set();
	#finished = [];
	#settling = null;
	#announced = Promise.resolve();
	#bundleNames = "";

	constructor(bench, apps, { production = false, liveReload = false, log = console.log } = {}) {
		Object.assign(this, { bench, apps, production, liveReload, log });
		this.esbuild = bench.require("esbuild");
		this.sass = new SassCompiler(bench);
	}

	/** Build once and start watching; returns when esbuild watches. */
	async start() {
		await this.#open();
		this.poll = setInterval(() => this.#reopenForNewBundles(), NEW_BUNDLES_MS);
	}

	/** Stop watching, after what was built is announced. */
	async stop() {
		clearInterval(this.poll);
		await Promise.all(this.#contexts.map((context) => context.dispose()));
		clearTimeout(this.#settling);
		await this.#announced;
		await this.sass.close();
	}

	async #open() {
		const jobs = this.apps.map((app) => ({ app, bundles: findBundles(this.bench.publicFolder(app)) }));
		this.#bundleNames = namesOf(jobs.map(({ bundles }) => bundles));
		for (const { app } of jobs) linkPublicFolder(this.bench, app);
		const contexts = jobs.flatMap((job) => KINDS.map((kind) => this.#context(kind, job)));
		this.#contexts = (await Promise.all(contexts)).filter(Boolean);
		await Promise.all(this.#contexts.map((context) => context.watch()));
	}

	#context(kind, job) {
		const options = buildOptions(kind, { ...this, ...job });
		if (!options) return null;
		this.#unbuilt.add(options);
		const report = {
			name: "report",
			// The braces matter: esbuild refuses an onEnd callback that returns a value.
			setup: (build) =>
				build.onEnd((result) => {
					this.#unbuilt.delete(options);
					this.#collect(job, result);
				}),
		};
		return this.esbuild.context({ ...options, plugins: [...options.plugins, report] });
	}

	#collect(job, result) {
		this.#finished.push({ job, result });
		clearTimeout(this.#settling);
		if (this.#unbuilt.size) return;
		this.#settling = setTimeout(() => {
			const finished = this.#finished.splice(0);
			this.#announced = this.#announced.then(() => this.#announce(finished));
		}, SETTLE_MS);
	}

	async #announce(finished) {
		const errors = finished.flatMap(({ result }) => result.errors);
		if (errors.length) {
			const message = await failureMessage(this.esbuild, errors);
			this.log(message.stack);
			await publishBuildEvent(this.bench, message);
			return;
		}
		const entries = finished.map(({ job: { app, bundles }, result: { outputFiles } }) => {
			writeOutputs(outputFiles);
			return manifestEntries(
				this.bench,
				app,
				bundles,
				outputFiles.map((file) => file.path),
			);
		});
		const changed = updateManifests(this.bench, mergeEntries(entries));
		if (!changed.length) return;
		this.log(`Built ${changed.join(", ")}`);
		await forgetCachedManifest(this.bench);
		await publishBuildEvent(this.bench, {
			success: true,
			changed_files: changed,
			live_reload: this.liveReload,
		});
	}

	// esbuild watches the files of a bundle, but cannot learn of a bundle that was not there at the start.
	async #reopenForNewBundles() {
		const names = namesOf(this.apps.map((app) => findBundles(this.bench.publicFolder(app))));
		if (names === this.#bundleNames) return;
		await Promise.all(this.#contexts.map((context) => context.dispose()));
		await this.#open();
	}
}

function namesOf(bundleLists) {
	return bundleLists
		.flat()
		.map((bundle) => bundle.source)
		.join("\n");
}
