"""Questionnaires to employees: made, opened, answered, counted; beside them those of which only the printed results are known."""
