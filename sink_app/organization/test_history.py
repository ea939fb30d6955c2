import frappe

# a run of an import, a proposal and a merge are themselves records of what was done, and are not edited
OWN_HISTORY = {
	"Sink Concentration Proposal",
	"Sink Member Merge",
	"Sink Post Proposal",
	"Sink Roster Import",
}


def entered_by_hand() -> list:
	"""The metas of what somebody may create in the Desk."""
	names = frappe.get_all(
		"DocType",
		filters={"module": ("in", frappe.get_module_list("sink_app")), "istable": 0, "issingle": 0},
		pluck="name",
		order_by="name asc",
	)
	metas = map(frappe.get_meta, names)
	return [meta for meta in metas if any(row.create and not row.permlevel for row in meta.permissions)]


def test_org_42_what_people_enter_tells_who_changed_what(site):
	"""«以精细的过程管理推动工作开展»: by versions, or by the log of the steps of its chain."""
	metas = entered_by_hand()
	assert len(metas) >= 15
	without = [
		meta.name
		for meta in metas
		if not (meta.track_changes or meta.has_field("workflow_state") or meta.name in OWN_HISTORY)
	]
	assert without == []


def test_org_42_the_masters_keep_versions(site):
	"""Masters have no chain's log to fall back on."""
	masters = [meta for meta in entered_by_hand() if meta.document_type == "Setup"]
	assert len(masters) >= 8
	assert [meta.name for meta in masters if not meta.track_changes] == []
