"""Holds the plans under examples/ against the text of the documents that they were taken from.

For every examples/*/*.plan.json: each provenance stands on its line, each figure, name, stage and grade has one and is in
the words read, and none of our own sentences is the source's. Where the source documents are not there it says so and passes.
"""

import argparse
import re
import sys
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from monosashi.core.indicators import Indicator
from monosashi.core.messages import InvalidInput
from monosashi.core.money import BudgetProgram
from monosashi.core.paths import keyed
from monosashi.core.plan import Plan, Provenance, RelatedPlan
from monosashi.core.results import Answer, NodeYear, Note, Rating
from monosashi.core.tree import Department, Node, Prose
from monosashi.core.values import Absence, Described, Span
from monosashi.exchange.plan_file import read_plan

ROOT = Path(__file__).resolve().parent.parent
COPIED = 20
"""So many consecutive Japanese characters of a source, in a sentence of ours, are a copy."""

NAMED = {Node: ("name",), Department: ("name",), Indicator: ("name",), RelatedPlan: ("name",)}
HELD: Mapping[type, tuple[str, ...]] = NAMED | {
    BudgetProgram: ("name", "part"),
    NodeYear: ("stage",),
    Rating: ("grade",),
}
"""Fields whose words are the source's own. Figures are held wherever they stand."""

OWN: Mapping[type, tuple[str, ...]] = {
    Node: ("summary", "effect"),
    Prose: ("text",),
    Indicator: ("rationale",),
    NodeYear: ("result", "unmet_reason", "response", "next_step"),
    Rating: ("reason",),
    Answer: ("text",),
    Note: ("text", "reply"),
}
"""Fields whose words are ours."""

_BESIDE = {"documents", "provenance"}
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_NEGATIVE = re.compile(r"[△▲−-](?=\d)")
_NOTHING = re.compile(r"(?<!\d)[-‐−－―](?!\d)")
_JAPANESE = re.compile(rf"[぀-ヿ㐀-鿿々〆A-Za-z、。・「」『』()]{{{COPIED},}}")
_MARKUP = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Text:
    """A source document as text, by lines from 1."""

    lines: tuple[str, ...]

    @classmethod
    def of(cls, path: Path) -> "Text":
        """The document in a UTF-8 file."""
        return cls(tuple(path.read_text(encoding="utf-8").split("\n")))

    def line(self, number: int) -> str:
        """The line with this number, "" where there is none."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    @cached_property
    def folded(self) -> str:
        """The whole text without markup, spaces and line ends."""
        return folded(_MARKUP.sub("", "".join(self.lines)))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Every number that the document prints."""
        return frozenset(_NUMBER.findall(spaced("\n".join(self.lines))))


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in one plan: how much was held, and what does not hold."""

    places: int
    values: int
    sentences: int
    faults: tuple[str, ...]


def folded(text: str) -> str:
    """The text by NFKC, without spaces and thousands separators."""
    return re.sub(r"\s+", "", spaced(text))


def spaced(text: str) -> str:
    """The text by NFKC, without thousands separators. Spaces stay: they part the numbers of a table."""
    return re.sub(r"(?<=\d),(?=\d{3})", "", unicodedata.normalize("NFKC", text))


def hold(plan: Plan, texts: Mapping[str, Text]) -> Report:
    """Hold one plan against the texts of its documents."""
    unknown = [
        f"documents/{d.id}: examples/sources.toml names no file for it" for d in plan.documents if d.id not in texts
    ]
    own = {document.id: texts[document.id] for document in plan.documents if document.id in texts}
    values, sentences = tuple(held_values(plan)), tuple(own_sentences(plan))
    places = {entry.at: entry for entry in plan.provenance}
    faults = (
        *unknown,
        *(fault for entry in plan.provenance for fault in misplaced(entry, own)),
        *(fault for path, value in values for fault in unfounded(path, value, places)),
        *(fault for path, sentence in sentences for fault in not_ours(path, sentence, own, names_of(plan))),
    )
    return Report(len(plan.provenance), len(values), len(sentences), faults)


def misplaced(entry: Provenance, texts: Mapping[str, Text]) -> Iterator[str]:
    """A fault where the words read do not stand on their line."""
    if not entry.text:
        yield f"{entry.at}: no words stand beside it"
    elif entry.document not in texts:
        yield f"{entry.at}: document {entry.document} is not one of the plan's"
    elif entry.text not in texts[entry.document].line(entry.line):
        yield f"{entry.at}: 「{entry.text}」 is not on line {entry.line} of {entry.document}"


def unfounded(path: str, value: object, places: Mapping[str, Provenance]) -> Iterator[str]:
    """A fault where a value has no place, its own or its entry's, or is not in the words read there."""
    entry = places.get(path) or places.get(path.rpartition("/")[0])
    if entry is None:
        yield f"{path}: {value} has no place in a source"
    elif not says(entry.text, value):
        yield f"{path}: {value} is not in 「{entry.text}」 (line {entry.line})"


