"""Personal data of private persons: what it looks like in French and English letters."""
