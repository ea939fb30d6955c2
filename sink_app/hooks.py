from sink_app.access import hangers, logs, query, wiring
from sink_app.declared import scopes, vocabulary

app_name = "sink_app"
app_title = "下沉社区"
app_publisher = "sink_app contributors"
app_description = "党员干部下沉社区工作平台"
app_email = "sink_app@example.com"
app_license = "MIT"
app_logo_url = "/assets/sink_app/images/logo.svg"

website_context = {
	"favicon": "/assets/sink_app/images/logo.svg",
	"splash_image": "/assets/sink_app/images/logo.svg",
}
app_include_js = "sink.bundle.js"
app_include_css = "sink.bundle.css"
doctype_js = {
	"Workflow": "public/js/approvals/workflow.js",
	"User": "public/js/organization/user.js",
	"Sink Area": ["public/js/service/area.js", "public/js/service/mode_area.js"],
	"Sink Member": ["public/js/service/member.js", "public/js/reporting/member.js"],
}
web_include_css = "sink_web.bundle.css"

after_install = "sink_app.setup.after_install"
after_migrate = "sink_app.setup.after_migrate"
before_uninstall = "sink_app.setup.before_uninstall"
after_uninstall = "sink_app.setup.after_uninstall"

website_route_rules = [{"from_route": "/notices/<notice>", "to_route": "notices/notice"}]

role_home_page = {"Sink Member": "sink"}

fixtures = [
	{"dt": "Role", "filters": [["name", "like", "Sink %"]]},
	{"dt": "Workflow State", "filters": [["name", "in", vocabulary.STATES]]},
	{"dt": "Workflow Action Master", "filters": [["name", "in", vocabulary.ACTIONS]]},
]
shipped_files = [
	"workflows/*.json",
	"*/shipped_print/*.json",
	"*/shipped_list/*.json",
	"desk/kanban_board/*.json",
	"desk/number_card/*.json",
	"desk/dashboard_chart/*.json",
	"desk/dashboard/*.json",
	"desk/workspace/*.json",
]

jinja = {
	"methods": [
		"sink_app.approvals.printing.sink_approval_steps",
		"sink_app.approvals.printing.sink_approval_history",
		"sink_app.registration.printed_form.sink_registration_form",
		"sink_app.registration.posts.letter.sink_building_head_letter",
		"sink_app.registration.commitments.printed.sink_commitment_form",
		"sink_app.organization.meetings.minutes.sink_meeting_minutes",
		"sink_app.service.lists.printed.sink_list_sheet",
		"sink_app.registration.receipts.sink_registration_receipt",
		"sink_app.registration.identity.sink_identity_card",
		"sink_app.registration.receipts.sink_organization_slip",
		"sink_app.service.teams.printed.sink_team_filing_sheet",
		"sink_app.service.teams.printed.sink_team_poster",
		"sink_app.service.teams.printed.sink_grid_poster",
		"sink_app.service.orders.printed.sink_order_sheet",
		"sink_app.service.rosters.printed.sink_duty_sheet",
		"sink_app.service.records.certificates.sink_service_certificate",
		"sink_app.service.records.notebook.sink_service_notebook",
		"sink_app.service.emergencies.printed.sink_emergency_sheet",
		"sink_app.service.whistles.printed.sink_whistle_form",
		"sink_app.reporting.printed.sink_report_sheet",
		"sink_app.reporting.service_file.sink_service_file",
		"sink_app.joint_projects.printed.sink_project_sheet",
		"sink_app.joint_projects.printed.sink_three_ones_sheet",
	]
}

access_trees = {
	"Sink Area": {
		"District": "district",
		"Street": "street",
		"Community": "community",
		"Grid": "grid",
	},
	"Sink Organization": {
		"System": "system",
		"Unit": "unit",
		"Community": "unit",
		"Second Level": "second_level",
		"Branch": "branch",
		"Compound": "branch",
	},
}
access_lines = {"Sink Organization": {"level": "System", "column": "overseer", "field": "overseen_by"}}
access_scopes = scopes.SCOPES
access_made = wiring.MadeInDesk(list(access_trees))
access_stands = {
	"doctype": "Sink Stand",
	"user": "user",
	"role": "role",
	"nodes": {"Sink Area": "area", "Sink Organization": "organization"},
	"from_date": "from_date",
	"to_date": "to_date",
}
access_person = {"doctype": "Sink Member", "user": "user"}
access_own_roles = ["Sink Member"]

access_hangers = {"Sink Consent": ["person_doctype", "person"]}
access_logs = {
	"Sink Approval Step": ["reference_doctype", "reference_name"],
	"Sink Personal Reveal": ["reference_doctype", "reference_name"],
	"Sink Export Log": ["place_doctype", "place"],
}
access_search_exact = ["sink_app.personal.finding.holders"]

