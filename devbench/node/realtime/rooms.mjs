const EVERY_VISITOR = "website";
const EVERY_DESK_USER = "all";

// The names frappe/realtime.py publishes to.
const roomOf = {
	user: (user) => `user:${user}`,
	doctype: (doctype) => `doctype:${doctype}`,
	document: (doctype, docname) => `doc:${doctype}/${docname}`,
	openDocument: (doctype, docname) => `open_doc:${doctype}/${docname}`,
	task: (taskId) => `task_progress:${taskId}`,
};

/** Put a connected socket into the rooms of its user and let it ask for others. */
export function joinRooms(socket) {
	const { session } = socket.data;
	socket.join([roomOf.user(session.user), EVERY_VISITOR]);
	if (session.userType === "System User") socket.join(EVERY_DESK_USER);
	answerDoctypes(socket, session);
	answerTasks(socket);
	answerDocuments(socket, session);
	answerViewers(socket, session);
}

function answerDoctypes(socket, session) {
	on(socket, "doctype_subscribe", async (doctype) => {
		if (await session.maySeeDoctype(doctype)) socket.join(roomOf.doctype(doctype));
	});
	on(socket, "doctype_unsubscribe", (doctype) => socket.leave(roomOf.doctype(doctype)));
}

// A task's id is a secret of those it was given to, so joining its room needs no further right.
function answerTasks(socket) {
	on(socket, "task_subscribe", (taskId) => socket.join(roomOf.task(taskId)));
	on(socket, "progress_subscribe", (taskId) => socket.join(roomOf.task(taskId)));
	on(socket, "task_unsubscribe", (taskId) => socket.leave(roomOf.task(taskId)));
}

function answerDocuments(socket, session) {
	on(socket, "doc_subscribe", async (doctype, docname) => {
		if (await session.maySeeDocument(doctype, docname)) socket.join(roomOf.document(doctype, docname));
	});
	on(socket, "doc_unsubscribe", (doctype, docname) => socket.leave(roomOf.document(doctype, docname)));
}

function answerViewers(socket, session) {
	const open = new Map();
	on(socket, "doc_open", async (doctype, docname) => {
		if (!(await session.maySeeDocument(doctype, docname))) return;
		const room = roomOf.openDocument(doctype, docname);
		socket.join(room);
		open.set(room, { doctype, docname });
		tellViewers(socket.nsp, room, { doctype, docname });
	});
	on(socket, "doc_close", (doctype, docname) => {
		const room = roomOf.openDocument(doctype, docname);
		socket.leave(room);
		if (open.delete(room)) tellViewers(socket.nsp, room, { doctype, docname });
	});
	socket.on("disconnect", () => {
		for (const [room, document] of open) tellViewers(socket.nsp, room, document);
	});
}

function tellViewers(namespace, room, document) {
	const ids = [...(namespace.adapter.rooms.get(room) ?? [])];
	const users = ids.map((id) => namespace.sockets.get(id)?.data.session.user).filter(Boolean);
	namespace.to(room).emit("doc_viewers", { ...document, users: [...new Set(users)] });
}

// Clients may send anything: arguments must be names, and one failed request must not end the server.
function on(socket, event, handler) {
	socket.on(event, async (...args) => {
		const names = args.slice(0, handler.length);
		if (names.length < handler.length || !names.every(isName)) return;
		try {
			await handler(...names.map(String));
		} catch (error) {
			console.error(`${event} of ${socket.data.session.user} failed: ${error.message}`);
		}
	});
}

function isName(value) {
	return (typeof value === "string" && value !== "") || Number.isInteger(value);
}
