"""What a year's figures mean: achievement, grades by the city's own scheme, life cycle, roll-up. Pure Python."""
