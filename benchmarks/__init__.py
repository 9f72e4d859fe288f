"""How fast it is: figures and ratios measured in one run by `make bench`, never asserted in a test."""
