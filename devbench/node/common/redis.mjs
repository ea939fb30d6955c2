const CONNECT_TIMEOUT_MS = 2000;

/**
 * Connect to Redis, run `talk(client)` and hang up.
 * Returns false, without calling `talk`, if nothing listens there; every other error is thrown.
 */
export async function converse({ createClient }, url, talk) {
	const client = createClient({
		url,
		socket: { reconnectStrategy: false, connectTimeout: CONNECT_TIMEOUT_MS },
	});
	// The same error rejects connect() or the command; without a listener it would also end the process.
	client.on("error", () => {});
	try {
		await client.connect();
	} catch (error) {
		if (error.code === "ECONNREFUSED") return false;
		throw error;
	}
	try {
		await talk(client);
	} finally {
		client.destroy();
	}
	return true;
}
