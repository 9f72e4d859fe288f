"""Staff and departments from the personnel system's files: a difference first, all or nothing after."""
