"""What is kept of a plan: its rows, where values came from, saved forms, what an event says of a change."""
