"""What every page stands on: layout, components, words, assets."""
