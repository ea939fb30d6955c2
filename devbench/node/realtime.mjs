/** Carries events from the sites to open pages, in place of Frappe's socketio.js. */
import path from "node:path";
import { parseArgs } from "node:util";

import { Failure, runCommand } from "./common/failure.mjs";
import { packagesIn } from "./common/packages.mjs";
import { readCommonConfig } from "./common/sites.mjs";
import { followEvents } from "./realtime/events.mjs";
import { RealtimeServer } from "./realtime/server.mjs";

const USAGE = "node realtime.mjs --sites SITES --port N --web http://127.0.0.1:PORT [--modules NODE_MODULES]";

const OPTIONS = {
	sites: { type: "string" },
	port: { type: "string" },
	web: { type: "string" },
	modules: { type: "string" },
};

async function main() {
	const { sites, port, web, modules } = readOptions();
	const require = packagesIn(modules ?? path.join(sites, "..", "node", "node_modules"));
	const { redis_queue: redisUrl } = readCommonConfig(sites);
	if (!redisUrl) throw new Failure(`redis_queue is not set in ${sites}/common_site_config.json.`);

	const server = new RealtimeServer(require("socket.io"), { sites, web });
	stopOnSignal(server);
	await listen(server, port);
	console.log(`Realtime server listens on 127.0.0.1:${port}`);
	await followEvents(require("@redis/client"), redisUrl, (event) => server.deliver(event));
}

function readOptions() {
	let values;
	try {
		({ values } = parseArgs({ options: OPTIONS }));
	} catch (error) {
		throw new Failure(`${error.message}\n${USAGE}`);
	}
	if (!values.sites || !Number(values.port) || !URL.canParse(values.web ?? "")) throw new Failure(USAGE);
	return { ...values, port: Number(values.port) };
}

async function listen(server, port) {
	try {
		await server.listen(port);
	} catch (error) {
		if (error.code === "EADDRINUSE") throw new Failure(`Port ${port} is in use.`);
		throw error;
	}
}

function stopOnSignal(server) {
	for (const signal of ["SIGINT", "SIGTERM"]) {
		process.once(signal, async () => {
			await server.close();
			// The Redis client would keep the process alive, trying to reconnect.
			process.exit();
		});
	}
}

await runCommand(main);
