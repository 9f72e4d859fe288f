"""How an installation is set up: settings, addresses, server entry."""
