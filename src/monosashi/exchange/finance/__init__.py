"""The finance system's CSV: its columns told in a small TOML, its rows matched to budget programs, its amounts as changes."""