personal_data = {
	"Sink Member": {"mobile": "mobile", "id_number": "id_number"},
	"Sink Registration": {"mobile": "member.mobile"},
	"Sink Pairing": {"unit_liaison_mobile": "mobile", "area_liaison_mobile": "mobile"},
	"Sink Volunteer": {"mobile": "mobile"},
	"Sink Team": {"captain_mobile": "captain.mobile"},
	"Sink Demand": {"phone": "phone"},
	"Sink Key Household": {"mobile": "mobile"},
}
personal_columns = {
	"Sink Member": ["birth_date", "home_address"],
	"Sink Demand": ["caller_name", "address"],
}
personal_consents = {"Sink Registration": {"privacy_accepted": "Registration"}}
personal_logs = {"Sink Personal Reveal": 36, "Sink Export Log": 36, "Sink Retention Run": 36}
pdf_of_many = ["sink_app.personal.exports.of_prints"]
extend_bootinfo = [
	"sink_app.personal.doors.tell_client",
	"sink_app.access.auditing.tell_client",
	"sink_app.organization.maps.tell_client",
]

# what is told of a move, a look, an export or a consent is no reason to keep what it was about
ignore_links_on_delete = [
	"Sink Refiling",
	"Sink Consent",
	"Sink Personal Reveal",
	"Sink Export Log",
	"Sink Retention Run",
]

service_record_offers = [
	"sink_app.service.activities.signing_up.offers",
	"sink_app.service.orders.recording.offers",
	"sink_app.service.rosters.sources.offers",
	"sink_app.service.emergencies.sources.offers",
]

meeting_topics = ["sink_app.joint_projects.studies.topics"]
project_offers = ["sink_app.service.lists.offering.for_projects"]
commitment_sources = ["sink_app.registration.commitments.sources.from_posts"]

report_facts = [
	"sink_app.registration.facts.of_registration",
	"sink_app.service.facts.of_service",
	"sink_app.organization.facts.of_organization",
	"sink_app.joint_projects.facts.of_projects",
]
progress_sources = ["sink_app.joint_projects.facts.progress_of"]
service_file_chapters = [
	"sink_app.registration.chapters.of_registration",
	"sink_app.service.chapters.of_service",
	"sink_app.reporting.service_file.of_reports",
	"sink_app.organization.chapters.of_trainings",
	"sink_app.evaluation.chapters.of_points",
	"sink_app.evaluation.chapters.of_stars",
]
training_audiences = ["sink_app.registration.trainees.of_training"]

digest_sources = [
	"sink_app.service.orders.telling.due_lines",
	"sink_app.organization.meetings.reminding.lines_of_items",
	"sink_app.organization.meetings.reminding.lines_of_meetings",
	"sink_app.approvals.limits.due_lines",
	"sink_app.organization.milestones.due_lines",
	"sink_app.service.teams.reminding.lines_of_captains",
	"sink_app.service.teams.reminding.lines_of_empty_days",
	"sink_app.service.records.reminding.lines",
	"sink_app.service.whistles.reminding.due_lines",
	"sink_app.service.visits.reminding.lines_of_households",
	"sink_app.service.visits.reminding.lines_of_matters",
	"sink_app.reporting.reminding.lines_of_half_years",
	"sink_app.reporting.reminding.lines_of_progress",
	"sink_app.joint_projects.reminding.lines_of_lists",
	"sink_app.joint_projects.reminding.lines_of_studies",
	"sink_app.joint_projects.reminding.lines_of_three_ones",
]
service_record_sources = {
	"Sink Activity": "sink_app.service.activities.signing_up.facts",
	"Sink Order": "sink_app.service.orders.recording.source",
	"Sink Duty Shift": "sink_app.service.rosters.sources.of_shift",
	"Sink Emergency": "sink_app.service.emergencies.sources.of_emergency",
	"Sink Emergency Response": "sink_app.service.emergencies.sources.of_response",
	"Sink Visit": "sink_app.service.visits.sources.of_visit",
}
paper_sheets = {
	**dict.fromkeys(
		("Sink Resource List", "Sink Demand List", "Sink Service List"),
		"sink_app.service.lists.sheets.of_list",
	),
	"Sink Project List": "sink_app.joint_projects.sheets.of_list",
	"Sink Three-Ones Plan": "sink_app.joint_projects.sheets.of_three_ones",
	**dict.fromkeys(
		("Sink Annual Report", "Sink Half-Year Report", "Sink Progress Report", "Sink Debrief"),
		"sink_app.reporting.sheets.of_report",
	),
}
practical_matter_sources = [
	"sink_app.service.practical.of_lists",
	"sink_app.service.practical.of_orders",
	"sink_app.service.practical.of_calls",
	"sink_app.joint_projects.facts.matters_of",
]
approval_steps_taken = ["sink_app.evaluation.points.runs.after_steps"]
access_lenders = ["sink_app.approvals.loans.of"]
access_borrowers = ["sink_app.approvals.deputies.standing_in"]

