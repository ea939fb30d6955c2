"""A site of its own for what migrates: a copy of the test site's database, dropped afterwards."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

SITE = "upgrade.localhost"
DATABASE = "_upgrade_rehearsal"


@pytest.fixture(scope="module")
def copied_site(site):
	"""The name of a site with the test site's records."""
	sites = Path(os.environ["DEVBENCH_SITES"])
	server = json.loads((sites / "common_site_config.json").read_text())
	config = json.loads((sites / site / "site_config.json").read_text())
	administrator = Administrator(server)
	administrator.drop()
	copied = sites / SITE
	shutil.rmtree(copied, ignore_errors=True)
	for folder in ("private/files", "private/backups", "public/files", "locks", "logs"):
		(copied / folder).mkdir(parents=True)
	administrator.copy(config["db_name"], config["db_password"])
	config["db_name"] = DATABASE
	(copied / "site_config.json").write_text(json.dumps(config))
	yield SITE
	from tests.support import jobs

	jobs.forget(SITE)
	administrator.drop()
	shutil.rmtree(copied)


class Administrator:
	"""The database server's, on its command line."""

	def __init__(self, server: dict):
		self.access = [f"--host={server['db_host']}", f"--port={server['db_port']}", "--user=root"]
		self.environment = {**os.environ, "MYSQL_PWD": server["root_password"]}

	def copy(self, source: str, password: str):
		"""Make the database with an account of its own, and what stands in `source`."""
		self.run(f"create database `{DATABASE}` character set utf8mb4 collate utf8mb4_unicode_ci;")
		self.run(f"create user '{DATABASE}'@'%' identified by '{password}';")
		self.run(f"grant all on `{DATABASE}`.* to '{DATABASE}'@'%';")
		dump = ["mariadb-dump", *self.access, "--single-transaction", "--quick", source]
		with subprocess.Popen(dump, stdout=subprocess.PIPE, env=self.environment) as dumping:
			load = ["mariadb", *self.access, DATABASE]
			subprocess.run(load, stdin=dumping.stdout, env=self.environment, check=True)
		assert dumping.returncode == 0

	def drop(self):
		self.run(f"drop database if exists `{DATABASE}`; drop user if exists '{DATABASE}'@'%';")

	def run(self, statement: str):
		subprocess.run(["mariadb", *self.access, "-e", statement], env=self.environment, check=True)
