"""Bytes to values and back, without a database."""
