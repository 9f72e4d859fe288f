"""People, places and who may do what."""
