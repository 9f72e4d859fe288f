"""Closing a round twice, the papers that come of it, and what it proposes for the plan."""
