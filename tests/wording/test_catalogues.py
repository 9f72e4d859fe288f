"""Every sentence exists in both languages, with the same fields, and nothing is left over."""

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

import monosashi
from monosashi.wording import LANGUAGES, Language, templates
from monosashi.wording.catalogues import entries

SOURCE = Path(monosashi.__file__).parent
SPECS = {"", "plain", "signed", "fiscal_year"}
JAPANESE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uff66-\uff9f]")

JAPANESE_IN_CODE = {
    "core/fiscal_years.py": "reads and prints the names of eras; it is the notation itself, not a sentence",
    "core/plan.py": "the default money unit is printed city content",
    "checks/rules/": "a rule's documentation stands in the rule: what it cites and what its settings mean",
    "checks/published.py": "titles of the documents that rules cite",
    "checks/texts.py": "the tokenizer's names of parts of speech",
    "checks/indicator_kinds.py": "patterns of what is read, not said",
    "checks/rationale_arithmetic.py": "patterns of what is read, not said",
    "office/config/settings.py": "a language is called by its own name",
    "publishing/contact_details.py": "patterns of what is read, not said",
    "cli/line_breaking.py": "the marks at which a line may not break",
}
"""Files and folders that may hold Japanese outside docstrings, each with its reason. A whole sentence may stand in none."""


@cache
def trees() -> dict[str, ast.Module]:
    return {str(p.relative_to(SOURCE)): ast.parse(p.read_text(encoding="utf-8")) for p in SOURCE.rglob("*.py")}


def nodes() -> Iterator[tuple[str, ast.AST]]:
    for path, tree in trees().items():
        for node in ast.walk(tree):
            yield path, node


def pattern_of(joined: ast.JoinedStr) -> str:
    parts = (re.escape(str(p.value)) if isinstance(p, ast.Constant) else r"[\w.-]+" for p in joined.values)
    return "".join(parts)


def starts_like_an_id(joined: ast.JoinedStr) -> bool:
    first = joined.values[0] if joined.values else None
    return isinstance(first, ast.Constant) and bool(re.match(r"[a-z_]+\.", str(first.value)))


def message_calls() -> Iterator[tuple[str, ast.Call, str]]:
    """Path, call and the id's pattern of every `message(…)` whose id stands in the call."""
    for path, node in nodes():
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
            continue
        if node.func.id not in {"message", "Message"}:
            continue
        for given in id_choices(node.args[0]):
            if isinstance(given, ast.Constant):
                yield path, node, re.escape(str(given.value))
            elif isinstance(given, ast.JoinedStr) and starts_like_an_id(given):
                yield path, node, pattern_of(given)


SAID = re.compile(r"""\bsay\(?\s*(["'])(?P<id>[\w.-]+)\1(?P<given>(?:[^%}"']|"[^"]*"|'[^']*')*)""")
"""What a page says: `{% say "plans.list.heading" count=n %}`, or `{{ say("site.list.heading", count=n) }}`."""


@cache
def pages() -> dict[str, str]:
    return {str(p.relative_to(SOURCE)): p.read_text(encoding="utf-8") for p in SOURCE.rglob("templates/**/*.*")}


def sayings() -> Iterator[tuple[str, str, set[str]]]:
    """Page, id and the names of what is given, of everything that pages say."""
    for path, page in pages().items():
        for said in SAID.finditer(page):
            yield path, said["id"], set(re.findall(r"(\w+)=", said["given"]))


def with_ending(said: str, known: Iterable[str]) -> set[str]:
    """The id that a page says; of `"site.state." ~ state`, whose ending is data, every id that begins so."""
    return {id_ for id_ in known if id_.startswith(said)} if said.endswith(".") else {said}


def id_choices(argument: ast.expr) -> tuple[ast.expr, ...]:
    return (argument.body, argument.orelse) if isinstance(argument, ast.IfExp) else (argument,)


def coded_words() -> set[str]:
    """The ids under which `word` finds the members of enumerations."""
    found = set()
    for _, node in nodes():
        if isinstance(node, ast.ClassDef) and any(isinstance(b, ast.Name) and b.id == "StrEnum" for b in node.bases):
            kind = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", node.name).lower()
            values = (s.value for s in node.body if isinstance(s, ast.Assign))
            found |= {f"{kind}.{v.value}" for v in values if isinstance(v, ast.Constant) and isinstance(v.value, str)}
    return found


