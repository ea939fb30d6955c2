import { send } from "./sending.js";

const METHOD = "sink_app.registration.commitments.public.give_feedback";

for (const form of document.querySelectorAll("form.feedback")) {
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		send(form, METHOD, { commitment: form.dataset.commitment });
	});
}
