"""The public part of editions as open data: plan files, CSV tables with stable columns, a Data Package, checksums."""
