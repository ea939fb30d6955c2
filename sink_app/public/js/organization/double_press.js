// Whoever is used to double clicks presses a button twice: the second press of one double click does nothing.

const BUTTONS = ".btn-primary, .modal-footer .btn, .page-head .custom-actions .btn, .form-dashboard .btn";

document.addEventListener(
	"click",
	(event) => {
		if (event.detail < 2 || !event.target.closest?.(BUTTONS)) return;
		event.preventDefault();
		event.stopImmediatePropagation();
	},
	true,
);
