"""Records of a site on paper: what Frappe's print view promises holds, through every door."""

from __future__ import annotations

import base64
import io
import json
from urllib.parse import unquote

import frappe
import pytest

from sink_app import pdf
from sink_app.pdf import documents, doors

TRIAL, ROW = "Print Trial", "Print Trial Row"
READER = "print-reader@example.com"
STRANGER = "print-stranger@example.com"
RED = base64.b64decode(
	"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"
)
FIELDS = [
	{"fieldname": "title", "fieldtype": "Data", "label": "标题"},
	{"fieldname": "rows", "fieldtype": "Table", "label": "明细", "options": ROW},
]
CELLS = [{"fieldname": "cell", "fieldtype": "Data", "label": "事项", "in_list_view": 1}]
RIGHTS = {"role": "Report Manager", "read": 1, "write": 1, "create": 1, "submit": 1, "cancel": 1, "print": 1}
SETTINGS = {"pdf_page_size": "A4", "repeat_header_footer": 1, "with_letterhead": 1}


def make_doctype(name: str, fields: list[dict], **values):
	values = {"module": "Core", "custom": 1, "autoname": "prompt", "fields": fields, **values}
	frappe.get_doc({"doctype": "DocType", "name": name, **values}).insert()


def make_user(email: str, *roles: str):
	if not frappe.db.exists("User", email):
		values = {"doctype": "User", "email": email, "first_name": "示例", "send_welcome_email": 0}
		frappe.get_doc(values).insert().add_roles(*roles)
	# Frappe makes the first user of a site its System Manager.
	frappe.db.delete("Has Role", {"parent": email, "role": "System Manager"})
	frappe.clear_cache(user=email)


def drop_trial():
	for name in (TRIAL, ROW):
		frappe.delete_doc_if_exists("DocType", name, force=True)


@pytest.fixture(scope="module")
def trial(site):
	"""A submittable DocType with a table, a user who may read it and one who may not.

	The DocType goes again; so does what a run that was killed has left.
	"""
	frappe.set_user("Administrator")
	drop_trial()
	make_doctype(ROW, CELLS, istable=1, autoname="hash")
	make_doctype(TRIAL, FIELDS, is_submittable=1, permissions=[RIGHTS])
	make_user(READER, "Report Manager")
	make_user(STRANGER)
	frappe.db.commit()
	yield
	frappe.db.rollback()
	drop_trial()
	frappe.db.commit()


@pytest.fixture(autouse=True)
def undone(trial):
	"""Every test starts as Administrator with plain Print Settings and leaves nothing behind."""
	frappe.set_user("Administrator")
	for field, value in SETTINGS.items():
		frappe.db.set_single_value("Print Settings", field, value)
	yield
	frappe.set_user("Administrator")
	frappe.db.rollback()
	frappe.clear_document_cache("Print Settings", "Print Settings")


@pytest.fixture
def letterhead():
	content = {"content": "<p>示例单位信头</p>", "footer": "<p>示例单位地址</p>", "source": "HTML"}
	head = {"doctype": "Letter Head", "letter_head_name": "打印测试信头", "is_default": 1, **content}
	yield frappe.get_doc(head).insert().name
	frappe.db.rollback()
	frappe.clear_document_cache("Letter Head", "打印测试信头")


def make_trial(name: str = "报到-001", rows: int = 3) -> str:
	values = {"doctype": TRIAL, "title": "示例报到登记", "rows": [{"cell": f"单元{i}"} for i in range(rows)]}
	return frappe.get_doc({"name": name, **values}).insert().name


def make_format(html: str, **values) -> str:
	kind = {"standard": "No", "custom_format": 1, "print_format_type": "Jinja", "doc_type": TRIAL}
	values = {"doctype": "Print Format", "name": "打印测试格式", "html": html, **kind, **values}
	return frappe.get_doc(values).insert().name


def press_pdf(**request):
	"""Ask as the print view does; guests are counted by their address."""
	frappe.local.request_ip = "127.0.0.1"
	frappe.local.form_dict = frappe._dict(doctype=TRIAL, **request)
	return frappe.call(doors.download_pdf, **frappe.local.form_dict)


def make_picture(attached_to: str) -> str:
	"""A private red picture, attached to a record; its address."""
	values = {"file_name": "red.png", "content": RED, "is_private": 1, "attached_to_doctype": TRIAL}
	file = frappe.get_doc({"doctype": "File", **values, "attached_to_name": attached_to}).insert()
	return file.file_url


