"""The public site: static pages, made from editions and settings only. The same editions and settings make the same bytes."""
