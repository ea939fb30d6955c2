"""Checks that no general linter makes: sizes, permissions, endpoints, DocTypes, wiring, git's content."""
