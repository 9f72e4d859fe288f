"""Transfers of people entered ahead, with the work that is handed over, and how they are taken back."""
