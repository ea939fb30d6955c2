// Words and colours that the form, the page and the navbar share.

const COLOURS = { Success: "green", Warning: "orange", Danger: "red", Primary: "blue", Info: "light-blue" };

export function waited(seconds) {
	if (seconds < 60) return "";
	const days = Math.floor(seconds / 86400);
	const hours = Math.floor((seconds % 86400) / 3600);
	const minutes = Math.floor((seconds % 3600) / 60);
	if (days) return __("waited {0} days", [days]);
	return hours ? __("waited {0} hours", [hours]) : __("waited {0} minutes", [minutes]);
}

export function colour(style) {
	return COLOURS[style] || "gray";
}
