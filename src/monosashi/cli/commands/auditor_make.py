"""`monosashi auditor make`: the auditor's file set (監査用一式) as one folder."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from monosashi.checks.tokenizer import NoTokenizer, SudachiTokenizer, Tokenizer
from monosashi.cli.arguments import DateText, SchemeText, day_of, fiscal_year_of
from monosashi.cli.judging import judge
from monosashi.cli.review_inputs import settings_of
from monosashi.cli.session import ExitCode, Session, write_out
from monosashi.core.messages import InvalidInput, message
from monosashi.publishing.auditor import Material, Sampling, file_set
from monosashi.publishing.auditor.opening import material_of_editions, material_of_plan
from monosashi.publishing.editions import Content, digest
from monosashi.publishing.output_files import refuse_foreign, save_folder

Source = Annotated[Path, typer.Argument(metavar="DIR|PLAN", help="cli.argument.auditor_source")]
Target = Annotated[Path, typer.Option("--to", metavar="DIR", help="cli.option.auditor_to")]
YearText = Annotated[str, typer.Option("--year", "-y", metavar="YEAR", help="cli.option.auditor_year")]
Number = Annotated[int | None, typer.Option("--number", "-n", metavar="N", help="cli.option.auditor_number")]
Seed = Annotated[str, typer.Option("--seed", metavar="TEXT", help="cli.option.auditor_seed")]
Samples = Annotated[int, typer.Option("--samples", metavar="N", help="cli.option.auditor_samples")]

_MOST_SAMPLES = 10_000
"""More than any plan has measures or money has points worth a look."""


def command(  # noqa: PLR0913, PLR0917 -- each is one option of the subcommand
    ctx: typer.Context,
    source: Source,
    to: Target,
    year: YearText = "",
    number: Number = None,
    seed: Seed = "1",
    samples: Samples = 12,
    scheme: SchemeText = "",
    date: DateText = "",
) -> int:
    """Write the file set."""
    session: Session = ctx.obj
    sampling = _sampling(seed, samples)
    refuse_foreign(to)
    if source.is_dir():
        material = material_of_editions(
            source,
            number=number,
            fiscal_year=fiscal_year_of(year) if year else None,
            created=day_of(date),
            sampling=sampling,
            tokenizer=_tokenizer(),
        )
    else:
        material = _of_plan(source, year, scheme, day_of(date), sampling)
    files = file_set(material, session.language)
    save_folder(files, to)
    write_out(session.text("cli.auditor_make.done", folder=str(to), count=len(files)))
    write_out(session.text("cli.auditor_make.hand_over", sha256=digest(files[-1].raw)))
    return ExitCode.FINE


def _of_plan(path: Path, year: str, scheme: str, created: date, sampling: Sampling) -> Material:
    if not year:
        raise InvalidInput.of("--year", message("auditor.no_year"), message("auditor.give_year"))
    judged = judge(path, fiscal_year_of(year), scheme)
    content = Content(judged.plan, judged.scheme, judged.life_cycle, judged.evaluation)
    waivers = settings_of(path, "", "", "").waivers
    return material_of_plan(content, created=created, sampling=sampling, tokenizer=_tokenizer(), waivers=waivers)


def _sampling(seed: str, size: int) -> Sampling:
    if not seed.strip():
        raise InvalidInput.of("--seed", message("auditor.bad_seed"), message("auditor.give_seed"), read=seed)
    if not 1 <= size <= _MOST_SAMPLES:
        why, remedy = message("auditor.bad_size", most=_MOST_SAMPLES), message("auditor.give_size", most=_MOST_SAMPLES)
        raise InvalidInput.of("--samples", why, remedy, read=str(size))
    return Sampling(seed, size)


def _tokenizer() -> Tokenizer | None:
    try:
        return SudachiTokenizer()
    except NoTokenizer:
        return None
