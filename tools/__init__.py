"""The house's own quality tools; they read files only and need no site."""
