import { converse } from "../common/redis.mjs";
import { readCommonConfig } from "../common/sites.mjs";

const CACHE_KEY = "assets_json";
const CHANNEL = "events";

/** Make the sites read the new manifests. Returns false if their cache is not running or not set up yet. */
export async function forgetCachedManifest(bench) {
	const { redis_cache: url } = readCommonConfig(bench.sites);
	return Boolean(url) && converse(bench.require("@redis/client"), url, (client) => client.del(CACHE_KEY));
}

/** Tell every open Desk how a rebuild went, as its build_events bundle expects. Returns false as above. */
export async function publishBuildEvent(bench, message) {
	const { redis_queue: url } = readCommonConfig(bench.sites);
	const payload = JSON.stringify({ event: "build_event", message });
	return (
		Boolean(url) &&
		converse(bench.require("@redis/client"), url, (client) => client.publish(CHANNEL, payload))
	);
}

/** Return the build_event message for a failed build. */
export async function failureMessage(esbuild, errors) {
	// The Desk makes a link of each formatted error and takes its place from the error of the same index.
	const placed = errors.filter((error) => error.location);
	const format = (messages) => esbuild.formatMessages(messages, { kind: "error", terminalWidth: 100 });
	return {
		error: { errors: placed },
		formatted: await format(placed),
		stack: (await format(errors)).join("\n"),
	};
}
