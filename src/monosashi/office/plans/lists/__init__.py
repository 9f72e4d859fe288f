"""The lists of a plan, each with its columns, filters and order."""
