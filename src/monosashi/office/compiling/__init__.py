"""The board of a round: who is late, reminders, extensions, questions, the second look, acceptance."""
