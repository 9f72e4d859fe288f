"""Every template stands by itself: it can be read, and all that it names is there."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.urls import URLPattern, URLResolver, get_resolver
from jinja2 import DictLoader, Environment, nodes
from jinja2.meta import find_referenced_templates

import monosashi.office
from monosashi.office.config.pages import Compiled

pytestmark = pytest.mark.without_database

OFFICE = Path(monosashi.office.__file__).parent
PLACES = {str(path.relative_to(folder)): path for folder in OFFICE.glob("*/jinja2") for path in folder.rglob("*.html")}


@pytest.fixture(scope="module")
def pages() -> Environment:
    (engine,) = engines.all()
    assert isinstance(engine, Jinja2)
    return engine.env


def parsed(pages: Environment, name: str) -> nodes.Template:
    return pages.parse(PLACES[name].read_text("utf-8"), name)


def names_of_addresses(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLPattern):
            yield f"{before}{each.name}"
        else:
            yield from names_of_addresses(each, f"{before}{each.namespace}:" if each.namespace else before)


@pytest.mark.parametrize("app", sorted({path.relative_to(OFFICE).parts[0] for path in PLACES.values()}))
def test_all_that_the_templates_of_an_app_name_is_there(pages: Environment, app: str) -> None:
    own = [name for name, path in PLACES.items() if path.is_relative_to(OFFICE / app)]
    lacking = [(name, each) for name in own for each in unknown(pages, name)]
    assert lacking == []


def unknown(pages: Environment, name: str) -> Iterator[str]:
    """Parts and functions that a template names and that are not there. Its filters are looked up where it is compiled."""
    pages.get_template(name)
    page = parsed(pages, name)
    yield from (part for part in find_referenced_templates(page) if part is not None and part not in PLACES)
    called = {call.node.name for call in page.find_all(nodes.Call) if isinstance(call.node, nodes.Name)}
    taken = {each for one in page.find_all(nodes.FromImport) for each in taken_from(pages, one)}
    yield from (name for name, is_there in taken if not is_there)
    yield from called - pages.globals.keys() - macros_in(page) - {name for name, _ in taken} - _OF_JINJA


def macros_in(page: nodes.Template) -> set[str]:
    return {macro.name for macro in page.find_all(nodes.Macro)}


def taken_from(pages: Environment, taking: nodes.FromImport) -> Iterator[tuple[str, bool]]:
    """What a template takes from another, and whether that has it. What is not there would be shown as nothing."""
    assert isinstance(taking.template, nodes.Const)
    there = macros_in(parsed(pages, taking.template.value))
    yield from ((str(name), name in there) for name in taking.names)


_OF_JINJA = {"super"}
"""What a block may call without being given it."""


def test_addresses_that_templates_name_are_there(pages: Environment) -> None:
    known = set(names_of_addresses())
    asked = {
        (name, call.args[0].value)
        for name in PLACES
        for call in parsed(pages, name).find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name == "url" and isinstance(call.args[0], nodes.Const)
    }
    assert len(asked) > 100
    assert {(name, page) for name, page in asked if page not in known} == set()


def test_a_page_finds_nothing_of_the_library_under_a_name_that_it_was_not_given(pages: Environment) -> None:
    page = pages.from_string(
        "{% if range or dict %}given{% endif %}{{ nobody.at.all }}{% if nobody.at is none %}none{% endif %}"
    )
    assert page.render() == "none"


def test_what_a_page_is_given_is_escaped(pages: Environment) -> None:
    assert pages.from_string("{{ name }}").render(name="<b>") == "&lt;b&gt;"


def with_one_page(kept: Path) -> Environment:
    return Environment(loader=DictLoader({"page.html": "{{ name }}"}), autoescape=True, bytecode_cache=Compiled(kept))


def test_what_a_template_was_compiled_to_is_kept_for_the_next_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    with_one_page(tmp_path).get_template("page.html")
    monkeypatch.setattr(Environment, "compile", None)
    assert with_one_page(tmp_path).get_template("page.html").render(name="秋田市") == "秋田市"


def test_where_nothing_can_be_kept_a_page_is_shown_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    nowhere = tmp_path / "nowhere"
    assert with_one_page(nowhere).get_template("page.html").render(name="秋田市") == "秋田市"
    assert not nowhere.exists()
