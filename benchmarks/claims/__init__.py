"""`make bench-claims`: two hundred clients on one order of ten places, beside the least one can write."""
