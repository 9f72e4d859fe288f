"""The city's own forms: brought in once, filled with what departments answered."""
