"""Training: courses of a year, their sessions, who took part, and what it came to."""
