import "./public_page/feedback.js";
