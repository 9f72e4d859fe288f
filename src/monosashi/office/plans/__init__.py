"""The plan in the office: rows, revisions, pages."""
