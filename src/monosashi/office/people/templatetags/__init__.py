"""Words that only the pages of people need."""
