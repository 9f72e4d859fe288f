"""Log-in: local with a second factor, directory, OpenID Connect, a header set by a trusted proxy; lock-out and sessions."""
