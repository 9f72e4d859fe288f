"""Rules on the life cycle: stages, schedules and milestones."""
