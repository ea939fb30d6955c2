/** A real Redis, a stand-in for the web server, and processes of devbench/node, all ended with the test. */
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { connect, createServer as createTcpServer } from "node:net";
import { once } from "node:events";

import { packagesIn } from "../common/packages.mjs";
import { eventually, MODULES } from "./bench.mjs";

/** Return a free port of the loopback interface. */
export async function freePort() {
	const server = createTcpServer().listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address();
	server.close();
	await once(server, "close");
	return port;
}

/** Start a program and collect what it says in `output.text`. */
export function start(context, command, args) {
	const child = spawn(command, args);
	child.output = { text: "" };
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding("utf8").on("data", (text) => (child.output.text += text));
	}
	context.after(() => stop(child, "SIGKILL"));
	return child;
}

/** End a child process and return its exit status, null if the signal killed it. */
export async function stop(child, signal = "SIGTERM") {
	if (child.exitCode === null && child.signalCode === null) {
		child.kill(signal);
		await once(child, "exit");
	}
	return child.exitCode;
}

/** Start a Redis with a password on `port`; resolves when it listens. */
export async function startRedis(context, port, password = "secret") {
	const settings = { port, bind: "127.0.0.1", save: "", requirepass: password };
	const child = start(
		context,
		"redis-server",
		Object.entries(settings).flatMap(([key, value]) => [`--${key}`, String(value)]),
	);
	await eventually(() => listens(port));
	return child;
}

/** Connect to a Redis until the test ends. */
export async function redisClient(context, url) {
	const client = packagesIn(MODULES)("@redis/client").createClient({ url });
	// Redis may be gone before the client is, when the test ends.
	client.on("error", () => {});
	await client.connect();
	context.after(() => client.destroy());
	return client;
}

/** Start a stand-in for Frappe: `answer({method, args, sid, site})` returns the message, or null for 403. */
export async function startWeb(context, answer) {
	const server = createServer((request, response) => {
		const url = new URL(request.url, "http://web");
		const message = answer({
			method: url.pathname.split(".").at(-1),
			args: Object.fromEntries(url.searchParams),
			sid: /sid=(\w+)/.exec(request.headers.cookie)?.[1],
			site: request.headers["x-frappe-site-name"],
		});
		response.writeHead(message === null ? 403 : 200, { "Content-Type": "application/json" });
		response.end(JSON.stringify({ message }));
	}).listen(0, "127.0.0.1");
	await once(server, "listening");
	context.after(() => server.close());
	return `http://127.0.0.1:${server.address().port}`;
}

function listens(port) {
	return new Promise((resolve) => {
		const socket = connect(port, "127.0.0.1");
		socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
		socket.once("connect", () => socket.end());
	});
}
