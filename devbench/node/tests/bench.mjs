/** A throw-away bench for the tests, and where the packages are. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const HERE = import.meta.dirname;
const CANDIDATES = [
	process.env.DEVBENCH_NODE_MODULES,
	path.join(HERE, "../node_modules"),
	path.join(HERE, "../../../.bench/node/node_modules"),
];

export const MODULES = CANDIDATES.find((folder) => folder && fs.existsSync(path.join(folder, "esbuild")));
if (!MODULES) throw new Error("Install the packages first (make up), or set DEVBENCH_NODE_MODULES.");

/** Return the path of a script of devbench/node. */
export function script(name) {
	return path.join(HERE, "..", name);
}

/** Write {relative path: text} below a folder, making what is missing. */
export function writeFiles(folder, files) {
	for (const [name, text] of Object.entries(files)) {
		const file = path.join(folder, name);
		fs.mkdirSync(path.dirname(file), { recursive: true });
		fs.writeFileSync(file, text);
	}
}

/**
 * Make a bench in a temporary folder with the app `little`; `files` lie in its public folder.
 * The app is a link to a project that holds the bench, as devbench lays it out.
 */
export function makeBench(context, files) {
	const project = fs.mkdtempSync(path.join(os.tmpdir(), "a bench "));
	context.after(() => fs.rmSync(project, { recursive: true, force: true }));
	const bench = path.join(project, ".bench");
	writeFiles(
		project,
		Object.fromEntries(Object.entries(files).map(([name, text]) => [`little/public/${name}`, text])),
	);
	writeFiles(bench, { "sites/apps.txt": "little\n", "sites/common_site_config.json": "{}" });
	fs.mkdirSync(path.join(bench, "apps"));
	fs.symlinkSync("../..", path.join(bench, "apps/little"));
	return {
		project,
		bench,
		sites: path.join(bench, "sites"),
		publicFolder: path.join(project, "little/public"),
	};
}

/** Call `probe` until it returns something true, and return that; fails after `seconds`. */
export async function eventually(probe, seconds = 10) {
	const deadline = Date.now() + seconds * 1000;
	for (;;) {
		const result = await probe();
		if (result) return result;
		if (Date.now() > deadline) throw new Error(`Not within ${seconds} s: ${probe}`);
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}
