"""The trail of events as people see it: the history of a thing, and the correction and disposal of what is personal in it."""
