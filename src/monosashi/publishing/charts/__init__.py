"""Charts as inline SVG: a value in, a picture and the same figures as a table out.

No script, no style attribute and no style sheet is needed, so a strict content security policy lets them stand. Places along
the width are in per cent, heights and text in pixels: a chart shrinks with its page and its text keeps its size.
"""
