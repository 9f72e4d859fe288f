"""The city's own forms (様式), Excel and Word: where they name a value, and the same file with the values in it."""
