const CHANNEL = "events";
const RETRY_STEP_MS = 200;
const RETRY_MAX_MS = 3000;

/**
 * Hand every event the sites publish to `deliver({event, message, room, namespace})`.
 * Waits for Redis as long as it is away, at the start and later; returns the client once it is subscribed.
 */
export async function followEvents({ createClient }, url, deliver) {
	const client = createClient({
		url,
		socket: { reconnectStrategy: (attempts) => Math.min(attempts * RETRY_STEP_MS, RETRY_MAX_MS) },
	});
	reportOutages(client);
	await client.connect();
	await client.subscribe(CHANNEL, (text) => {
		try {
			deliver(JSON.parse(text));
		} catch (error) {
			console.error(`An event could not be delivered: ${error.message}`);
		}
	});
	return client;
}

// One line when Redis goes and one when it is back, not one for each attempt.
function reportOutages(client) {
	let away = false;
	client.on("error", (error) => {
		if (!away) console.error(`Redis is away: ${error.message || error.code}`);
		away = true;
	});
	client.on("ready", () => {
		if (away) console.log("Redis is back.");
		away = false;
	});
}
