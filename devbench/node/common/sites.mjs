import fs from "node:fs";
import path from "node:path";

/** Read common_site_config.json of a sites folder; a bench that is only being made may not have one yet. */
export function readCommonConfig(sites) {
	const file = path.join(sites, "common_site_config.json");
	return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : {};
}

/** Tell whether a name coming from outside is a site of this sites folder. */
export function isSite(sites, name) {
	return /^[\w.-]+$/.test(name) && fs.existsSync(path.join(sites, name, "site_config.json"));
}
