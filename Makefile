# Everything is done by devbench; `python3 -m devbench --help` lists the commands.
PYTHON ?= python3
DEVBENCH = $(PYTHON) -m devbench

.DEFAULT_GOAL := up
.PHONY: help up down clean status shell logs migrate fresh watch bench lock test isolation upgrade-test lint tour requirements bench-platform bench-access bench-reports bench-projects bench-records bench-refile bench-tree bench-import bench-claims

help:
	@$(DEVBENCH) --help
	@echo "Further: upgrade-test, tour, requirements, bench-platform, bench-access, bench-reports, bench-projects, bench-records, bench-refile, bench-tree, bench-import, bench-claims; the Makefile says what each does."

up:
	@$(DEVBENCH) up $(if $(PORT),--port $(PORT))

# A Frappe command, for example: make bench ARGS="list-apps"
bench:
	@$(DEVBENCH) bench $(ARGS)

down clean status shell logs migrate fresh watch lock lint:
	@$(DEVBENCH) $@

# Everything on a fresh site, or a part: make test ARGS="tests/browser -k journey". KEEP=1 keeps the site and its servers.
test:
	@$(DEVBENCH) test $(if $(KEEP),--keep) $(ARGS)

# Who sees what: every DocType, stand and door; closes with «N probes, M leaked»
isolation:
	@$(DEVBENCH) test $(if $(KEEP),--keep) tests/isolation $(ARGS)

# Does an upgrade keep every edit of an administrator? Closes with «N edits, M lost»
upgrade-test:
	@$(DEVBENCH) test $(if $(KEEP),--keep) tests/upgrade $(ARGS); status=$$?; cat .bench/test-results/upgrade.txt; exit $$status

# The pages as they look, into docs/screenshots
tour:
	@$(DEVBENCH) test tests/browser --screenshots docs/screenshots $(ARGS)

# Which duties of docs/requirements.csv the last `make test` proved
requirements:
	@$(PYTHON) -m tools.requirements

# What two commands cost on a bare checkout; see docs/benchmarks.md
bench-platform:
	@$(PYTHON) -m benchmarks.platform

# Who sees what at city scale, beside stock User Permissions; SIZE=0.1 takes a tenth of the city, KEEP=1 leaves it for the next run
bench-access:
	@$(DEVBENCH) measure $(if $(KEEP),--keep) benchmarks.access $(if $(SIZE),--size $(SIZE))

# What a move of half a city costs: its records re-filed in sets, beside one UPDATE a node
bench-refile:
	@$(DEVBENCH) measure $(if $(KEEP),--keep) benchmarks.refile $(if $(SIZE),--size $(SIZE))

# The area tree with 27,000 nodes: opened in a browser, searched, changed; SIZE and KEEP as above
bench-tree:
	@$(DEVBENCH) measure $(if $(KEEP),--keep) benchmarks.tree $(if $(SIZE),--size $(SIZE))

# Rows a second beside Frappe's Data Import, and a full roster; SIZE is its number of rows (10000)
bench-import:
	@$(DEVBENCH) measure $(if $(KEEP),--keep) benchmarks.roster $(if $(SIZE),--size $(SIZE))

# What service records cost at city scale, 2.4 million of them: lists, a member's file, the queue, 200 at once; SIZE and KEEP as above
bench-records:
	@$(DEVBENCH) measure $(if $(KEEP),--keep) benchmarks.records $(if $(SIZE),--size $(SIZE))

# What the reports of registration cost at city scale; SIZE and KEEP as above
bench-reports:
	@$(DEVBENCH) measure $(if $(KEEP),--keep) benchmarks.reports $(if $(SIZE),--size $(SIZE))

# The supervision desk, the coverage of the three ones and the lists of projects at city scale; SIZE and KEEP as above
bench-projects:
	@$(DEVBENCH) measure $(if $(KEEP),--keep) benchmarks.projects $(if $(SIZE),--size $(SIZE))

# 200 clients claim an order of 10 places at once, beside the least that a request can write; SIZE is the number of clients
bench-claims:
	@$(DEVBENCH) measure $(if $(KEEP),--keep) benchmarks.claims $(if $(SIZE),--size $(SIZE))
