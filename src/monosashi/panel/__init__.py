"""Many municipalities at once, from the open data that each has published. Ibis: DuckDB here, another engine beyond one machine."""
