from urllib.parse import quote

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, nowdate
from werkzeug.wrappers import Response

from sink_app.access import columns, stands
from sink_app.registration.roster import job, names, other_formats, stretches, template

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NOT_STARTED = "Not Started"
WHAT_A_RUN_READS = ("file", "organization", "year", "registration_type")
RESULTS = ("rows_total", "rows_good", "rows_kept", "rows_wrong", "rows_forwarded")


class RunInProgress(frappe.ValidationError):
	pass


class NotAWorkbook(frappe.ValidationError):
	pass


class FileOutOfReach(frappe.PermissionError):
	pass


class SinkRosterImport(Document):
	"""An office's Excel roster on its way in (REG-04, REG-14): checked as often as needed, then imported."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def onload(self):
		self.set_onload("is_running", job.is_running(self.name))

	def before_validate(self):
		self.year = cint(self.year) or cint(nowdate()[:4])

	def validate(self):
		self.validate_not_running()
		self.validate_workbook()
		self.validate_file_is_theirs()
		self.make_file_private()
		self.forget_last_run()
		self.set_title()

	def on_trash(self):
		self.validate_not_running()
		stretches.forget(self.name)

	def validate_not_running(self):
		if not self.is_new() and job.is_running(self.name):
			frappe.throw(
				_("This roster is being worked on. Please wait until it is finished."), RunInProgress
			)

	def validate_workbook(self):
		if not self.file.lower().endswith(other_formats.ENDINGS):
			frappe.throw(
				_("«Roster» takes an .xlsx, .xls or .csv file. Please save it as one in Excel or WPS."),
				NotAWorkbook,
			)

	def validate_file_is_theirs(self):
		"""A file's address may be guessed; only who may read the file may have it read."""
		if self.has_value_changed("file"):
			self.uploaded()

	def make_file_private(self):
		"""A roster holds people's data, whatever its uploader ticked."""
		for file in self.files_at(self.file):
			if not file.is_private:
				file.is_private = 1
				file.save()
				self.file = file.file_url

	def forget_last_run(self):
		"""What a run found is about the file it read."""
		if any(self.has_value_changed(field) for field in WHAT_A_RUN_READS):
			self.update({"status": NOT_STARTED, "message": "", "wrong_rows": None, "finished_at": None})
			self.update(dict.fromkeys(RESULTS, 0))
			stretches.forget(self.name)

	def set_title(self):
		self.title = f"{frappe.db.get_value('Sink Organization', self.organization, 'org_name')} {self.year}"

	def uploaded(self) -> Document:
		"""The File record of the roster; raises FileOutOfReach where the user may read none."""
		for file in self.files_at(self.file):
			if file.has_permission("read"):
				return file
		frappe.throw(_("Please upload the roster here."), FileOutOfReach)

	def file_content(self) -> bytes:
		"""The uploaded workbook."""
		with open(self.uploaded().get_full_path(), "rb") as workbook:
			return workbook.read()

	def keep_result(self, content: bytes, rehearsed: bool):
		"""Attach the annotated sheet in place of an earlier run's."""
		for file in self.result_files():
			file.delete()
		stem = self.uploaded().file_name.rpartition(".")[0]
		ending = _("check result") if rehearsed else _("import result")
		file = frappe.get_doc(
			{
				"doctype": "File",
				"file_name": f"{stem}-{ending}.xlsx",
				"attached_to_doctype": self.doctype,
				"attached_to_name": self.name,
				"attached_to_field": "result_file",
				"is_private": 1,
				"content": content,
			}
		).insert()
		self.db_set("result_file", file.file_url)

	def result_files(self) -> list[Document]:
		"""The File records of the annotated sheet that hang on this document."""
		return self.files_at(
			self.result_file,
			attached_to_doctype=self.doctype,
			attached_to_name=self.name,
			attached_to_field="result_file",
		)

	def files_at(self, file_url: str | None, **filters) -> list[Document]:
		"""The File records of an address: one file uploaded twice has one address and two records."""
		# acts for itself: the caller asks each record for the permission it needs
		found = frappe.get_all(
			"File", filters={"file_url": file_url or "", **filters}, pluck="name", order_by="creation"
		)
		return [frappe.get_doc("File", name) for name in found]


@frappe.whitelist(methods=["POST"])
def start(name: str, rehearse: bool):
	"""Put a check (rehearse) or the import of a roster into the queue."""
	doc = frappe.get_doc("Sink Roster Import", name)
	doc.check_permission("write")
	doc.validate_not_running()
	doc.uploaded()
	doc.db_set({"status": "In the Queue", "message": ""})
	job.start(name, rehearse)


@frappe.whitelist()
def download_template(organization: str | None = None) -> Response:
	"""An empty roster with the names that may be written in it, as a file to save."""
	frappe.has_permission("Sink Roster Import", "create", throw=True)
	book = names.load(organization or own_organization(), cint(nowdate()[:4]), "Dispatched")
	response = Response(template.workbook(book), mimetype=XLSX)
	# Frappe's own answer cannot carry a Chinese file name
	response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(template.TITLE)}.xlsx"
	return response


@frappe.whitelist()
def own_organization() -> str | None:
	"""The first organization that the user imports for."""
	held = stands.granting(frappe.session.user, "Sink Roster Import", "create")
	own = next((stand.node for stand in held if stand.tree == "Sink Organization"), None)
	return own or frappe.db.get_value("Sink Organization", {"parent_sink_organization": ("is", "not set")})


def on_doctype_update():
	columns.add_indexes("Sink Roster Import")
