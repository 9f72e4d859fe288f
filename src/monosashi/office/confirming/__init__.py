"""Confirming, returning, acting for others: the way of a sheet through its department."""
