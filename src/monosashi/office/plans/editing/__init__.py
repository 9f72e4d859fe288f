"""One record of a plan in a form: as it was opened, what it means, what others changed meanwhile."""
