"""Template tags of plan pages."""
