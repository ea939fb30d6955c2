/** Send what a form of a public page holds, and say what the server answers; a form that was taken sends once. */
export async function send(form, method, more = {}) {
	const answer = form.querySelector(".answer");
	const button = form.querySelector("button");
	button.disabled = true;
	try {
		const said = { ...more, ...Object.fromEntries(new FormData(form)) };
		const response = await fetch(`/api/method/${method}`, {
			method: "POST",
			headers: headers(),
			body: JSON.stringify(said),
		});
		const body = await response.json().catch(() => ({}));
		answer.textContent = response.ok ? body.message : refusal(body) || form.dataset.failed;
		if (response.ok) {
			form.reset();
			button.hidden = true;
		}
	} catch {
		answer.textContent = form.dataset.failed;
	} finally {
		button.disabled = false;
	}
}

function headers() {
	const token = document.querySelector("[data-token]").dataset.token;
	const common = { "Content-Type": "application/json", Accept: "application/json" };
	return token ? { ...common, "X-Frappe-CSRF-Token": token } : common;
}

function refusal(body) {
	return JSON.parse(body._server_messages || "[]")
		.map((message) => JSON.parse(message).message)
		.join(" ");
}
