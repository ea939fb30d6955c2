"""What the domain tells the engines and the framework, kept apart from hooks.py for its length."""
