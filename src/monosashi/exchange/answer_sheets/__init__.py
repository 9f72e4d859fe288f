"""Answer sheets: one workbook for each department, out with the questions and in with the answers.

files = issue(Round(plan, 2024, scheme, life_cycle))
returned = read_returned(path)
intake = take_in(plan, (returned,), …)
"""
