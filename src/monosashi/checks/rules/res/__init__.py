"""Rules on what was reached: actuals, series and rates."""
