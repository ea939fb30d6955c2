/**
 * Tell whether a request comes from the site's own pages. Browsers send Origin with every request to another
 * origin and with every WebSocket; a request without it is same-origin or no browser's.
 */
export function isOwnOrigin({ origin, host, "x-forwarded-host": forwardedHost }) {
	if (origin === undefined) return true;
	const addressed = forwardedHost?.split(",")[0].trim() || host;
	// Ports may differ: a development bench serves pages and events on two of them.
	return Boolean(addressed) && hostnameOf(origin) === hostnameOf(`http://${addressed}`);
}

function hostnameOf(url) {
	return URL.canParse(url) ? new URL(url).hostname : null;
}
