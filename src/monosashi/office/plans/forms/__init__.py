"""Forms made from the records of `core`: what a browser sends, held against what it was shown, becomes a record again.

A cell whose text is as it was shown keeps the value behind it, digit for digit. Only what somebody typed is read.
"""
