# Everything is done by devbench; `python3 -m devbench --help` lists the commands.
PYTHON ?= python3
DEVBENCH = $(PYTHON) -m devbench

.DEFAULT_GOAL := up
.PHONY: up down clean status shell logs migrate fresh watch bench lock

up:
	@$(DEVBENCH) up $(if $(PORT),--port $(PORT))

# A Frappe command, for example: make bench ARGS="list-apps"
bench:
	@$(DEVBENCH) bench $(ARGS)

down clean status shell logs migrate fresh watch lock:
	@$(DEVBENCH) $@
