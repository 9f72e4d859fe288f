"""The sheet of a measure: what departments type, with its grade, its evidence and its notes."""