permission_query_conditions = wiring.PerDocType(
	{
		**{doctype: query.hook(doctype) for doctype in access_scopes},
		**{doctype: hangers.hook(doctype) for doctype in (*hangers.REFERENCES, *access_hangers)},
		**{doctype: logs.hook(doctype) for doctype in access_logs},
		"Sink Deputy": "sink_app.approvals.deputies.condition",
		"User": "sink_app.access.accounts.condition",
		"Prepared Report": "sink_app.access.reports.condition",
	},
	list(access_scopes),
	list(access_trees),
	query.hook,
	children=True,
)
has_permission = wiring.PerDocType(
	{
		**dict.fromkeys(access_scopes, "sink_app.access.query.has_permission"),
		**dict.fromkeys((*hangers.REFERENCES, *access_hangers), "sink_app.access.hangers.has_permission"),
		**dict.fromkeys(access_logs, "sink_app.access.logs.has_permission"),
		"Sink Deputy": "sink_app.approvals.deputies.has_permission",
		"Prepared Report": "sink_app.access.reports.has_permission",
	},
	list(access_scopes),
	list(access_trees),
	"sink_app.access.query.has_permission",
)
standard_queries = wiring.PerDocType(
	dict.fromkeys(access_scopes, "sink_app.access.search.query"),
	list(access_scopes),
	list(access_trees),
	"sink_app.access.search.query",
)
before_request = [
	"sink_app.access.aliases.refuse",
	"sink_app.access.reports.take_back",
	"sink_app.access.requests.count_anew",
	"sink_app.access.requests.search_as_oneself",
	"sink_app.access.requests.check_fields",
	"sink_app.www.sink.leading.lead_members",
]
after_request = ["sink_app.access.levels.keep"]
override_doctype_class = {
	"File": "sink_app.access.files.ScopedFile",
	"Report": "sink_app.access.reports.ScopedReport",
}
before_job = ["sink_app.organization.wording.speak_site_language"]
scheduler_events = {
	"cron": {
		"*/5 * * * *": [
			"sink_app.access.refiling.take_up",
			"sink_app.service.emergencies.calling.take_up",
			"sink_app.service.whistles.escalating.take_up",
			"sink_app.service.emergencies.limits.take_up",
			"sink_app.evaluation.points.runs.take_up",
		]
	},
	"daily": [
		"sink_app.approvals.bulk.forget_old",
		"sink_app.organization.temporary.hide_dissolved",
		"sink_app.registration.commitments.publications.prepare",
		"sink_app.organization.notices.published.end_past",
		"sink_app.service.teams.seats.release_ended",
		"sink_app.reporting.print_runs.forget_old",
		"sink_app.joint_projects.fixing.flag_late",
		"sink_app.joint_projects.lights.refresh",
		"sink_app.joint_projects.three_ones.flag_late",
	],
	"daily_long": [
		"sink_app.organization.milestones.settle_all",
		"sink_app.approvals.digests.send",
		"sink_app.approvals.indexes.add_missing",
		"sink_app.registration.changes.apply_due",
		"sink_app.registration.double.remind_before_deadline",
		"sink_app.registration.tallies.refresh_all",
		"sink_app.personal.retention.run_nightly",
		"sink_app.evaluation.points.runs.settle_all",
	],
}
doc_events = {
	"*": {
		"validate": "sink_app.approvals.guard.check",
		"before_update_after_submit": "sink_app.approvals.guard.check",
		"before_cancel": "sink_app.approvals.guard.check",
		"before_discard": "sink_app.approvals.guard.refuse",
		"before_save": "sink_app.access.filing.file",
		"after_rename": "sink_app.shipped.ledger.follow_rename",
	},
	**{doctype: {"validate": "sink_app.access.hangers.check"} for doctype in hangers.RIGHTS},
	**{
		made: dict.fromkeys(("on_update", "on_trash"), "sink_app.access.desk_made.changed")
		for made in ("DocType", "Custom Field")
	},
	**{
		tree: {
			"on_update": "sink_app.access.refiling.node_changed",
			"on_trash": "sink_app.access.stands.forget",
		}
		for tree in access_trees
	},
	"Sink Member": {
		"before_validate": "sink_app.personal.vault.take",
		"before_save": "sink_app.registration.tallies.rate_facts",
		"on_update": [
			"sink_app.personal.vault.keep",
			"sink_app.access.stands.forget_persons",
			# registrations without an organization of their own are filed at their member's
			"sink_app.access.refile.link_changed",
			"sink_app.registration.changes.follow_member",
		],
		"on_trash": ["sink_app.personal.vault.drop", "sink_app.access.stands.forget_persons"],
	},
	**{
		doctype: {
			"before_validate": "sink_app.personal.vault.take",
			"on_update": "sink_app.personal.vault.keep",
			"on_trash": "sink_app.personal.vault.drop",
		}
		for doctype in ("Sink Volunteer", "Sink Pairing", "Sink Demand", "Sink Key Household")
	},
	**{doctype: {"on_update": "sink_app.personal.consents.keep_given"} for doctype in personal_consents},
	"Sink Consent": {"on_update": "sink_app.registration.privacy.tell_unit"},
	"Workflow": {
		"before_validate": "sink_app.approvals.checker.refuse",
		"on_update": ["sink_app.approvals.checker.tell", "sink_app.approvals.indexes.chain_saved"],
	},
	"Sink Stand": {
		"on_update": "sink_app.access.stands.forget",
		"on_trash": "sink_app.access.stands.forget",
	},
}
override_whitelisted_methods = {
	"frappe.desk.reportview.export_query": "sink_app.personal.exports.export_list",
	"frappe.desk.query_report.export_query": "sink_app.personal.exports.export_report",
	"frappe.core.doctype.data_export.exporter.export_data": "sink_app.personal.exports.export_data",
	"frappe.core.doctype.data_import.data_import.download_template": "sink_app.personal.exports.download_template",
	"frappe.client.get_count": "sink_app.access.doors.get_count",
	"frappe.desk.reportview.get_count": "sink_app.access.doors.count_of_list",
	"frappe.desk.listview.get_group_by_count": "sink_app.access.doors.get_group_by_count",
	"frappe.desk.doctype.tag.tag.get_tagged_docs": "sink_app.access.doors.get_tagged_docs",
	"frappe.desk.search.get_link_title": "sink_app.access.doors.get_link_title",
	"frappe.desk.like.toggle_like": "sink_app.access.doors.toggle_like",
	"frappe.desk.doctype.tag.tag.add_tag": "sink_app.access.doors.add_tag",
	"frappe.desk.doctype.tag.tag.remove_tag": "sink_app.access.doors.remove_tag",
	"frappe.desk.form.linked_with.get": "sink_app.access.doors.get_linked_records",
	"frappe.desk.form.linked_with.get_submitted_linked_docs": "sink_app.access.doors.get_submitted_linked_docs",
	"frappe.website.doctype.web_form.web_form.get_link_options": "sink_app.access.doors.get_link_options",
	"frappe.website.doctype.web_form.web_form.get_form_data": "sink_app.access.doors.get_form_data",
	"frappe.desk.query_report.get_data_for_custom_field": "sink_app.access.reports.get_data_for_custom_field",
	"frappe.core.doctype.prepared_report.prepared_report.delete_prepared_reports": "sink_app.access.reports.delete_prepared_reports",
	"frappe.geo.utils.get_coords": "sink_app.access.doors.get_coords",
	"frappe.utils.global_search.search": "sink_app.access.doors.search_everywhere",
	"frappe.desk.search.get_names_for_mentions": "sink_app.access.accounts.get_names_for_mentions",
	"frappe.desk.form.load.get_user_info_for_viewers": "sink_app.access.accounts.get_user_info_for_viewers",
	"frappe.utils.print_format.download_pdf": "sink_app.pdf.doors.download_pdf",
	"frappe.utils.print_format.download_multi_pdf": "sink_app.pdf.doors.download_multi_pdf",
	"frappe.utils.print_format.download_multi_pdf_async": "sink_app.pdf.doors.download_multi_pdf_async",
	"frappe.utils.print_format.report_to_pdf": "sink_app.pdf.doors.report_to_pdf",
	"frappe.utils.weasyprint.download_pdf": "sink_app.pdf.doors.download_built_pdf",
	"frappe.model.workflow.apply_workflow": "sink_app.approvals.doors.apply_workflow",
	"frappe.model.workflow.get_transitions": "sink_app.approvals.doors.get_transitions",
	"frappe.model.workflow.bulk_workflow_approval": "sink_app.approvals.doors.bulk_workflow_approval",
	"frappe.workflow.doctype.workflow.workflow.get_workflow_state_count": "sink_app.approvals.checker.get_workflow_state_count",
	"frappe.model.workflow.get_common_transition_actions": "sink_app.approvals.doors.get_common_transition_actions",
}
