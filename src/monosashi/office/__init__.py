"""The staff web application: one Django app per subject."""
