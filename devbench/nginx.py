"""The one public port of a stack: files by nginx itself, the rest by the web and realtime processes."""

from __future__ import annotations

import os
from pathlib import Path

from . import files
from .config import Bench
from .database import program
from .processes import Service

TEMPLATE = """{user}daemon off;
worker_processes 1;
pid "{folder}/nginx.pid";
error_log stderr warn;

events {{
	worker_connections 1024;
}}

http {{
	include /etc/nginx/mime.types;
	default_type application/octet-stream;
	charset utf-8;
	access_log "{access_log}";
	client_body_temp_path "{folder}/body";
	proxy_temp_path "{folder}/proxy";
	fastcgi_temp_path "{folder}/fastcgi";
	uwsgi_temp_path "{folder}/uwsgi";
	scgi_temp_path "{folder}/scgi";

	sendfile on;
	server_tokens off;
	keepalive_timeout 30;
	client_max_body_size 50m;
	client_body_buffer_size 64k;
	proxy_buffer_size 128k;
	proxy_buffers 4 256k;
	proxy_busy_buffers_size 256k;

	gzip on;
	gzip_comp_level 4;
	gzip_min_length 512;
	gzip_proxied any;
	gzip_vary on;
	gzip_types application/javascript application/json application/manifest+json application/xml font/ttf
		image/svg+xml text/css text/javascript text/plain text/xml;

	map $http_upgrade $connection_upgrade {{
		default upgrade;
		"" close;
	}}
	# uploads that a browser would run as a page of this site
	map $uri $disposition {{
		"~*\\.(html?|svg|xml|xhtml)$" attachment;
		default "";
	}}
	# bundles carry a digest of their content in their name
	map $uri $asset_life {{
		"~/dist/.*\\.bundle\\." "max-age=31536000, immutable";
		default "no-cache";
	}}

	server {{
		listen 127.0.0.1:{public};
		server_name _;

		add_header X-Frame-Options SAMEORIGIN always;
		add_header X-Content-Type-Options nosniff always;
		add_header Referrer-Policy "same-origin, strict-origin-when-cross-origin" always;

		proxy_http_version 1.1;
		proxy_set_header Host $http_host;
		proxy_set_header X-Forwarded-For $remote_addr;
		proxy_set_header X-Forwarded-Proto $scheme;
		proxy_set_header X-Frappe-Site-Name {site};
		proxy_set_header X-Use-X-Accel-Redirect True;
		proxy_set_header Upgrade $http_upgrade;
		proxy_set_header Connection $connection_upgrade;
		proxy_redirect off;

		location /assets/ {{
			alias "{sites}/assets/";
			add_header Cache-Control $asset_life;
			add_header X-Content-Type-Options nosniff always;
		}}

		location /files/ {{
			root "{sites}/{site}/public";
			add_header Content-Disposition $disposition;
			add_header X-Content-Type-Options nosniff always;
		}}

		# reached only through an X-Accel-Redirect answer, after Frappe has checked the reader's rights
		location /protected/ {{
			internal;
			alias "{sites}/{site}/";
		}}

		location /socket.io/ {{
			proxy_read_timeout 1h;
			proxy_pass http://127.0.0.1:{realtime};
		}}

		location / {{
			proxy_read_timeout 120s;
			proxy_pass http://127.0.0.1:{web};
		}}
	}}
}}
"""


def options(bench: Bench, stack: str) -> Path:
	"""The stack's configuration file."""
	return bench.config / f"nginx-{stack}.conf"


def configure(bench: Bench, stack: str, sites: Path, site: str, ports: dict[str, int]) -> None:
	"""Write the configuration and make the folder for nginx's temporary files."""
	folder = bench.config / f"nginx-{stack}"
	folder.mkdir(exist_ok=True)
	text = TEMPLATE.format(
		# the worker must read what belongs to whoever runs devbench
		user="user root;\n" if os.getuid() == 0 else "",
		folder=folder,
		access_log=bench.logs / f"{stack}-access.log",
		sites=sites,
		site=site,
		public=ports["public"],
		web=ports["web"],
		realtime=ports["realtime"],
	)
	files.write(options(bench, stack), text)


def service(bench: Bench, stack: str, port: int) -> Service:
	"""The process on the public port."""
	return Service(
		name=f"{stack}-nginx",
		argv=(program("nginx"), "-e", "stderr", "-p", str(bench.config / f"nginx-{stack}"))
		+ ("-c", str(options(bench, stack))),
		cwd=bench.root,
		port=port,
		inputs=options(bench, stack).read_text(),
		other_port="choose another public port with `make up PORT=...`",
	)
