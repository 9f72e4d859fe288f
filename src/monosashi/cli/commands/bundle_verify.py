"""`monosashi bundle verify`: whether a bundle is just what was made."""

from pathlib import Path
from typing import Annotated

import typer

from monosashi.cli.problem_lines import problem_text
from monosashi.cli.session import ExitCode, Session, write_error, write_out
from monosashi.publishing.bundle.verification import Bundle, read_bundle

BundleFile = Annotated[Path, typer.Argument(metavar="BUNDLE", help="cli.argument.bundle")]


def command(ctx: typer.Context, bundle: BundleFile) -> int:
    """Verify the bundle. Exit code 1 where something in it is not as it was made."""
    session: Session = ctx.obj
    found = read_bundle(bundle)
    if found.problems:
        write_error(session.text("cli.bundle.broken", count=len(found.problems)))
        write_error(problem_text(found.problems, session))
        return ExitCode.FOUND
    tell(found, session)
    return ExitCode.FINE


def tell(bundle: Bundle, session: Session) -> None:
    """Whose bundle it is, of which editions, and the hash that both sides can compare."""
    manifest = bundle.manifest
    write_out(session.text("cli.bundle.of", city=manifest.municipality, plan=manifest.plan))
    for edition in manifest.editions:
        label, sha256 = str(edition["label"]), str(edition["sha256"])
        gone = edition.get("withdrawn")
        told = "cli.bundle.edition" if gone is None else "cli.bundle.withdrawn_edition"
        write_out(session.text(told, number=int(edition["number"]), label=label, sha256=sha256, day=gone))
    write_out(session.text("cli.bundle.whole", count=len(bundle.files), sha256=bundle.sha256))
