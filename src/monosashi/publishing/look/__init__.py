"""How the public pages look: design tokens of the Digital Agency as CSS variables, and a style sheet that uses them."""
