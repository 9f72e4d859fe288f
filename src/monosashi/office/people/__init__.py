"""People and places: pages of departments, staff, posts, roles and transfers, imports of them, and what a reorganisation moves."""
