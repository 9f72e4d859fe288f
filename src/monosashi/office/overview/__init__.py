"""The whole plan in one year on one page: what leadership decides by."""
