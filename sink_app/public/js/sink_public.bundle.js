import "./public_page/feedback.js";
import "./public_page/forms.js";
