import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { eventually, makeBench, MODULES, script, writeFiles } from "./bench.mjs";
import { freePort, redisClient, start, startRedis, stop } from "./servers.mjs";

const APP = {
	"little.bundle.js": 'import "./part.js";',
	"part.js": "result.push(1);",
	"little.bundle.scss": '@import "part";',
	"_part.scss": ".a { float: left; }",
};

async function watchBench(context) {
	const bench = makeBench(context, APP);
	const port = await freePort();
	await startRedis(context, port);
	const url = `redis://:secret@127.0.0.1:${port}`;
	const config = { redis_cache: `${url}/0`, redis_queue: `${url}/1` };
	writeFiles(bench.sites, { "common_site_config.json": JSON.stringify(config) });
	const redis = await redisClient(context, url);
	const events = [];
	await redis.subscribe("events", (text) => events.push(JSON.parse(text)));
	const args = ["--bench", bench.bench, "--modules", MODULES, "--watch"];
	const watcher = start(context, process.execPath, [script("build.mjs"), ...args]);
	await eventually(() => events.length);
	return { ...bench, events, watcher };
}

function readBuilt({ sites }, key) {
	const assets = JSON.parse(fs.readFileSync(path.join(sites, "assets/assets.json"), "utf8"));
	return assets[key] && fs.readFileSync(path.join(sites, assets[key]), "utf8");
}

test("what is saved is built and announced", async (context) => {
	const bench = await watchBench(context);
	assert.match(readBuilt(bench, "little.bundle.js"), /push\(1\)/);

	writeFiles(bench.publicFolder, { "part.js": "result.push(2);" });
	await eventually(() => readBuilt(bench, "little.bundle.js").includes("push(2)"));
	const { event, message, namespace } = await eventually(() => bench.events[1]);
	assert.deepEqual([event, namespace], ["build_event", undefined]);
	assert.deepEqual(message, { success: true, changed_files: ["little.bundle.js"], live_reload: false });

	writeFiles(bench.publicFolder, { "_part.scss": ".a { float: right; }" });
	const changed = (await eventually(() => bench.events[2])).message.changed_files;
	assert.ok(changed.includes("little.bundle.css") || changed.includes("rtl_little.bundle.css"));
	await eventually(() => readBuilt(bench, "little.bundle.css").includes("right"));
	assert.equal(await stop(bench.watcher), 0);
});

test("a mistake is announced with its place, and so is its correction", async (context) => {
	const bench = await watchBench(context);
	writeFiles(bench.publicFolder, { "_part.scss": ".a { float: $nothing; }" });
	const { message } = await eventually(() => bench.events[1]);
	assert.equal(path.basename(message.error.errors[0].location.file), "_part.scss");
	assert.equal(message.formatted.length, message.error.errors.length);
	assert.match(message.stack, /Undefined variable/);
	assert.match(readBuilt(bench, "little.bundle.css"), /left/);

	writeFiles(bench.publicFolder, { "_part.scss": ".a { float: none; }" });
	await eventually(() => bench.events.at(-1).message.success);
	await eventually(() => readBuilt(bench, "little.bundle.css").includes("none"));
});

test("a bundle made while watching is built", async (context) => {
	const bench = await watchBench(context);
	writeFiles(bench.publicFolder, { "later.bundle.js": "result.push(3);" });
	await eventually(() => readBuilt(bench, "later.bundle.js")?.includes("push(3)"));
	await eventually(() => bench.events.at(-1).message.changed_files.includes("later.bundle.js"));
});
