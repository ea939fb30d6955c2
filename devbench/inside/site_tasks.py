"""Runs inside the bench's own Python: what must be done to a site through Frappe.

Called from within the sites folder as `python site_tasks.py TASK SITE RESULT_FILE`, the task's arguments as
JSON on the standard input. RESULT_FILE receives what the task returns, as JSON.
"""

import gzip
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import frappe


def make_site(administrator_password: str, source: str) -> None:
	"""Make the site and its database from a gzipped dump or, if `source` is "", from nothing."""
	from frappe.database.db_manager import DbManager
	from frappe.installer import _new_site

	# Frappe's own builds a shell line: it fails in a folder with a blank and shows the password to everyone
	DbManager.restore_database = staticmethod(load_sql)
	_new_site(
		db_name=None,
		site=frappe.local.site,
		admin_password=administrator_password,
		source_sql=source,
		install_apps=[],
		db_type="mariadb",
		force=True,
	)


def load_sql(target: str, source: str, user: str, password: str) -> None:
	"""Feed an SQL file, gzipped or not, into the database `target`."""
	command = ["mariadb", "--no-defaults", f"--user={user}", "--default-character-set=utf8mb4"]
	command += [f"--host={frappe.conf.db_host}", f"--port={frappe.conf.db_port}", target]
	environment = {**os.environ, "MYSQL_PWD": password}
	opener = gzip.open if source.endswith(".gz") else open
	with (
		opener(source, "rb") as file,
		subprocess.Popen(command, stdin=subprocess.PIPE, env=environment) as client,
	):
		shutil.copyfileobj(file, client.stdin, 1 << 20)
	if client.returncode:
		raise SystemExit(f"Loading {source} into {target} failed.")


def complete_setup(**answers: str) -> None:
	"""Answer the setup wizard and put right what it leaves behind.

	`answers` has language (code), language_name, country, timezone and currency.
	"""
	from frappe.desk.page.setup_wizard.setup_wizard import setup_complete

	# the wizard wants the language's name, twice
	name = answers["language_name"]
	wizard = {key: answers[key] for key in ("country", "timezone", "currency")}
	result = setup_complete(json.dumps(wizard | {"language": name, "lang": name}))
	if result != {"status": "ok"}:
		raise SystemExit(f"The setup wizard answered {result}.")
	# a guided tour would cover the Desk
	frappe.db.set_single_value("System Settings", "enable_onboarding", 0)
	for user in ("Administrator", "Guest"):
		# both were made before the site had a language and a time zone
		document = frappe.get_doc("User", user)
		document.update({"time_zone": answers["timezone"], "language": answers["language"]})
		document.save()


def finish(administrator_password: str, scheduler: bool, demo: str, logins: str) -> list:
	"""Set the Administrator's password and the scheduler, run the demo function, return the logins.

	`demo` and `logins` are dotted names of functions or "".
	"""
	from frappe.utils.password import update_password
	from frappe.utils.scheduler import toggle_scheduler

	update_password("Administrator", administrator_password)
	toggle_scheduler(scheduler)
	frappe.db.commit()
	if demo:
		frappe.get_attr(demo)()
	return frappe.get_attr(logins)() if logins else []


TASKS = {"make_site": make_site, "complete_setup": complete_setup, "finish": finish}


def main() -> None:
	"""Run the task named on the command line."""
	task, site, result_file = sys.argv[1:]
	arguments = json.load(sys.stdin)
	is_new = task == "make_site"
	frappe.init(site=site, new_site=is_new)
	if not is_new:
		frappe.connect()
	result = TASKS[task](**arguments)
	frappe.db.commit()
	frappe.destroy()
	Path(result_file).write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
	main()
