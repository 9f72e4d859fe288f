"""The 正誤表 of a correction as the public reads it: figures with their units, coded values in words, the reason of each place."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape
from pydantic_core import PydanticCustomError

from monosashi.core.messages import Message, Param
from monosashi.publishing.comparison.differences import Comparison, Difference
from monosashi.publishing.comparison.document import shown
from monosashi.publishing.site.editions import Outcome, SiteEdition
from monosashi.publishing.site.words import SiteTongue
from monosashi.wording import render


@dataclass(frozen=True, slots=True)
class ErratumRow:
    """One wrong value. `reason` is "" where the edition kept none for it."""

    place: str
    wrong: Markup
    right: Markup
    reason: str


def errata_of(edition: SiteEdition, corrected: Comparison | None, tongue: SiteTongue) -> tuple[ErratumRow, ...]:
    """The rows, () for an edition that corrects none. `corrected` is None where the corrected edition does not stand any more."""
    return tuple(_rows(edition.correction, corrected, tongue)) if edition.correction else ()


def _rows(correction: Outcome, corrected: Comparison | None, tongue: SiteTongue) -> Iterator[ErratumRow]:
    differences = corrected.differences if corrected else ()
    told = {each.path: each for each in differences if len(each.changes) == 1}
    for each in correction["errata"]:
        sides = _sides(each, told.get(each["path"]), tongue)
        yield ErratumRow(tongue.of_both(each["place"]), *sides, each.get("reason", ""))


def _sides(erratum: Outcome, told: Difference | None, tongue: SiteTongue) -> tuple[Markup, Markup]:
    if told is None:
        return _as_kept(erratum["wrong"], tongue), _as_kept(erratum["right"], tongue)
    return _in_words(told.before, told.unit, tongue), _in_words(told.after, told.unit, tongue)


def _in_words(value: Param, unit: str, tongue: SiteTongue) -> Markup:

    def say(sentence: Message) -> str:
        return render(sentence, tongue.language)

    return tongue.city(value) if isinstance(value, str) and value else escape(shown(value, unit, say))


def _as_kept(plain: object, tongue: SiteTongue) -> Markup:
    """A value as in a plan file: a figure or a word for its absence, else the city's words."""
    if plain is None:
        return escape(tongue.say("site.not_stated"))
    try:
        return escape(tongue.value(tongue.read(plain)))
    except (PydanticCustomError, ValueError):
        return tongue.city(plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False))
