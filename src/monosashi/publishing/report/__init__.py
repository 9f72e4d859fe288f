"""The report in PDF: one edition on paper, made of its public part alone.

What it says is a list of blocks, made here of the same values as the pages of the public site; how it looks is `paper/`, templates of
Typst that are handed the blocks as data and never as markup. Decision 35.
"""
