"""Who took part in a session, from Excel or CSV, the difference first."""