def is_red(done) -> bool:
	return any(red > 180 and green < 60 and blue < 60 for red, green, blue in done.colours())


class TestStandardFormat:
	def test_letterhead_table_head_and_number_stand_on_every_sheet(self, printed, letterhead):
		done = printed(pdf.of_document(TRIAL, make_trial(rows=90), language="zh"))
		assert done.size == (210, 297)
		assert len(done.pages) > 2
		for number, text in enumerate(done.pages, 1):
			assert all(text.count(part) == 1 for part in ("示例单位信头", "示例单位地址"))
			assert f"第{number}页共{len(done.pages)}页" in text
			assert text.count("事项") == 1
		assert [done.text.count(f"单元{row}") >= 1 for row in range(90)] == [True] * 90
		assert all("CJK" not in row[0] or "CJK-SC" in row[0] for row in done.fonts)

	def test_no_letterhead_means_none(self, printed, letterhead):
		assert "信头" not in printed(pdf.of_document(TRIAL, make_trial(), no_letterhead=1)).text

	def test_letterhead_runs_only_where_print_settings_say_so(self, printed, letterhead):
		frappe.db.set_single_value("Print Settings", "repeat_header_footer", 0)
		assert printed(pdf.of_document(TRIAL, make_trial(rows=90))).text.count("示例单位信头") == 1

	def test_draft_is_named_and_refused_as_print_settings_say(self, printed):
		name = make_trial()
		assert frappe._("DRAFT") in printed(pdf.of_document(TRIAL, name)).text
		frappe.db.set_single_value("Print Settings", "allow_print_for_draft", 0)
		with pytest.raises(frappe.PermissionError):
			pdf.of_document(TRIAL, name)

	def test_cancelled_is_refused(self):
		doc = frappe.get_doc(TRIAL, make_trial())
		doc.submit()
		doc.cancel()
		with pytest.raises(frappe.PermissionError):
			pdf.of_document(TRIAL, doc.name)

	def test_every_print_is_logged(self):
		name = make_trial()
		pdf.of_document(TRIAL, name)
		logged = {"export_from": TRIAL, "reference_document": name, "file_type": "PDF", "method": "Print"}
		assert frappe.db.count("Access Log", logged) == 1


class TestPrintFormat:
	def test_its_text_margins_and_fonts_count(self, printed):
		html = '<p style="font-family: 仿宋">正文{{ doc.title }}</p>'
		name = make_format(html, margin_top=60, margin_left=40, margin_right=10, margin_bottom=10)
		done = printed(pdf.of_document(TRIAL, make_trial(), name))
		left, top, *_ = done.place("正文示例报到登记")
		assert left == pytest.approx(40, abs=0.5)
		assert 60 <= top < 70
		assert any("Serif-CJK-SC" in row[0] or "FangSong" in row[0] for row in done.fonts)

	def test_margins_nobody_set_are_the_papers(self, printed):
		name = make_format("<p>正文</p>", margin_top=0, margin_left=0, margin_right=0, margin_bottom=0)
		assert printed(pdf.of_document(TRIAL, make_trial(), name)).place("正文")[0] == pytest.approx(
			15, abs=0.5
		)

	def test_its_css_outranks_print_settings_paper(self, printed):
		frappe.db.set_single_value("Print Settings", "pdf_page_size", "A5")
		plain = make_format("<p>正文</p>")
		assert printed(pdf.of_document(TRIAL, make_trial(), plain)).size == (148, 210)
		frappe.db.set_value("Print Format", plain, "css", "@page { size: A4 landscape }")
		assert printed(pdf.of_document(TRIAL, "报到-001", plain)).size == (297, 210)

	def test_one_made_with_the_newer_builder_runs_its_header_and_footer(self, printed, letterhead):
		field = {"label": "标题", "fieldname": "title", "fieldtype": "Data"}
		table = {"label": "明细", "fieldname": "rows", "fieldtype": "Table", "options": ROW}
		table["table_columns"] = [{"label": "单元", "fieldname": "cell", "fieldtype": "Data", "width": 100}]
		sections = [{"label": "基本信息", "columns": [{"label": "", "fields": [field, table]}]}]
		data = {"header": "<p>构建页眉</p>", "sections": sections, "footer": "<p>构建页脚</p>"}
		name = make_format(
			"", custom_format=0, print_format_builder_beta=1, format_data=json.dumps(data), font="Roboto"
		)
		done = printed(pdf.of_document(TRIAL, make_trial(rows=90), name, letterhead))
		assert len(done.pages) > 1
		assert all("构建页眉" in text and "构建页脚" in text for text in done.pages)
		assert "单元89" in done.text

	def test_a_password_locks_the_print(self):
		from pypdf import PdfReader

		pdf_file = pdf.of_document(TRIAL, make_trial(), options={"password": "钥匙"})
		assert PdfReader(io.BytesIO(pdf_file)).is_encrypted

	def test_a_paper_without_room_is_refused_in_words(self):
		with pytest.raises(pdf.PrintRefused):
			pdf.of_document(TRIAL, make_trial(), options={"page-width": 20, "page-height": 20})

	def test_a_print_too_large_is_refused_in_words(self):
		name = make_format("{% for i in range(31000) %}<b>x</b>{% endfor %}")
		with pytest.raises(pdf.PrintRefused, match="31"):
			pdf.of_document(TRIAL, make_trial(), name)


