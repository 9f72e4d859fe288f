"""How pages look: design tokens of the Digital Agency as CSS variables, and the style sheet of the public pages that uses them.

`tokens/` is served by the office as it stands, beside the office's own style sheet.
"""
