import { h } from "../dom.js";

/** 我的岗位: the posts held, and the way to those that are to be had. */
export function postsCard({ posts }) {
	if (!posts?.is_placed && !posts?.held.length) return null;
	const isNeeded = posts.open > 0 && !posts.held.length;
	return h(
		"section",
		{ class: "card" },
		h("h2", {}, __("My Posts")),
		posts.held.map((post) =>
			h("p", { class: "state-line" }, h("strong", {}, post.title), h("span", {}, post.state)),
		),
		h(
			"p",
			{ class: "quiet" },
			posts.open ? __("{0} posts are to be had", [posts.open]) : __("No post is to be had now"),
		),
		h(
			"a",
			{ class: `button ${isNeeded ? "primary" : ""}`, href: "#/posts" },
			isNeeded ? __("Choose a Post") : __("View"),
		),
	);
}
