import "./approvals/inbox.js";
