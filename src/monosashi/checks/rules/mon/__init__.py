"""Rules on money: budgets, settlements and what they brought."""