def says(text: str, value: object) -> bool:
    """Whether the words read contain the value: a number with its scale, 0 also as a dash. An absence may have any words."""
    words = folded(text)
    if isinstance(value, Span):
        return all(says(text, end) for end in (value.low, value.high) if end is not None)
    if isinstance(value, Decimal):
        return number_in(spaced(text), value)
    if isinstance(value, Absence):
        return bool(words)
    return folded(value.text if isinstance(value, Described) else str(value)) in words


def number_in(words: str, value: Decimal) -> bool:
    """Whether a number stands in the words, with its scale and sign."""
    if value == 0 and _NOTHING.search(words):
        return True
    if value < 0 and not _NEGATIVE.search(words):
        return False
    return f"{abs(value):f}" in _NUMBER.findall(words)


def not_ours(path: str, sentence: str, texts: Mapping[str, Text], names: Sequence[str]) -> Iterator[str]:
    """Faults where a sentence is copied, or gives a number that no document prints. Names may be carried over."""
    words = folded(sentence)
    for document, text in texts.items():
        if copy := copied_part(words, text.folded, names):
            yield f"{path}: 「{copy}」 stands in {document} as well; say it in our own words"
    printed = frozenset[str]().union(*(text.numbers for text in texts.values()))
    for number in _NUMBER.findall(spaced(sentence)):
        if number not in printed:
            yield f"{path}: no document prints {number}"


def copied_part(words: str, source: str, names: Sequence[str]) -> str | None:
    """The first run of COPIED characters that a sentence shares with a source, None where there is none."""
    for name in names:
        words = words.replace(name, "\n")
    for run in _JAPANESE.findall(words):
        for start in range(len(run) - COPIED + 1):
            if run[start : start + COPIED] in source:
                return str(run[start : start + COPIED])
    return None


def names_of(plan: Plan) -> tuple[str, ...]:
    """The folded names of the plan that are long enough to look like a copy, longest first."""
    names = (folded(i.name) for group in (plan.nodes, plan.indicators, plan.budget_programs) for i in group)
    return tuple(sorted((name for name in names if len(name) >= COPIED), key=len, reverse=True))


def held_values(plan: Plan) -> Iterator[tuple[str, object]]:
    """Every figure, and every word that is the source's own, with its path."""
    for path, holder, name, value in entries(plan, ""):
        if isinstance(value, Decimal | Span | Absence | Described) or (name in HELD.get(type(holder), ()) and value):
            yield path, value


def own_sentences(plan: Plan) -> Iterator[tuple[str, str]]:
    """Every sentence of ours with its path."""
    for path, holder, name, value in entries(plan, ""):
        if name in OWN.get(type(holder), ()) and isinstance(value, str) and value:
            yield path, value


def entries(holder: object, place: str) -> Iterator[tuple[str, object, str, object]]:
    """Every field that holds no further entries: its path, who holds it, its name, its value."""
    for field in fields(holder):  # type: ignore[arg-type]  # only dataclass values come here
        if place == "" and field.name in _BESIDE:
            continue
        value, path = getattr(holder, field.name), f"{place}/{field.name}".lstrip("/")
        if isinstance(value, Span | Described) or not (is_dataclass(value) or isinstance(value, tuple)):
            yield path, holder, field.name, value
        elif is_dataclass(value):
            yield from entries(value, path)
        else:
            for key, entry in keyed(item for item in value if is_dataclass(item)).items():
                yield from entries(entry, f"{path}/{key}")


def texts_in(examples: Path, seeds: Path) -> dict[str, Text]:
    """The source documents named in examples/sources.toml, by document id."""
    files = tomllib.loads((examples / "sources.toml").read_text(encoding="utf-8"))["files"]
    return {document: Text.of(seeds / name) for document, name in files.items()}


def main(arguments: Sequence[str]) -> int:
    """Hold all examples; 0 when all hold or the sources are not here, 1 on faults."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=Path, default=ROOT / "examples")
    parser.add_argument("--seeds", type=Path, default=ROOT.parent / "shared" / "seeds")
    chosen = parser.parse_args(arguments)
    if not chosen.seeds.is_dir():
        print(f"examples not held against their sources: {chosen.seeds.name} is not beside the checkout")
        return 0
    texts = texts_in(chosen.examples, chosen.seeds)
    results = [held(path, texts) for path in sorted(chosen.examples.glob("*/*.plan.json"))]
    return 0 if results and all(results) else 1


def held(path: Path, texts: Mapping[str, Text]) -> bool:
    """Hold one file and print what was found. True where everything holds."""
    try:
        report = hold(read_plan(path), texts)
    except InvalidInput as error:
        print(f"{path.name}: cannot be read; {len(error.problems)} problems")
        return False
    for fault in report.faults:
        print(f"{path.name}: {fault}")
    counts = f"{report.places} places, {report.values} values, {report.sentences} sentences"
    print(f"{path.name}: {counts} held, {len(report.faults)} faults")
    return not report.faults


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