class TestPermissions:
	def test_who_may_not_read_may_not_print_and_no_print_is_logged(self):
		name = make_trial()
		frappe.set_user(STRANGER)
		with pytest.raises(frappe.PermissionError):
			pdf.of_document(TRIAL, name)
		assert not frappe.db.count("Access Log", {"reference_document": name})

	def test_a_private_picture_is_printed_for_who_may_read_it(self, printed):
		name = make_trial()
		form = make_format(f'<img style="width: 50mm" src="{make_picture(name)}">')
		frappe.set_user(READER)
		assert is_red(printed(pdf.of_document(TRIAL, name, form)))

	def test_a_private_picture_of_others_is_left_out(self, printed):
		other = frappe.get_doc(
			{"doctype": "ToDo", "description": "秘密", "allocated_to": "Administrator"}
		).insert()
		name = make_trial()
		url = make_picture(name)
		attached = {"attached_to_doctype": "ToDo", "attached_to_name": other.name, "owner": "Administrator"}
		frappe.db.set_value("File", {"file_url": url}, attached)
		form = make_format(f'<p>正文</p><img style="width: 50mm" src="{url}">')
		frappe.set_user(READER)
		done = printed(pdf.of_document(TRIAL, name, form))
		assert "正文" in done.text
		assert not is_red(done)

	def test_files_outside_the_site_are_left_out(self, printed):
		config = frappe.get_site_path("site_config.json")
		form = make_format(f'<p>正文</p><img src="file://{config}"><img src="/private/../site_config.json">')
		assert "正文" in printed(pdf.of_document(TRIAL, make_trial(), form)).text

	def test_an_attachment_is_made_for_whom_the_sender_chose(self):
		name = make_trial()
		frappe.set_user(STRANGER)
		attached = pdf.attachment(TRIAL, name)
		assert attached["fname"] == "报到-001.pdf"
		assert attached["fcontent"].startswith(b"%PDF")
		assert not frappe.flags.ignore_print_permissions

	def test_a_refused_print_leaves_language_and_request_as_they_were(self):
		name = make_trial()
		frappe.set_user(STRANGER)
		request = {"settings": "{}", "key": "x", "doctype": "Other"}
		frappe.local.form_dict = frappe._dict(request)
		before = frappe.local.lang
		with pytest.raises(frappe.PermissionError):
			pdf.of_document(TRIAL, name, language="de")
		assert frappe.local.lang == before
		assert frappe.local.form_dict == request


