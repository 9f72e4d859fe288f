"""Rules on what is promised: baselines, targets and their rationale."""
