"""Running an installation: serve, work behind the pages, back up, restore, verify, upgrade."""
