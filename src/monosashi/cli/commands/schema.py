"""`monosashi schema`: the JSON Schema of plan files."""

import typer

from monosashi.cli.printing import print_data
from monosashi.cli.session import ExitCode
from monosashi.exchange.plan_schema import plan_schema


def command(ctx: typer.Context) -> int:  # noqa: ARG001 -- every subcommand is handed its context
    """Print the schema."""
    print_data(plan_schema())
    return ExitCode.FINE
