"""Rules on what is measured: the choice of indicators."""
