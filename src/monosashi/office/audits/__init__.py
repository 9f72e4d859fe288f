"""Audits of a plan: what auditors found and advised, and what departments do about it."""
