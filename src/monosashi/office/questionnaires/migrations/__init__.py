"""Steps of the tables of questionnaires."""
