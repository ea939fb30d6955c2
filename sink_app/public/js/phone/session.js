import { call } from "./api.js";
import { dropAllDrafts } from "./drafts.js";
import { isSameUser } from "./user.js";

export const SIGN_IN = "/login?redirect-to=/sink";

let hasExpired = false;

/** The session ended by itself: what was typed may wait for its user to sign in again. */
export function keepDraftsForNextSignIn() {
	hasExpired = true;
}

/** End the session and leave nothing of it on the phone. */
export async function signOut() {
	await call("logout", {}, { post: true });
	dropAllDrafts();
	location.replace(SIGN_IN);
}

/** Leave the page, and nothing on the phone, when the user signed out in another tab or came back to an old page. */
export function leaveWhenSignedOut() {
	if (document.visibilityState !== "visible" || isSameUser()) return;
	if (!hasExpired) dropAllDrafts();
	location.replace("/sink");
}
