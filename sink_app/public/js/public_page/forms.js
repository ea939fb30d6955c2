import { send } from "./sending.js";

// forms that name the function they go to: a demand, a rating
for (const form of document.querySelectorAll("form.sending")) {
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		send(form, form.dataset.method);
	});
}
