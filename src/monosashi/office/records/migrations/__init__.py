"""Steps of the tables of meetings."""
