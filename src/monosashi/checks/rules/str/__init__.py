"""Rules on structure: how the plan is cut into measures and who answers for them."""
