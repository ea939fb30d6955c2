"""The area tree at city size: opening, finding, changing."""
