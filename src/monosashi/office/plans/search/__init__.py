"""Finding things in plans: which texts are searched, how numbers are typed, the piece that is shown of what was found."""
