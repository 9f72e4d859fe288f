"""The plan review in the office: what it found, and what people decided about each finding."""
