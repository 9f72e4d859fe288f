"""Work that goes on behind the pages, and how far it is."""
