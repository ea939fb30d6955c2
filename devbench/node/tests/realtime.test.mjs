import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";

import { packagesIn } from "../common/packages.mjs";
import { isOwnOrigin } from "../realtime/origin.mjs";
import { eventually, MODULES, script, writeFiles } from "./bench.mjs";
import { freePort, redisClient, start, startRedis, startWeb, stop } from "./servers.mjs";

const { io } = packagesIn(MODULES)("socket.io-client");
const SITE = "little.localhost";
const USERS = {
	anna: { user: "anna@example.com", user_type: "System User" },
	ben: { user: "ben@example.com", user_type: "System User" },
	visitor: { user: "visitor@example.com", user_type: "Website User" },
	Guest: { user: "Guest", user_type: "Website User" },
};

// Anna may read notes, Ben only the note N1.
function answer({ method, args, sid, site }) {
	if (site !== SITE || !USERS[sid]) return null;
	if (method === "get_user_info") return USERS[sid];
	const allowed = sid === "anna" || (sid === "ben" && args.docname === "N1");
	return allowed && args.doctype === "Note" ? true : null;
}

async function startServer(context) {
	const sites = fs.mkdtempSync(path.join(os.tmpdir(), "sites "));
	context.after(() => fs.rmSync(sites, { recursive: true, force: true }));
	const [redisPort, port] = [await freePort(), await freePort()];
	const redisUrl = `redis://:secret@127.0.0.1:${redisPort}/1`;
	writeFiles(sites, {
		"common_site_config.json": JSON.stringify({ redis_queue: redisUrl }),
		[`${SITE}/site_config.json`]: "{}",
		"other.localhost/site_config.json": "{}",
	});
	const redis = await startRedis(context, redisPort);
	const web = await startWeb(context, answer);
	const args = ["--sites", sites, "--port", String(port), "--web", web, "--modules", MODULES];
	const server = start(context, process.execPath, [script("realtime.mjs"), ...args]);
	await eventually(() => server.output.text.includes("listens"));
	return { server, port, redis, redisPort, redisUrl, args };
}

/** Open a connection as a browser with this session would; `received` collects its events. */
function connect(context, port, sid, { site = SITE, headers = {}, transports } = {}) {
	const cookie = sid ? { Cookie: `theme=dark; sid=${sid}` } : {};
	const socket = io(`http://127.0.0.1:${port}/${site}`, {
		extraHeaders: { ...cookie, ...headers },
		forceNew: true,
		reconnection: false,
		...(transports && { transports }),
	});
	context.after(() => socket.disconnect());
	socket.received = [];
	socket.onAny((event, message) => socket.received.push([event, message]));
	const outcome = new Promise((resolve) => {
		socket
			.once("connect", () => resolve("connected"))
			.once("connect_error", (error) => resolve(error.message));
	});
	return { socket, outcome };
}

async function connected(context, port, sid) {
	const { socket, outcome } = connect(context, port, sid);
	assert.equal(await outcome, "connected");
	return socket;
}

/** Publish as frappe.publish_realtime does, until somebody listens on the channel. */
async function publisher(context, url) {
	const client = await redisClient(context, url);
	return (event, room, message = {}, namespace = SITE) => {
		const payload = JSON.stringify({ event, message, room, namespace });
		return eventually(() => client.publish("events", payload));
	};
}

const names = (socket) => socket.received.map(([event]) => event);

test("users join the rooms of their kind", async (context) => {
	const { port, redisUrl } = await startServer(context);
	const publish = await publisher(context, redisUrl);
	const [anna, ben, visitor] = await Promise.all(
		["anna", "ben", "visitor"].map((sid) => connected(context, port, sid)),
	);
	await publish("for_anna", "user:anna@example.com", { percent: 50 });
	await publish("for_desk", "all");
	await publish("for_other_site", "all", {}, "other.localhost");
	await publish("for_absent_site", "all", {}, "../etc");
	await publish("for_everyone", "website");
	await eventually(() => [anna, ben, visitor].every((socket) => names(socket).includes("for_everyone")));
	assert.deepEqual(anna.received[0], ["for_anna", { percent: 50 }]);
	assert.deepEqual(names(anna), ["for_anna", "for_desk", "for_everyone"]);
	assert.deepEqual(names(ben), ["for_desk", "for_everyone"]);
	assert.deepEqual(names(visitor), ["for_everyone"]);
});

test("rooms of documents and lists open only to readers", async (context) => {
	const { port, redisUrl } = await startServer(context);
	const publish = await publisher(context, redisUrl);
	const [anna, ben, guest] = await Promise.all(
		["anna", "ben", "Guest"].map((sid) => connected(context, port, sid)),
	);
	for (const socket of [anna, ben, guest]) {
		socket.emit("doctype_subscribe", "Note");
		socket.emit("doc_subscribe", "Note", "N1");
		socket.emit("doc_subscribe", "Note", { evil: true });
		socket.emit("doc_subscribe");
		socket.emit("task_subscribe", "t1");
	}
	await eventually(async () => {
		await publish("list_update", "doctype:Note");
		await publish("doc_update", "doc:Note/N1");
		await publish("task_progress", "task_progress:t1");
		return [anna, ben, guest].every(({ received }) => received.length > 6);
	});
	const kinds = (socket) => [...new Set(names(socket))].sort();
	assert.deepEqual(kinds(anna), ["doc_update", "list_update", "task_progress"]);
	assert.deepEqual(kinds(ben), ["doc_update", "task_progress"]);
	assert.deepEqual(kinds(guest), ["task_progress"]);
});

