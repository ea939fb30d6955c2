import "./organization/tree.js";
import "./personal/reveal.js";
import "./approvals/steps.js";
import "./approvals/history.js";
import "./approvals/rules.js";
import "./approvals/navbar.js";
import "./approvals/findings.js";
import "./registration/steps.js";
