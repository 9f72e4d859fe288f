"""A plan in one fiscal year, present or past: its evaluation, its measures with their figures, its totals."""
