import { call } from "../api.js";
import { commitmentsCard } from "../cards/commitments.js";
import { confirmCard } from "../cards/confirm.js";
import { dutyCard } from "../cards/duty.js";
import { emergencyCard } from "../cards/emergency.js";
import { halfYearCard } from "../cards/halfyear.js";
import { householdsCard } from "../cards/households.js";
import { myDataCard } from "../cards/mydata.js";
import { ordersCard } from "../cards/orders.js";
import { pointsCard } from "../cards/points.js";
import { postsCard } from "../cards/posts.js";
import { profileCard } from "../cards/profile.js";
import { recordsCard } from "../cards/records.js";
import { registrationCard } from "../cards/registration.js";
import { teamsCard } from "../cards/teams.js";
import { whistleCard } from "../cards/whistle.js";
import { h } from "../dom.js";

const CARDS = [
	emergencyCard,
	confirmCard,
	ordersCard,
	recordsCard,
	pointsCard,
	halfYearCard,
	dutyCard,
	registrationCard,
	teamsCard,
	postsCard,
	householdsCard,
	whistleCard,
	commitmentsCard,
	profileCard,
	myDataCard,
];

/** Whose page it is, and a card for each thing to do here. */
export async function homeView() {
	const home = await call("home");
	const { name, unit, branch } = home.member;
	const belongsTo = [...new Set([unit, branch])].filter(Boolean).join(" · ");
	return h(
		"div",
		{ class: "view" },
		h("div", { class: "person" }, h("h1", {}, name), h("p", { class: "quiet" }, belongsTo)),
		CARDS.map((card) => card(home)),
	);
}
