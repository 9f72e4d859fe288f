"""The subcommands, one module each, with a function `command`: `money in` is money_in."""
