"""What a plan is: fiscal years, values, tree, indicators, money, results, changes between two plans.

Pure Python: no Django, no file-format library, no network. Every value here is immutable.
"""
