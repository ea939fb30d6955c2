"""Lists on a map: how many of a list's records lie at each place that has a point.

A record has no point of its own: it lies at the lowest of its places that has one. So what happens at an
unmarked grid is told at its community, and no address of a person is on a map.
"""

import re
from collections import Counter, defaultdict

import frappe
from frappe import _

from sink_app.access import columns, declaration, doors

AREA = "Sink Area"
LEVELS = ("grid", "community", "street", "district")
"""The columns of a record that name its places, the lowest first."""
MOST = 300
"""So many places are drawn at most; of more, all are told one level higher."""
LONGITUDES, LATITUDES = (73, 136), (3, 54)
"""Degrees, those of the country: they do not overlap, so that a pair may stand in either order."""
NUMBER = re.compile(r"\d+(?:\.\d+)?")


class PointUnreadable(frappe.ValidationError):
	pass


def read_point(text: str) -> tuple[float, float]:
	"""Longitude and latitude in degrees, as maps' coordinate pickers write them: in either order.

	Raises PointUnreadable for anything else.
	"""
	found = sorted((float(number) for number in NUMBER.findall(text)), reverse=True)
	if (
		len(found) == 2
		and LONGITUDES[0] <= found[0] <= LONGITUDES[1]
		and LATITUDES[0] <= found[1] <= LATITUDES[1]
	):
		return round(found[0], 6), round(found[1], 6)
	frappe.throw(
		_(
			"«Point on the Map»: «{0}» is not a longitude and a latitude."
			" Please copy both from a map's coordinate picker, for example 114.305000,30.593000."
		).format(text),
		PointUnreadable,
	)


def tell_client(bootinfo):
	"""What a map is drawn on, and whether a list has any place to be drawn at (extend_bootinfo)."""
	settings = frappe.get_cached_doc("Sink Map Settings")
	bootinfo.sink_map = {
		"tiles": settings.tiles,
		"attribution": settings.attribution,
		"deepest": settings.deepest,
		# acts for itself: whether anybody has given any place a point
		"has_points": bool(frappe.db.exists(AREA, {"latitude": (">", 0)})),
	}


def add_index(doctype: str):
	"""What the map of a list of hundreds of thousands counts by, of all of them or of those in one state."""
	frappe.db.add_index(doctype, [*reversed(LEVELS), columns.STATE])


# the arguments are those of Frappe's map
@frappe.whitelist()
def places(doctype: str, filters: str | list | None = None, type: str | None = None) -> dict:
	"""Where the records lie that match and that whoever asks may read (get_coords_method of a list).

	GeoJSON: each feature a place with `title`, `total` and the `filters` under which a list holds just these
	records; `elsewhere`: how many have no place with a point. Of places themselves each is a feature, with
	`name`. Raises NotOnMap for what has no place.
	"""
	chosen = frappe.parse_json(filters) or []
	if doctype == AREA:
		return _areas(chosen)
	levels = [level for level in LEVELS if frappe.get_meta(doctype).has_field(level)]
	if not levels or not declaration.scope_of(doctype):
		doors.refuse_map(doctype)
	return _records(doctype, chosen, levels)


def _areas(filters: list) -> dict:
	"""The places themselves, the largest where there are more than can be drawn."""
	found = frappe.get_list(
		AREA,
		fields=["name", "title", "longitude", "latitude", "lft", "rgt"],
		filters=[*filters, [AREA, "latitude", ">", 0]],
		order_by=None,
		limit_page_length=0,
	)
	largest = sorted(found, key=lambda area: area.lft - area.rgt)[:MOST]
	return _collection([_feature(area, name=area.name) for area in largest])


def _records(doctype: str, filters: list, levels: list[str]) -> dict:
	"""How many records lie at each place; places one level higher while there are more than can be drawn."""
	rows = frappe.get_list(
		doctype,
		fields=[*levels, "count(*) as total"],
		filters=filters,
		# the highest first: in the order of the index
		group_by=", ".join(reversed(levels)),
		order_by=None,
		limit_page_length=0,
	)
	points = _points({row[level] for row in rows for level in levels if row[level]})
	for lowest in range(len(levels)):
		lying = [(row, *_lies_at(row, levels[lowest:], points)) for row in rows]
		if len({place for _row, _level, place in lying}) <= MOST:
			break
	return _told(lying, levels, points)


def _told(lying: list[tuple], levels: list[str], points: dict) -> dict:
	"""What is told of rows that each lie at (level, place), or at no place."""
	totals: Counter = Counter()
	apart: dict[str, dict[str, set]] = defaultdict(lambda: defaultdict(set))
	for row, level, place in lying:
		totals[level, place] += row.total
		for higher in levels[levels.index(level) + 1 :] if level else ():
			apart[row[higher]][level].add(place)
	elsewhere = totals.pop((None, None), 0)
	features = [
		_feature(points[place], total=total, filters={level: place, **_but(apart[place])})
		for (level, place), total in totals.items()
	]
	return _collection(features, elsewhere)


def _points(names: set[str]) -> dict[str, dict]:
	"""Those of the places that have a point, by name."""
	found = frappe.get_list(
		AREA,
		fields=["name", "title", "longitude", "latitude"],
		filters={"name": ("in", [*names, ""]), "latitude": (">", 0)},
		order_by=None,
		limit_page_length=0,
	)
	return {area.name: area for area in found}


def _lies_at(row: dict, levels: list[str], points: dict) -> tuple[str | None, str | None]:
	"""The level and the name of the lowest place with a point; nothing where none has one."""
	return next(((level, row[level]) for level in levels if row[level] in points), (None, None))


def _but(apart: dict[str, set]) -> dict:
	"""The filters that leave out what lies at lower places with points of their own."""
	return {level: ["not in", sorted(below)] for level, below in apart.items()}


def _feature(area: dict, **properties) -> dict:
	point = {"type": "Point", "coordinates": [area.longitude, area.latitude]}
	return {"type": "Feature", "geometry": point, "properties": {"title": area.title, **properties}}


def _collection(features: list, elsewhere: int = 0) -> dict:
	return {"type": "FeatureCollection", "features": features, "elsewhere": elsewhere}
