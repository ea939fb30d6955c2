// Lists on a map: each place with a point shows how many of the list's records lie there, and leads to them.
// No map is fetched from anywhere unless the office has named who gives it.

frappe.provide("sink.maps");

const METHOD = "sink_app.organization.maps.places";
// a picture that is nothing, asked of nobody
const NO_TILES = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==";
const COUNTRY = { center: [35.86, 104.2], zoom: 4 };
// of more places the names would cover each other
const MOST_NAMED = 40;
// pixels
const TOO_NEAR = 60;

const { tiles, attribution, deepest, has_points } = frappe.boot.sink_map || {};

Object.assign(frappe.utils.map_defaults, COUNTRY, {
	tiles: tiles || NO_TILES,
	options: {
		attribution: tiles ? frappe.utils.escape_html(attribution || "") : "",
		maxZoom: deepest || 18,
	},
});

// what a list's settings say: without any point its menu offers no map
sink.maps.method = () => (has_points ? METHOD : undefined);

const { get_coords, render_map_view } = frappe.views.MapView.prototype;

Object.assign(frappe.views.MapView.prototype, {
	get_coords() {
		const has = (name) => frappe.meta.has_field(this.doctype, name);
		if (this.doctype === "Sink Area" || has("community")) this.settings.get_coords_method ??= METHOD;
		const has_point = has("location") || (has("latitude") && has("longitude"));
		if (this.settings.get_coords_method || has_point) return get_coords.call(this);
		this.coords = null;
		return Promise.resolve();
	},

	render_map_view() {
		const { features, elsewhere } = this.coords || {};
		if (!features?.length) {
			say(this, this.coords ? no_points(elsewhere) : no_map(this.doctype));
			return;
		}
		if (this.settings.get_coords_method !== METHOD) {
			render_map_view.call(this);
			return;
		}
		draw(this, features);
		if (elsewhere) this.$result.append(`<p class="sink-map-note">${untold(elsewhere)}</p>`);
	},
});

const no_map = (doctype) => __("{0} have no place on a map. Please choose another view.", [__(doctype)]);

const no_points = (elsewhere) =>
	[
		elsewhere && untold(elsewhere),
		__("A place is on the map once its field «Point on the Map» is filled, in the list of areas."),
	]
		.filter(Boolean)
		.join("<br>");

const untold = (elsewhere) =>
	__("{0} more lie at places without a point.", [frappe.utils.escape_html(String(elsewhere))]);

const say = (view, words) => view.$result.html(`<div class="sink-map-empty text-muted">${words}</div>`);

const draw = (view, features) => {
	const id = frappe.dom.get_unique_id();
	view.$result.html(`<div id="${id}" class="sink-map"></div>`);
	view.map = L.map(id, { attributionControl: Boolean(tiles), zoomSnap: 0.5 });
	L.tileLayer(frappe.utils.map_defaults.tiles, frappe.utils.map_defaults.options).addTo(view.map);
	L.control.scale({ imperial: false }).addTo(view.map);
	const spots = L.layerGroup().addTo(view.map);
	view.map.on("zoomend", () => draw_spots(view, features, spots));
	view.map.fitBounds(bounds_of(features), { padding: [60, 60], maxZoom: 16 });
};

const position = ({ geometry }) => [...geometry.coordinates].reverse();
const bounds_of = (features) => L.latLngBounds(features.map(position));

const draw_spots = (view, features, spots) => {
	const groups = together(view.map, features);
	const is_nearest = view.map.getZoom() >= view.map.getMaxZoom();
	// nearer it does not get: what still lies together stands in a row
	const drawn = is_nearest
		? groups.flatMap((group) => group.map((feature, place) => ({ group: [feature], place })))
		: groups.map((group) => ({ group, place: 0 }));
	spots.clearLayers();
	drawn.forEach(({ group, place }) => marker(view, group, place, drawn.length <= MOST_NAMED).addTo(spots));
};

// places that would cover each other stand as one spot until the map is nearer
const together = (map, features) => {
	const groups = [];
	const largest_first = [...features].sort((a, b) => (b.properties.total || 0) - (a.properties.total || 0));
	for (const feature of largest_first) {
		const at = map.latLngToLayerPoint(position(feature));
		const near = groups.find((group) => group.at.distanceTo(at) < TOO_NEAR);
		if (near) near.features.push(feature);
		else groups.push({ at, features: [feature] });
	}
	return groups.map((group) => group.features);
};

const marker = (view, group, place, is_named) => {
	const [{ properties }] = group;
	const number = properties.total ? group.reduce((sum, each) => sum + each.properties.total, 0) : 0;
	const size = number ? Math.min(28 + 4 * Math.log2(number), 64) : 16;
	const words =
		group.length > 1
			? __("{0} and near it: {1} places", [properties.title, group.length])
			: properties.title;
	const spot = L.marker(position(group[0]), {
		icon: L.divIcon({
			className: "sink-spot",
			html: number || "",
			iconSize: [size, size],
			iconAnchor: [size / 2 - place * TOO_NEAR, size / 2],
		}),
		alt: words,
		title: words,
	});
	if (is_named)
		spot.bindTooltip(frappe.utils.escape_html(words), {
			permanent: true,
			direction: "bottom",
			offset: [place * TOO_NEAR, size / 2 - 4],
		});
	return spot.on("click", () =>
		group.length > 1 ? go_nearer(view.map, group) : lead_to(view, properties),
	);
};

const go_nearer = (map, group) => {
	const bounds = bounds_of(group);
	const nearest = Math.max(map.getBoundsZoom(bounds, false, [60, 60]), map.getZoom() + 1);
	map.setView(bounds.getCenter(), Math.min(nearest, map.getMaxZoom()));
};

const lead_to = (view, { name, filters }) => {
	if (name) {
		frappe.set_route("Form", view.doctype, name);
		return;
	}
	const kept = view.filter_area.get().map(([, field, condition, value]) => [field, [condition, value]]);
	frappe.route_options = { ...Object.fromEntries(kept), ...filters };
	frappe.set_route("List", view.doctype, "List");
};
