"""Many results at once from Excel or CSV, their difference first."""
