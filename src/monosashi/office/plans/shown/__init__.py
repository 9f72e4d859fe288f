"""Parts of a plan's pages: charts, grades, money, the tree, the first line."""
