import "./organization/tree.js";
import "./approvals/steps.js";
import "./approvals/history.js";
import "./approvals/rules.js";
