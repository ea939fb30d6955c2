import { createServer } from "node:http";

import { isSite } from "../common/sites.mjs";
import { isOwnOrigin } from "./origin.mjs";
import { joinRooms } from "./rooms.mjs";
import { Session } from "./session.mjs";

/** The socket.io server of a sites folder: a namespace for each site, as Frappe's browser side expects. */
export class RealtimeServer {
	/** `sites`: sites folder; `web`: address of the web server that knows the sessions. */
	constructor({ Server }, { sites, web }) {
		this.sites = sites;
		this.http = createServer();
		this.io = new Server(this.http, {
			// Any origin may ask, since allowRequest has already refused the foreign ones.
			cors: { origin: true, credentials: true },
			allowRequest: ({ headers }, answer) => answer(null, isOwnOrigin(headers)),
			cleanupEmptyChildNamespaces: true,
		});
		// A pattern, not a function: only then does io.of() below guard the namespaces it makes, too.
		this.namespaces = this.io.of(/^\/[\w.-]+$/);
		this.namespaces.use((socket, next) => this.#admit(socket, web).then(() => next(), next));
		this.namespaces.on("connection", joinRooms);
	}

	/** Listen on the loopback interface; resolves when connections are taken, rejects if the port is not free. */
	async listen(port) {
		await new Promise((resolve, reject) => {
			this.http.once("error", reject);
			this.http.listen(port, "127.0.0.1", resolve);
		});
	}

	/** Send an event to its room; one without a site is for everybody (a build's end). */
	deliver({ event, message, room, namespace }) {
		if (!namespace) this.namespaces.emit(event, message);
		else if (room && isSite(this.sites, namespace))
			this.io.of(`/${namespace}`).to(room).emit(event, message);
	}

	/** Close all connections and stop listening. */
	async close() {
		await this.io.close();
	}

	// Throws if the socket may not connect; the client is shown the message.
	async #admit(socket, web) {
		const { headers } = socket.handshake;
		const site = socket.nsp.name.slice(1);
		const proxiedSite = headers["x-frappe-site-name"] ?? site;
		if (proxiedSite !== site || !isSite(this.sites, site)) throw new Error("Invalid namespace");
		const session = new Session({ web, site, headers });
		await session.identify();
		socket.data.session = session;
	}
}
