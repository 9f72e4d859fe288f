"""The trail of events: who did what to what, when and why."""
