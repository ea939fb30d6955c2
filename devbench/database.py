"""The bench's own MariaDB server: loopback only, one administrator with a generated password."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from . import files, passwords, shell
from .config import Bench
from .failures import Failure
from .processes import Service

SERVICE = "mariadb"
SYSTEM_TABLES = ("mysql_system_tables.sql", "mysql_performance_tables.sql", "mysql_system_tables_data.sql")
SHARES = ("/usr/share/mariadb", "/usr/share/mysql")

# A relative socket lies in the data folder, so a deep path cannot exceed the length a socket's name may have.
SERVER_OPTIONS = """[mariadbd]
datadir="{datadir}"
bind-address=127.0.0.1
port={port}
socket=server.sock
pid-file=server.pid
skip-name-resolve
skip-external-locking
character-set-server=utf8mb4
collation-server=utf8mb4_unicode_ci
innodb-buffer-pool-size={memory}
innodb-log-file-size=64M
max-allowed-packet=64M
secure-file-priv="{logs}"
local-infile=OFF
"""
CLIENT_OPTIONS = """[client]
host=127.0.0.1
port={port}
user=root
password={password}
default-character-set=utf8mb4
"""
# The accounts MariaDB ships have no password; they are gone before the server first listens.
ACCOUNTS = """
DELETE FROM mysql.global_priv WHERE User <> 'mariadb.sys';
DELETE FROM mysql.proxies_priv;
FLUSH PRIVILEGES;
CREATE USER 'root'@'127.0.0.1' IDENTIFIED BY '{password}';
GRANT ALL PRIVILEGES ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION;
"""


def server_options(bench: Bench) -> Path:
	"""The server's option file."""
	return bench.config / "mariadb.cnf"


def client_options(bench: Bench) -> Path:
	"""The option file of clients that act as administrator."""
	return bench.config / "mariadb-client.cnf"


def configure(bench: Bench, port: int) -> None:
	"""Write the option files of server and clients."""
	text = SERVER_OPTIONS.format(
		datadir=bench.database, logs=bench.logs, port=port, memory=bench.project.database_memory
	)
	files.write(server_options(bench), text)
	password = passwords.read(bench.config)["database"]
	files.write(client_options(bench), CLIENT_OPTIONS.format(port=port, password=password), mode=0o600)


def create(bench: Bench) -> None:
	"""Make the data folder with its system tables and its one administrator."""
	share = next((Path(path) for path in SHARES if Path(path, SYSTEM_TABLES[0]).exists()), None)
	if share is None:
		raise Failure(f"MariaDB's system tables were found in none of {', '.join(SHARES)}.")
	unfinished = bench.root / "database.new"
	files.remove(unfinished)
	unfinished.mkdir(mode=0o700)
	(unfinished / "mysql").mkdir()
	statements = ["USE mysql;", "SET @auth_root_socket=NULL;"]
	statements += [(share / name).read_text(encoding="utf-8") for name in SYSTEM_TABLES]
	statements.append(ACCOUNTS.format(password=passwords.read(bench.config)["database"]))
	shell.run(
		[*server_command(bench), "--bootstrap", f"--datadir={unfinished}", "--pid-file=bootstrap.pid"],
		what="Making the database folder",
		log=bench.logs / "setup-database.log",
		stdin="\n".join(statements),
	)
	unfinished.rename(bench.database)


def server_command(bench: Bench) -> list[str]:
	"""How the server is called, whatever it is to do."""
	# the data folder belongs to whoever runs devbench and may lie where no other account can go
	user = ["--user=root"] if os.getuid() == 0 else []
	return [program("mariadbd"), f"--defaults-file={server_options(bench)}", *user]


def program(name: str) -> str:
	"""The path of a program that may lie in /usr/sbin, which is not on every user's PATH."""
	found = shutil.which(name, path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/sbin")
	if not found:
		raise Failure(f"The program {name} is missing; install the Debian packages that `make up` names.")
	return found


def service(bench: Bench, port: int) -> Service:
	"""The bench's one MariaDB server."""
	return Service(
		name=SERVICE,
		argv=tuple(server_command(bench)),
		cwd=bench.root,
		port=port,
		inputs=server_options(bench).read_text(),
		# recovery after a hard kill reads the whole log
		patience=60,
	)


@contextmanager
def given_memory(bench: Bench, size: int) -> Iterator[None]:
	"""Inside, the running server may hold so many bytes of its tables in memory, afterwards what it had."""
	held = _ask(bench, "SELECT @@innodb_buffer_pool_size")
	_ask(bench, f"SET GLOBAL innodb_buffer_pool_size = {size}")
	try:
		yield
	finally:
		_ask(bench, f"SET GLOBAL innodb_buffer_pool_size = {int(held)}")


def _ask(bench: Bench, statement: str) -> str:
	command = ["mariadb", f"--defaults-file={client_options(bench)}", "--skip-column-names", "-e", statement]
	return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def drop(bench: Bench, name: str) -> None:
	"""Remove a site's database and account, if they exist."""
	statement = f"DROP DATABASE IF EXISTS `{name}`; DROP USER IF EXISTS '{name}'@'127.0.0.1';"
	shell.run(
		["mariadb", f"--defaults-file={client_options(bench)}", "-e", statement],
		what=f"Dropping the database {name}",
		log=bench.logs / "setup-database.log",
	)


def dump(bench: Bench, name: str, target: Path) -> None:
	"""Save the database `name` as gzipped SQL; the file appears only when it is complete."""
	unfinished = target.with_name(f".{target.name}.{os.getpid()}")
	command = [
		"mariadb-dump",
		f"--defaults-file={client_options(bench)}",
		"--single-transaction",
		"--quick",
		name,
	]
	with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
		with gzip.open(unfinished, "wb", compresslevel=3) as file:
			shutil.copyfileobj(process.stdout, file, 1 << 20)
		complaint = process.stderr.read().decode("utf-8", "replace").strip()
	if process.returncode:
		files.remove(unfinished)
		raise Failure(f"Saving the database {name} failed: {complaint or process.returncode}.")
	unfinished.chmod(0o600)
	unfinished.replace(target)
