"""Every sentence exists in both languages, with the same fields, and nothing is left over."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from string import Formatter

import pytest

from monosashi.wording import LANGUAGES, Language, templates
from monosashi.wording.catalogues import entries
from wording.ids_in_code import (
    ANYTHING,
    SOURCE,
    enumerations,
    is_whole,
    message_calls,
    nodes,
    pattern_of,
    starts_like_an_id,
    trees,
)

pytestmark = pytest.mark.xdist_group("catalogues")  # the source is read once

SPECS = {"", "plain", "typed", "signed", "fiscal_year", "period"}
ONE_OR_MANY = re.compile(r"[^|]+\|[^|]+")
"""The spec of a field that says one of two words: English alone has need of them."""
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
    "exchange/forms/values.py": "the marks that are typed into a form; it is the notation itself",
    "publishing/contact_details.py": "patterns of what is read, not said",
    "cli/line_breaking.py": "the marks at which a line may not break",
}
"""Files and folders that may hold Japanese outside docstrings, each with its reason. A whole sentence may stand in none."""


NO_ENDING = {
    "site.last_year.of_indicator": "said whole, of a row's kind; no row is of this kind",
    "site.last_year.yen_per": "said whole, as the unit of a row; no row is of this kind",
}
"""Ids that begin like some whose ending is data (`"site.last_year." ~ row.kind`) and never are one of them, each with its reason."""

SAID = re.compile(r"""\bsay\(?\s*(["'])(?P<id>[\w.-]+)\1(?=(?P<given>(?:[^%}"']|"[^"]*"|'[^']*')*))""")
"""What a page says: `{% say "plans.list.heading" count=n %}`, or `{{ say("site.list.heading", count=n) }}`."""


@cache
def pages() -> dict[str, str]:
    return {str(p.relative_to(SOURCE)): p.read_text(encoding="utf-8") for p in SOURCE.rglob("*/**/*.html*")}


def sayings() -> Iterator[tuple[str, str, set[str]]]:
    """Page, the id's pattern and the names of what is given, of everything that pages say. `"site.state." ~ state` can end in anything."""
    for path, page in pages().items():
        for said in SAID.finditer(page):
            pattern = re.escape(said["id"]) + (ANYTHING if said["id"].endswith(".") else "")
            yield path, pattern, set(re.findall(r"(\w+)=", said["given"]))


@cache
def like(pattern: str, language: Language) -> frozenset[str]:
    """The ids that an id in the code can be."""
    known = templates(language)
    if is_whole(pattern):
        return frozenset({pattern.replace("\\", "")} & known.keys())
    return frozenset(filter(re.compile(pattern).fullmatch, known)) - NO_ENDING.keys()


def coded_words() -> set[str]:
    """The ids under which `word` finds the members of enumerations."""
    kinds = {re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower(): texts for name, texts in enumerations().items()}
    return {f"{kind}.{text}" for kind, texts in kinds.items() for text in texts}


def fields(template: str) -> Counter[tuple[str, str]]:
    return Counter((name, spec or "") for _, name, spec, _ in Formatter().parse(template) if name is not None)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_of_the_code_has_words(language: Language) -> None:
    said = [*((path, pattern) for path, _, pattern in message_calls()), *((path, p) for path, p, _ in sayings())]
    wordless = {(path, pattern) for path, pattern in said if not like(pattern, language)}
    assert sorted(wordless) == []


def fields_of(template: str) -> set[str]:
    return {name for name, _ in fields(template)}


def said_with_names() -> Iterator[tuple[str, str, set[str]]]:
    """Path, the id's pattern and the names of what is given, where the call itself names all that it gives."""
    for path, call, pattern in message_calls():
        given = {keyword.arg for keyword in call.keywords}
        is_bare = isinstance(call.func, ast.Name) and call.func.id == "Message"
        if not is_bare and None not in given:
            yield path, pattern, {name for name in given if name}


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_of_a_sentence_is_given_by_the_code(language: Language) -> None:
    """Of an id whose ending is data: by every sentence that it may be."""
    ids = templates(language)
    told = [*said_with_names(), *sayings()]
    lacking = {
        (path, id_, *sorted(fields_of(ids[id_]) - given))
        for path, pattern, given in told
        for id_ in like(pattern, language)
        if not fields_of(ids[id_]) <= given
    }
    assert sorted(lacking) == []
    assert ids.keys() >= NO_ENDING.keys()


def test_both_languages_have_the_same_sentences_with_the_same_fields() -> None:
    japanese, english = (
        {
            id_: {field for field in fields(text) if not ONE_OR_MANY.fullmatch(field[1])}
            for id_, text in templates(language).items()
        }
        for language in LANGUAGES
    )
    assert {id_ for id_ in japanese.keys() | english.keys() if japanese.get(id_) != english.get(id_)} == set()


@pytest.mark.slow
def test_no_sentence_is_left_over() -> None:
    constants = {n.value for _, n in nodes() if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    made = [re.compile(pattern_of(n)) for _, n in nodes() if isinstance(n, ast.JoinedStr) and starts_like_an_id(n)]
    data = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.toml"))
    spoken = {id_ for _, pattern, _ in sayings() for id_ in like(pattern, "ja")}
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
    known = SPECS | {spec for _, _, spec in every if language == "en" and ONE_OR_MANY.fullmatch(spec)}
    assert [field for field in every if field[2] not in known or not re.fullmatch(r"[a-z_0-9]+", field[1])] == []
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
