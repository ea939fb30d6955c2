import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import vm from "node:vm";

import { pruneDist } from "../bundle/assets.mjs";
import { walk } from "../bundle/walk.mjs";
import { makeBench, MODULES, script, writeFiles } from "./bench.mjs";
import { freePort, startRedis } from "./servers.mjs";

const APP = {
	"js/little.bundle.js": 'import "./card.html";\nimport { name } from "./name.js";\nresult.push(name);',
	"js/name.js": 'export const name = "little";',
	"js/card.html": "<p>`{{ name }}` {%= x(\\'y\\') %}</p>",
	"js/deep/typed.bundle.ts": "const n: number = 2;\nresult.push(n);",
	"js/node_modules/skipped.bundle.js": "syntax error (",
	"scss/little.bundle.scss":
		'@import "~bootstrap/scss/functions";\n@import "part";\n.a { float: left; width: percentage(0.5); }',
	"scss/_part.scss":
		".b { margin-left: 1px; background: url(dot.svg); cursor: url(/assets/little/x.png), auto; }",
	"scss/dot.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
	"images/logo.svg": "<svg/>",
};

const COMPONENT = `<template><p :class="kind">{{ text }}</p></template>
<script setup>
import { ref } from "vue";
const text = ref("hello"), kind = "k";
</script>
<style scoped lang="scss">
$width: 3px;
p { border-left: $width solid; }
</style>`;

const OPTIONS_COMPONENT = `<template><b @click="go">{{ text }}</b></template>
<script>
export default { data: () => ({ text: "there" }), methods: { go() {} } };
</script>`;

function build(bench, ...args) {
	const command = [script("build.mjs"), "--bench", bench, "--modules", MODULES, ...args];
	const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: "/", encoding: "utf8" });
	return { status, stdout, stderr };
}

function buildWell(bench, ...args) {
	const result = build(bench, ...args);
	assert.equal(result.status, 0, result.stderr);
	return result;
}

function readAssets({ sites }, name = "assets.json") {
	return JSON.parse(fs.readFileSync(path.join(sites, "assets", name), "utf8"));
}

function readBuilt(bench, key, manifest) {
	return fs.readFileSync(path.join(bench.sites, readAssets(bench, manifest)[key]), "utf8");
}

// Just enough of a browser for a bundle to run in.
function runScript(text) {
	const page = { result: [], frappe: { templates: {} }, styles: [] };
	page.document = {
		createElement: () => ({}),
		head: { append: (element) => page.styles.push(element.textContent) },
	};
	vm.runInNewContext(text, page);
	return page;
}

test("scripts are bundled with their imports, templates and types", (context) => {
	const bench = makeBench(context, APP);
	const { stdout } = buildWell(bench.bench);
	assert.match(stdout, /little: 2 js, 1 css, 1 rtl/);
	const page = runScript(readBuilt(bench, "little.bundle.js"));
	assert.deepEqual([...page.result], ["little"]);
	assert.equal(page.frappe.templates.card, "<p>`{{ name }}` {%= x('y') %}</p>");
	assert.deepEqual([...runScript(readBuilt(bench, "typed.bundle.ts")).result], [2]);
});

test("the manifests hold the keys and addresses Frappe looks up", (context) => {
	const bench = makeBench(context, APP);
	buildWell(bench.bench);
	const assets = readAssets(bench);
	assert.deepEqual(Object.keys(assets), ["little.bundle.css", "little.bundle.js", "typed.bundle.ts"]);
	assert.match(assets["little.bundle.js"], /^\/assets\/little\/dist\/js\/little\.bundle\.[A-Z0-9]{8}\.js$/);
	assert.match(
		assets["little.bundle.css"],
		/^\/assets\/little\/dist\/css\/little\.bundle\.[A-Z0-9]{8}\.css$/,
	);
	const rtl = readAssets(bench, "assets-rtl.json");
	assert.deepEqual(Object.keys(rtl), ["rtl_little.bundle.css"]);
	assert.match(
		rtl["rtl_little.bundle.css"],
		/^\/assets\/little\/dist\/css-rtl\/little\.bundle\.[A-Z0-9]{8}\.css$/,
	);
});

test("style sheets are compiled, and mirrored for right-to-left scripts", (context) => {
	const bench = makeBench(context, APP);
	buildWell(bench.bench);
	const css = readBuilt(bench, "little.bundle.css");
	assert.match(css, /float: left;\s+width: 50%/);
	assert.match(css, /url\(\/assets\/little\/x\.png\)/);
	const dot = /url\("?(\/assets\/little\/dist\/files\/dot\.[A-Z0-9]{8}\.svg)"?\)/.exec(css)[1];
	assert.equal(fs.readFileSync(path.join(bench.sites, dot), "utf8"), APP["scss/dot.svg"]);
	const mirrored = readBuilt(bench, "rtl_little.bundle.css", "assets-rtl.json");
	assert.match(mirrored, /float: right/);
	assert.match(mirrored, /margin-right: 1px/);
});

test("Vue components bring their template and scoped styles", (context) => {
	const bench = makeBench(context, {
		"js/page.bundle.js":
			'import A from "./A.vue";\nimport B from "./B.vue";\nimport "./plain.css";\nresult.push(A, B);',
		"js/A.vue": COMPONENT,
		"js/B.vue": OPTIONS_COMPONENT,
		"js/plain.css": ".plain { top: 0 }",
	});
	buildWell(bench.bench, "--production");
	const { result, styles } = runScript(readBuilt(bench, "page.bundle.js"));
	const [scope] = /data-v-[0-9a-f]{8}/.exec(styles.join());
	assert.equal(result[0].__scopeId, scope);
	const element = result[0].setup({}, { expose() {} })(null, []);
	assert.deepEqual([element.type, element.props.class, element.children], ["p", "k", "hello"]);
	assert.equal(result[1].render({ text: "there" }, []).children, "there");
	assert.ok(styles.some((css) => css.includes(`p[${scope}]{border-left:3px solid}`)));
	assert.ok(styles.some((css) => css.includes(".plain{top:0}")));
});

