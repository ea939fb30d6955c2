import "./approvals/steps.js";
import "./approvals/history.js";
