import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

import { Failure } from "./failure.mjs";

/**
 * Return a `require` that finds packages in a node_modules folder which need not lie beside this script.
 * Throws Failure if there is no such folder.
 */
export function packagesIn(modules) {
	const folder = path.resolve(modules);
	if (!fs.existsSync(folder))
		throw new Failure(`The npm packages are not installed: ${folder} is missing.`);
	return createRequire(path.join(folder, "packages.cjs"));
}