def fields(template: str) -> Counter[tuple[str, str]]:
    return Counter((name, spec or "") for _, name, spec, _ in Formatter().parse(template) if name is not None)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_of_the_code_has_words(language: Language) -> None:
    ids = templates(language)
    wordless = {(path, p) for path, _, p in message_calls() if not any(re.fullmatch(p, known) for known in ids)}
    wordless |= {(path, id_) for path, id_, _ in sayings() if not ids.keys() & with_ending(id_, ids)}
    assert sorted(wordless) == []


def fields_of(template: str) -> set[str]:
    return {name for name, _ in fields(template)}


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_of_a_sentence_is_given_by_the_code(language: Language) -> None:
    """Of an id whose ending is data, at least one sentence that it may be has all that it asks for."""
    missing = set()
    for path, call, pattern in message_calls():
        given = {keyword.arg for keyword in call.keywords}
        if None in given or (isinstance(call.func, ast.Name) and call.func.id == "Message"):
            continue
        asked = {
            id_: fields_of(text) - given for id_, text in templates(language).items() if re.fullmatch(pattern, id_)
        }
        if all(asked.values()):
            missing |= {(path, id_, *sorted(lacking)) for id_, lacking in asked.items()}
    for path, said, told in sayings():
        if lacking := {name for name, _ in fields(templates(language).get(said, ""))} - told:
            missing.add((path, said, *sorted(lacking)))
    assert sorted(missing) == []


def test_both_languages_have_the_same_sentences_with_the_same_fields() -> None:
    japanese, english = (
        {id_: fields(text).keys() for id_, text in templates(language).items()} for language in LANGUAGES
    )
    assert {id_ for id_ in japanese.keys() | english.keys() if japanese.get(id_) != english.get(id_)} == set()


@pytest.mark.slow
def test_no_sentence_is_left_over() -> None:
    constants = {n.value for _, n in nodes() if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    made = [re.compile(pattern_of(n)) for _, n in nodes() if isinstance(n, ast.JoinedStr) and starts_like_an_id(n)]
    data = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.toml"))
    spoken = {each for _, id_, _ in sayings() for each in with_ending(id_, templates("ja"))}
    used = constants | coded_words() | spoken
    left = {id_ for id_ in templates("ja") if id_ not in used and not any(p.fullmatch(id_) for p in made)}
    assert {id_ for id_ in left if f'"{id_}"' not in data} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_id_stands_once_in_all_rooms_and_has_words(language: Language) -> None:
    found = [(id_, text) for _, id_, text in entries(language)]
    assert [id_ for id_, count in Counter(id_ for id_, _ in found).items() if count > 1] == []
    assert [id_ for id_, text in found if not text.strip(" ")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_template_can_be_parsed_and_prints_years_as_years(language: Language) -> None:
    every = [(id_, name, spec) for id_, text in templates(language).items() for name, spec in fields(text)]
    assert [field for field in every if field[2] not in SPECS or not re.fullmatch(r"[a-z_0-9]+", field[1])] == []
    bare = [field for field in every if field[2] == "" and re.search(r"(^|_)year$", field[1])]
    assert [field for field in bare if field[0] != "value.fiscal_year"] == []


def test_english_sentences_hold_no_japanese() -> None:
    assert [id_ for id_, text in templates("en").items() if JAPANESE.search(text)] == []


def docstrings(tree: ast.Module) -> set[int]:
    """The lines on which free-standing string literals are: docstrings of modules, classes, functions and names."""
    return {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)}


@pytest.mark.slow
def test_no_sentence_for_people_stands_in_the_code() -> None:
    found = []
    for path, tree in trees().items():
        spoken = docstrings(tree)
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in spoken):
                continue
            excused = path.startswith(tuple(JAPANESE_IN_CODE)) and not node.value.endswith("。")
            if JAPANESE.search(node.value) and not excused:
                found.append((path, node.lineno, node.value))
    assert found == []


def test_no_sentence_for_people_stands_in_a_page() -> None:
    spoken = [(path, line) for path, page in pages().items() for line in page.splitlines() if JAPANESE.search(line)]
    assert spoken == []
