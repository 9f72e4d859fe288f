"""The officers of many departments at once from Excel or CSV, the difference first."""
