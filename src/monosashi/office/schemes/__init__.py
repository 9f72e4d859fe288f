"""The rules that a city judges by, schemes and life cycles: those that travel in the package, and those of the city's own."""
