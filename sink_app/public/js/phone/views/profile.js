import { call } from "../api.js";
import { h } from "../dom.js";
import { summaryOf } from "../form/summary.js";
import { headOf } from "../parts.js";
import { go } from "../router.js";
import { Editor } from "./editor.js";

/** 我的资料: the member's own facts. */
export async function profileView(shell) {
	const page = await call("profile_form");
	const save = {
		label: __("Save"),
		primary: true,
		send: (values) => call("save_profile", { values, seen: page.seen }, { post: true }),
		done: () => {
			shell.say(__("Saved."));
			go("/");
		},
	};
	const editor = { name: "profile", page, buttons: [save], renew: () => go("/profile") };
	return h(
		"div",
		{ class: "view" },
		headOf(__("My Details")),
		...(page.may_edit ? [new Editor(shell, editor).element] : summaryOf(page)),
	);
}
