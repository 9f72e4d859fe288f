"""Other municipalities beside one's own: the open data that they publish, kept, made one panel, and looked at."""