class TestDoors:
	def test_the_print_button_answers_with_a_chinese_name(self):
		answer = press_pdf(name=make_trial("报到 001/2026"), format="Standard", no_letterhead="1")
		assert answer.mimetype == "application/pdf"
		assert unquote(answer.headers["Content-Disposition"]).endswith("''报到-001-2026.pdf")
		assert answer.headers["Content-Disposition"].isascii()
		assert answer.get_data().startswith(b"%PDF")

	def test_a_guest_needs_the_key(self):
		name = make_trial()
		key = frappe.get_doc(TRIAL, name).get_document_share_key()
		frappe.set_user("Guest")
		with pytest.raises(frappe.PermissionError):
			press_pdf(name=name)
		with pytest.raises((frappe.PermissionError, frappe.exceptions.InvalidKeyError)):
			press_pdf(name=name, key="wrong")
		assert press_pdf(name=name, key=key).get_data().startswith(b"%PDF")

	def test_guests_cannot_keep_the_server_printing(self, monkeypatch):
		name = make_trial()
		monkeypatch.setattr(frappe.cache, "incrby", lambda *args: 301)
		frappe.set_user("Guest")
		with pytest.raises(frappe.ValidationError, match=r"rate limit|频|过多|太多"):
			press_pdf(name=name)
		frappe.set_user("Administrator")
		assert press_pdf(name=name).get_data().startswith(b"%PDF")

	def test_many_records_are_one_pdf_on_the_chosen_paper(self, printed):
		names = [make_trial(f"报到-{number}") for number in range(3)]
		answer = doors.download_multi_pdf(
			TRIAL, json.dumps(names), "Standard", 1, options=json.dumps({"page-size": "A5"})
		)
		done = printed(answer.get_data())
		assert len(done.pages) == 3
		assert done.size == (148, 210)

	def test_records_of_several_doctypes_are_one_pdf(self, printed):
		answer = doors.download_multi_pdf({TRIAL: [make_trial()], "User": ["Administrator"]}, "合订本")
		assert len(printed(answer.get_data()).pages) == 2
		assert unquote(answer.headers["Content-Disposition"]).endswith("合订本.pdf")

	def test_one_record_out_of_reach_stops_them_all(self):
		names = [make_trial("报到-1"), make_trial("报到-2")]
		frappe.set_user(STRANGER)
		with pytest.raises(frappe.PermissionError):
			doors.download_multi_pdf(TRIAL, json.dumps(names))

	@pytest.mark.parametrize("count", [0, doors.MOST_RECORDS + 1])
	def test_more_records_than_a_request_bears_are_refused(self, count):
		with pytest.raises(pdf.PrintRefused):
			doors.download_multi_pdf(TRIAL, json.dumps(["x"] * count))

	def test_a_background_print_is_a_private_file_of_who_asked(self, printed, monkeypatch):
		told = []
		monkeypatch.setattr(frappe, "publish_realtime", lambda *args, **kwargs: told.append((args, kwargs)))
		names = [make_trial(f"报到-{number}") for number in range(2)]
		frappe.set_user(READER)
		doors.print_in_background([(TRIAL, name) for name in names], {}, None, "报到", "task-1")
		file = frappe.get_last_doc("File")
		assert (file.is_private, file.owner) == (1, READER)
		assert len(printed(file.get_content()).pages) == 2
		(event, message), options = told[-1]
		assert event == "task_complete:task-1"
		assert message["file_url"].startswith(file.file_url)
		assert options["user"] == READER

	def test_a_background_print_that_fails_says_why(self, monkeypatch):
		told = []
		monkeypatch.setattr(frappe, "publish_realtime", lambda *args, **kwargs: told.append(args))
		name = make_trial()
		frappe.set_user(STRANGER)
		with pytest.raises(frappe.PermissionError):
			doors.print_in_background([(TRIAL, name)], {}, None, "报到", "task-2")
		assert told[-1][0] == "task_complete:task-2"
		assert told[-1][1]["error"]

	def test_a_report_is_printed_as_it_lies_and_logged(self, printed):
		html = '<html lang="zh"><body><div class="print-format landscape"><h2>报表</h2></div></body></html>'
		done = printed(doors.report_to_pdf(html).get_data())
		assert done.size == (297, 210)
		assert "报表" in done.text
		assert frappe.db.count("Access Log", {"method": "PDF", "page": html}) == 1

	def test_frappes_addresses_lead_here(self):
		overrides = frappe.get_hooks("override_whitelisted_methods")
		module = "frappe.utils.print_format"
		for name in ("download_pdf", "download_multi_pdf", "download_multi_pdf_async", "report_to_pdf"):
			assert overrides[f"{module}.{name}"] == [f"sink_app.pdf.doors.{name}"]
		assert overrides["frappe.utils.weasyprint.download_pdf"] == ["sink_app.pdf.doors.download_built_pdf"]


def test_pages_of_this_site_are_known_by_its_names():
	frappe.local.request = frappe._dict(host="office.example:8000")
	try:
		assert "office.example:8000" in documents._own_hosts()
	finally:
		del frappe.local.request