test("public folders are shown beside the built files and stay untouched", (context) => {
	const bench = makeBench(context, APP);
	fs.mkdirSync(path.join(bench.sites, "assets"));
	fs.symlinkSync(bench.publicFolder, path.join(bench.sites, "assets/little"));
	const before = [...walk(bench.publicFolder)];
	buildWell(bench.bench);
	assert.deepEqual([...walk(bench.publicFolder)], before);
	const shown = path.join(bench.sites, "assets/little");
	assert.equal(fs.readFileSync(path.join(shown, "images/logo.svg"), "utf8"), "<svg/>");
	fs.rmSync(path.join(bench.publicFolder, "images"), { recursive: true });
	buildWell(bench.bench);
	assert.deepEqual(fs.readdirSync(shown).sort(), ["dist", "js", "scss"]);
});

test("a rebuild drops bundles that are gone and keeps the other apps' entries", (context) => {
	const bench = makeBench(context, APP);
	writeFiles(bench.bench, { "apps/other/other/public/other.bundle.js": "1;" });
	buildWell(bench.bench, "--apps", "little,other");
	fs.rmSync(path.join(bench.publicFolder, "js/deep"), { recursive: true });
	buildWell(bench.bench, "--apps", "little,other", "--only", "little");
	assert.deepEqual(Object.keys(readAssets(bench)), [
		"little.bundle.css",
		"little.bundle.js",
		"other.bundle.js",
	]);
	writeFiles(bench.publicFolder, { "js/name.js": 'export const name = "new";' });
	const { stdout } = buildWell(bench.bench, "--files", "little/little.bundle.js");
	assert.match(stdout, /little: 1 js, 0 css, 0 rtl/);
	assert.equal(runScript(readBuilt(bench, "little.bundle.js")).result[0], "new");
	assert.ok(readAssets(bench)["little.bundle.css"]);
});

test("only files that open pages no longer need are deleted", (context) => {
	const { project } = makeBench(context, {});
	writeFiles(project, {
		"js/now.js": "",
		"js/yesterday.js": "",
		"js/old.js": "",
		"js/old-but-current.js": "",
	});
	const old = (Date.now() - 25 * 3600 * 1000) / 1000;
	for (const name of ["old", "old-but-current"])
		fs.utimesSync(path.join(project, `js/${name}.js`), old, old);
	pruneDist(project, [path.join(project, "js/now.js"), path.join(project, "js/old-but-current.js")]);
	assert.deepEqual(fs.readdirSync(path.join(project, "js")), [
		"now.js",
		"old-but-current.js",
		"yesterday.js",
	]);
});

test("a mistake is shown with its place and leaves the manifests alone", (context) => {
	const bench = makeBench(context, APP);
	buildWell(bench.bench);
	const before = readAssets(bench);
	const mistakes = {
		"js/name.js": ["export const name = ;", /little\/public\/js\/name\.js:1:20/],
		"scss/_part.scss": [".b {\n  width: $nothing;\n}", /Undefined variable[^]+_part\.scss:2:9/],
		"js/deep/C.vue": ["<template><p></template>", /Element is missing end tag[^]+C\.vue:1/],
		"js/deep/D.vue": ['<template src="./x.html"/>', /<template src> is not supported/],
	};
	for (const [file, [text, complaint]] of Object.entries(mistakes)) {
		const original = APP[file];
		writeFiles(bench.publicFolder, { [file]: text, "js/deep/typed.bundle.ts": vueImports(file) });
		const { status, stderr } = build(bench.bench);
		assert.equal(status, 1);
		assert.match(stderr, complaint);
		assert.deepEqual(readAssets(bench), before);
		if (original) writeFiles(bench.publicFolder, { [file]: original });
	}
});

function vueImports(file) {
	return file.endsWith(".vue") ? `import "./${path.basename(file)}";` : "";
}

test("what cannot be built is said in one sentence", (context) => {
	const bench = makeBench(context, { "a/x.bundle.js": "", "b/x.bundle.ts": "" });
	const cases = [
		[[bench.bench], /^Two bundles would be built as js\/x\.bundle: .+\n$/],
		[[bench.bench, "--apps", "absent"], /^There is no app absent in .+\n$/],
		[
			[bench.bench, "--modules", "/nowhere"],
			/^The npm packages are not installed: \/nowhere is missing\.\n$/,
		],
	];
	for (const [args, complaint] of cases) {
		const { status, stderr } = build(...args);
		assert.equal(status, 1);
		assert.match(stderr, complaint);
	}
});

test("the sites forget the manifest they have cached", async (context) => {
	const bench = makeBench(context, APP);
	const port = await freePort();
	await startRedis(context, port);
	const url = `redis://:secret@127.0.0.1:${port}/0`;
	writeFiles(bench.sites, { "common_site_config.json": JSON.stringify({ redis_cache: url }) });
	const redis = (...args) => {
		const command = ["-p", String(port), "-a", "secret", "--no-auth-warning", ...args];
		return spawnSync("redis-cli", command, { encoding: "utf8" }).stdout.trim();
	};
	redis("set", "assets_json", "old");
	redis("set", "db|assets_json", "another key");
	buildWell(bench.bench);
	assert.equal(redis("exists", "assets_json", "db|assets_json"), "1");
});
