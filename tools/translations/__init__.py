"""Keeps the app's Chinese complete: what needs a translation, and what is wrong with those there are."""
