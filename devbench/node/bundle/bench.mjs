import fs from "node:fs";
import path from "node:path";

import { Failure } from "../common/failure.mjs";
import { packagesIn } from "../common/packages.mjs";

/** The folders a build reads and writes, and the packages it works with. */
export class Bench {
	/** `folder`: the bench; `sites`: its sites folder; `modules`: the node_modules the packages lie in. */
	constructor({ folder, sites, modules }) {
		this.folder = path.resolve(folder);
		this.sites = path.resolve(sites ?? path.join(this.folder, "sites"));
		this.modules = path.resolve(modules ?? path.join(this.folder, "node", "node_modules"));
		this.assets = path.join(this.sites, "assets");
		this.require = packagesIn(this.modules);
	}

	/** Apps named in sites/apps.txt, in their order; none if the file is not there yet. */
	get installedApps() {
		const file = path.join(this.sites, "apps.txt");
		return fs.existsSync(file) ? fs.readFileSync(file, "utf8").split(/\s+/).filter(Boolean) : [];
	}

	/** Return an app's public folder; Failure if the bench has no such app. */
	publicFolder(app) {
		const root = path.join(this.folder, "apps", app, app);
		if (!fs.existsSync(root)) throw new Failure(`There is no app ${app} in ${this.folder}.`);
		return path.join(root, "public");
	}

	/** Where an app's built files go, beside the links to its public folder and never inside it. */
	distFolder(app) {
		return path.join(this.assets, app, "dist");
	}

	/** Folders in which a bare import such as "vue" or "frappe/public/js/x.js" is looked up. */
	get importRoots() {
		const apps = fs.readdirSync(path.join(this.folder, "apps"));
		const roots = apps.map((app) => path.join(this.folder, "apps", app));
		const ownModules = roots.map((root) => path.join(root, "node_modules"));
		return [this.modules, ...ownModules.filter((folder) => fs.existsSync(folder)), ...roots];
	}
}
