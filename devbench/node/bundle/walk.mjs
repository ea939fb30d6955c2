import fs from "node:fs";
import path from "node:path";

/**
 * Yield the files below a folder, in a stable order; none if it is missing. Links are not followed: an app's
 * folder may be a link to a project that holds the bench itself. Folders named in `skipped` are left out.
 */
export function* walk(folder, skipped = new Set()) {
	if (!fs.existsSync(folder)) return;
	const entries = fs
		.readdirSync(folder, { withFileTypes: true })
		.sort((a, b) => (a.name < b.name ? -1 : 1));
	for (const entry of entries) {
		const location = path.join(folder, entry.name);
		if (entry.isFile()) yield location;
		else if (entry.isDirectory() && !skipped.has(entry.name)) yield* walk(location, skipped);
	}
}
