"""What is entered on forms: what a form showed, what it tells, and what becomes of it when somebody else was quicker."""