test("who has a document open is told to the others", async (context) => {
	const { port } = await startServer(context);
	const [anna, ben, guest] = await Promise.all(
		["anna", "ben", "Guest"].map((sid) => connected(context, port, sid)),
	);
	const viewers = (socket) => socket.received.at(-1)?.[1].users.toSorted().join();
	for (const socket of [anna, ben, guest]) socket.emit("doc_open", "Note", "N1");
	await eventually(
		() => viewers(anna) === "anna@example.com,ben@example.com" && viewers(ben) === viewers(anna),
	);
	ben.emit("doc_close", "Note", "N1");
	await eventually(() => viewers(anna) === "anna@example.com");
	ben.emit("doc_open", "Note", "N1");
	await eventually(() => viewers(anna).includes("ben"));
	ben.disconnect();
	await eventually(() => viewers(anna) === "anna@example.com");
	assert.deepEqual(guest.received, []);
});

test("strangers, foreign pages and unknown sites are refused", async (context) => {
	const { port } = await startServer(context);
	const own = { Origin: `http://127.0.0.1:8000` };
	const foreign = { Origin: "http://evil.example" };
	const cases = [
		["anna", { headers: own }, /^connected$/],
		[
			"anna",
			{ headers: { Origin: "https://party.example", "X-Forwarded-Host": "party.example" } },
			/^connected$/,
		],
		["anna", { headers: { "X-Frappe-Site-Name": SITE } }, /^connected$/],
		["anna", { headers: foreign }, /poll error/],
		["anna", { headers: foreign, transports: ["websocket"] }, /websocket error/],
		["anna", { headers: { "X-Frappe-Site-Name": "other.localhost" } }, /^Invalid namespace$/],
		["anna", { site: "absent.localhost" }, /^Invalid namespace$/],
		["anna", { site: ".." }, /^Invalid namespace$/],
		["anna", { site: "other.localhost" }, /answered 403/],
		["nobody", {}, /answered 403/],
		[null, {}, /No session cookie/],
	];
	for (const [sid, options, expected] of cases) {
		assert.match(await connect(context, port, sid, options).outcome, expected);
	}
});

test("an event for a site nobody has open does not open the site to strangers", async (context) => {
	const { port, redisUrl } = await startServer(context);
	const publish = await publisher(context, redisUrl);
	await publish("early", "all");
	assert.match(await connect(context, port, "nobody").outcome, /answered 403/);
});

test("events flow again when Redis was away, and a broken one does no harm", async (context) => {
	const { server, port, redis, redisPort, redisUrl } = await startServer(context);
	const anna = await connected(context, port, "anna");
	await stop(redis);
	await eventually(() => server.output.text.includes("Redis is away"));
	await startRedis(context, redisPort);
	await eventually(() => server.output.text.includes("Redis is back"));
	const client = await redisClient(context, redisUrl);
	await eventually(() => client.publish("events", "{broken"));
	await (
		await publisher(context, redisUrl)
	)("build_event", undefined, { success: true }, null);
	await eventually(() => names(anna).includes("build_event"));
	assert.match(server.output.text, /could not be delivered/);
});

test("it starts before Redis does", async (context) => {
	const { port, redis, redisPort, redisUrl, args, server } = await startServer(context);
	await stop(server);
	await stop(redis);
	start(context, process.execPath, [script("realtime.mjs"), ...args]);
	await eventually(async () => (await connect(context, port, "anna").outcome) === "connected");
	const anna = await connected(context, port, "anna");
	await startRedis(context, redisPort);
	await (
		await publisher(context, redisUrl)
	)("hello", "all");
	await eventually(() => names(anna).includes("hello"));
});

test("it ends cleanly, and says so if its port is taken", async (context) => {
	const { server, port, args } = await startServer(context);
	await connected(context, port, "anna");
	const second = start(context, process.execPath, [script("realtime.mjs"), ...args]);
	await eventually(() => second.exitCode !== null);
	assert.deepEqual([second.exitCode, second.output.text], [1, `Port ${port} is in use.\n`]);
	assert.equal(await stop(server, "SIGTERM"), 0);
});

test("an origin is judged by the host the browser addressed", () => {
	const cases = [
		[{ host: "a.example" }, true],
		[{ origin: "http://a.example:8000", host: "a.example" }, true],
		[
			{ origin: "http://a.example", host: "127.0.0.1:9000", "x-forwarded-host": "a.example, proxy" },
			true,
		],
		[{ origin: "http://[::1]:8000", host: "[::1]:9000" }, true],
		[{ origin: "http://b.example", host: "a.example" }, false],
		[{ origin: "http://a.example.evil.example", host: "a.example" }, false],
		[{ origin: "null", host: "a.example" }, false],
		[{ origin: "null" }, false],
	];
	for (const [headers, own] of cases) assert.equal(isOwnOrigin(headers), own, JSON.stringify(headers));
});
