"""Departments renamed, merged, split, ended or moved from a day on: shown first, done whole, undone while nothing stands on it."""
