import "./boot.js";
import { sweepDrafts } from "./drafts.js";
import { Router } from "./router.js";
import { leaveWhenSignedOut } from "./session.js";
import { Shell } from "./shell.js";
import { commitmentView } from "./views/commitment.js";
import { deedsView } from "./views/deeds.js";
import { demandsView } from "./views/demands.js";
import { dutyView } from "./views/duty.js";
import { halfYearView } from "./views/halfyear.js";
import { homeView } from "./views/home.js";
import { myDataView } from "./views/mydata.js";
import { ordersView } from "./views/orders.js";
import { pointsView } from "./views/points.js";
import { postsView } from "./views/posts.js";
import { profileView } from "./views/profile.js";
import { recordView } from "./views/record.js";
import { recordsView } from "./views/records.js";
import { registrationView } from "./views/registration.js";
import { teamsView } from "./views/teams.js";
import { whistleView } from "./views/whistle.js";

const ROUTES = [
	[/^\/$/, homeView],
	[/^\/registration\/(.+)$/, registrationView],
	[/^\/profile$/, profileView],
	[/^\/orders$/, ordersView],
	[/^\/demands$/, demandsView],
	[/^\/posts$/, postsView],
	[/^\/points$/, pointsView],
	[/^\/teams$/, teamsView],
	[/^\/duty$/, dutyView],
	[/^\/whistle$/, whistleView],
	[/^\/commitment\/(.+)$/, commitmentView],
	[/^\/halfyear\/(\d{4})\/(First|Second)$/, halfYearView],
	[/^\/mydata$/, myDataView],
	[/^\/records$/, recordsView],
	[/^\/record\/at\/(.+)$/, (shell, area) => recordView(shell, "new", area)],
	[/^\/record\/(.+)$/, recordView],
	[/^\/deeds$/, deedsView],
];

sweepDrafts();
const shell = new Shell();
new Router(ROUTES, (view, ...caught) => shell.show(view, ...caught)).follow();
document.addEventListener("visibilitychange", leaveWhenSignedOut);
window.addEventListener("pageshow", leaveWhenSignedOut);
