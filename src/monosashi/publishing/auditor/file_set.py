"""The folder of the file set as files: pages, workbook, CSVs, editions, what it was made of, and the hash of each."""

from collections.abc import Iterable, Iterator

from monosashi.exchange.plan_file import document_of
from monosashi.publishing.auditor.contents import tables_of
from monosashi.publishing.auditor.material import Material
from monosashi.publishing.auditor.pages import pages_of
from monosashi.publishing.auditor.sheets import csv_of, workbook_of
from monosashi.publishing.auditor.spoken import Tongue
from monosashi.publishing.auditor.tables import Table
from monosashi.publishing.contact_details import masked
from monosashi.publishing.editions import canonical, digest
from monosashi.publishing.editions_chain import CHAIN
from monosashi.publishing.output_files import OutputFile, below, checksums
from monosashi.publishing.site.words import SiteTongue
from monosashi.wording import Language

FORMAT, VERSION = "monosashi.auditor", 1
MANIFEST, README, WORKBOOK, PLAN = "set.json", "README.txt", "auditor.xlsx", "plan.plan.json"


def file_set(material: Material, language: Language) -> tuple[OutputFile, ...]:
    """All files of the set, the list of their hashes last. The same material makes the same bytes."""
    tongue = _tongue(material, language)
    tables = tables_of(material)
    facts = dict(_facts(material, tongue))
    made: Iterable[OutputFile] = (
        OutputFile(README, _readme(tables, tongue, facts).encode()),
        *pages_of(material, tables, tongue, facts),
        OutputFile(WORKBOOK, workbook_of(tables, tongue, material.created)),
        *below("data", (OutputFile(f"{table.id}.csv", csv_of(table, tongue)) for table in tables)),
        OutputFile(PLAN, _plan_bytes(material)),
        *below("editions", material.copies),
        OutputFile(MANIFEST, canonical(_manifest(material))),
    )
    files = tuple(made)
    return (*files, checksums(files))


def _tongue(material: Material, language: Language) -> Tongue:
    scheme, life_cycle = material.content.scheme, material.content.life_cycle
    own = life_cycle.messages if life_cycle else {}
    sentences = {name: {**own.get(name, {}), **scheme.messages.get(name, {})} for name in {*own, *scheme.messages}}
    return Tongue(language, sentences)


def _facts(material: Material, tongue: Tongue) -> Iterator[tuple[str, str]]:
    """What the set is of, by its name in words."""
    plan, sampling, edition = material.plan, material.sampling, material.edition
    say = tongue.text
    yield say("auditor.fact.municipality"), f"{plan.municipality.name} ({plan.municipality.code})"
    yield say("auditor.fact.plan"), f"{plan.name} {plan.edition}".strip()
    yield (
        say("auditor.fact.year"),
        say("auditor.year_and_state", year=material.fiscal_year, state=material.content.state),
    )
    if edition is None:
        yield say("auditor.fact.made_of"), say("auditor.made_of_plan", sha256=digest(_plan_bytes(material)))
    else:
        sha256 = next(link.sha256 for link in material.links if link.number == edition["number"])
        number, label = edition["number"], edition["label"]
        yield say("auditor.fact.made_of"), say("auditor.made_of_edition", number=number, label=label, sha256=sha256)
    yield (
        say("auditor.fact.scheme"),
        f"{tongue.say(material.content.scheme.title)} ({material.content.scheme.reference})",
    )
    yield say("auditor.fact.preparers"), say("auditor.preparers" if material.preparers else "auditor.no_preparers")
    yield say("auditor.fact.sampling"), say("auditor.sampling", seed=sampling.seed, size=sampling.size)
    yield (
        say("auditor.fact.created"),
        say("auditor.created", day=SiteTongue(tongue.language).date(f"{material.created}"), version=material.software),
    )


def _readme(tables: tuple[Table, ...], tongue: Tongue, facts: dict[str, str]) -> str:
    """The first file that one opens: what it is, where to begin, how to see that nothing changed."""
    named = [tongue.text("auditor.readme.table", file=f"{each.id}.html", title=each.title) for each in tables]
    parts = (
        tongue.text("auditor.introduction"),
        "\n".join(f"{name}: {value}" for name, value in facts.items()),
        tongue.text("auditor.readme.begin"),
        "\n".join(named),
        tongue.text("auditor.readme.files", workbook=WORKBOOK, plan=PLAN, manifest=MANIFEST),
        tongue.text("auditor.verify_sentence") + "\n    sha256sum -c SHA256SUMS",
        tongue.text("auditor.verify_on_windows") + "\n    Get-FileHash -Algorithm SHA256 auditor.xlsx",
        tongue.text("auditor.verify_with_monosashi") + "\n    monosashi auditor verify .",
        tongue.text("auditor.readme.absences"),
    )
    return "\n\n".join(parts) + "\n"


def _manifest(material: Material) -> dict[str, object]:
    edition = material.edition
    copied = {copy.name for copy in material.copies}
    return {
        "format": FORMAT,
        "version": VERSION,
        "municipality": material.plan.municipality.code,
        "plan": material.plan.id,
        "fiscal_year": material.fiscal_year,
        "state": material.content.state.value,
        "edition": None if edition is None else edition["number"],
        "editions_whole": bool(material.links) and copied >= {CHAIN, *(link.file for link in material.links)},
        "seed": material.sampling.seed,
        "sample_size": material.sampling.size,
        "measures": len(material.measures),
        "event_heads": [{"name": name, "sha256": head} for name, head in material.event_heads],
        "created": material.created.isoformat(),
        "software": material.software,
    }


def _plan_bytes(material: Material) -> bytes:
    """The plan that was looked at, contact details masked in its texts."""
    return canonical(_masked(document_of(material.plan)))


def _masked(data: object) -> object:
    match data:
        case str():
            return masked(data)
        case list():
            return [_masked(each) for each in data]
        case dict():
            return {key: _masked(each) for key, each in data.items()}
    return data
