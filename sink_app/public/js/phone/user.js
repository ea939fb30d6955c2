const user = userOfCookies();

/** Whether the browser's cookies still name the user this page was made for. */
export function isSameUser() {
	return userOfCookies() === user;
}

function userOfCookies() {
	return document.cookie.split("; ").find((cookie) => cookie.startsWith("user_id="));
}
