"""`python -m monosashi.cli` is `monosashi`."""

from monosashi.cli.main import main

main()
