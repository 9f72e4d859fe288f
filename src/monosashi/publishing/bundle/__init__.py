"""One file of site, pieces and open data, to be carried across the border of a network, checked there and unpacked."""
