"""Letters by mail: what a room has to tell, to whom, and that it is told once."""
