"""Lists, counts and searches of one city, at every stand, beside stock User Permissions on the same table."""
