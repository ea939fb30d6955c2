"""devbench: makes a running Frappe bench for one app, from PyPI, npm and Debian packages alone.

Python's standard library only; run as `python3 -m devbench COMMAND` from the project's root.
"""
