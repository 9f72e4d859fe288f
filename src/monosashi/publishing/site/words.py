"""What templates say with: sentences of the catalogues in one language, figures, and the city's own words."""

from collections.abc import Callable
from enum import StrEnum
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from monosashi.core.messages import Param, message
from monosashi.core.values import Described, Value
from monosashi.exchange.numbers import read_value
from monosashi.publishing.charts.chart import Tongue
from monosashi.wording import LANGUAGES, Language, ended, render, word


class SiteTongue(Tongue):
    """The words of the site in one language, for Python and for templates."""

    def city(self, text: str) -> Markup:
        """The city's own words. In another language they are marked as Japanese, for whoever listens to the page."""
        return escape(text) if self.is_source else Markup('<span lang="{}">{}</span>').format(LANGUAGES[0], text)

    @property
    def is_source(self) -> bool:
        """Whether the pages are in the language in which the city writes."""
        return self.language == LANGUAGES[0]

    @property
    def content_language(self) -> Markup:
        """The attribute for an element that holds only the city's own words; nothing in the city's language."""
        return Markup("") if self.is_source else Markup(' lang="{}"').format(LANGUAGES[0])

    def word(self, member: StrEnum) -> str:
        """The word for a coded value."""
        return render(word(member), self.language)

    def of_both(self, sentence: object) -> str:
        """A sentence that was frozen in every language, or one that stands alone."""
        return str(sentence.get(self.language, "")) if isinstance(sentence, dict) else str(sentence)

    def sentence(self, sentence: object) -> str:
        """The same where it stands alone, with its full stop."""
        return ended(self.of_both(sentence), self.language)

    def read(self, plain: object) -> Value | None:
        """A figure of a frozen evaluation."""
        return None if plain is None else read_value(plain)

    def date(self, iso: str) -> str:
        """令和7年6月20日 for 2025-06-20 in Japanese."""
        _, month, day = iso.split("-")
        return self.say("site.date", era=self._calendar(iso), month=self._short(month), day=self._short(day))

    def edition(self, number: int, label: str) -> str:
        """第2版 令和6年度 速報: editions may have the same label, and never the same number."""
        return self.say("site.edition_named", number=number, label=label)

    def milestone(self, text: str) -> str:
        """A day, month, quarter or fiscal year as a plan writes them."""
        parts = text.split("-")
        if len(parts) == 1:
            return self.year(int(text))
        if parts[1].startswith("Q"):
            return self.say("site.quarter", year=int(parts[0]), quarter=int(parts[1][1:]))
        if len(parts) == 2:  # noqa: PLR2004 -- year and month
            return self.say("site.month", era=self._calendar(f"{text}-01"), month=self._short(parts[1]))
        return self.date(text)

    def _calendar(self, iso: str) -> str:
        year, month, day = (int(part) for part in iso.split("-"))
        return _era_year(year, month, day) if self.is_source else self.say("site.calendar_year", number=year)

    def _short(self, number: str) -> str:
        """Without the leading zero where people read it so."""
        return number.lstrip("0") if self.is_source else number


_LAST_ERA_BEGAN = (2019, 5, 1)
_ERA_BEFORE = 1988
_ERA_NOW = 2018


def _era_year(year: int, month: int, day: int) -> str:
    now = (year, month, day) >= _LAST_ERA_BEGAN
    number = year - (_ERA_NOW if now else _ERA_BEFORE)
    ids = ("site.era.reiwa_first", "site.era.reiwa") if now else ("site.era.heisei", "site.era.heisei")
    return render(message(ids[0] if number == 1 else ids[1], number=number), LANGUAGES[0])


@cache
def environment(language: Language) -> Environment:
    """The templates in one language. Everything that is not marked as markup is escaped."""
    made = Environment(
        loader=PackageLoader("monosashi.publishing.site", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    tongue = SiteTongue(language)
    made.globals.update(tongue=tongue, say=_say(tongue), city=tongue.city, year=tongue.year, lang=language)
    made.filters.update(paragraphs=paragraphs, figure=tongue.value, alone=alone)
    return made


def alone(words: str) -> str:
    """Words of the catalogue that stand alone in a heading or cell: English ones begin with a capital there."""
    return words[:1].upper() + words[1:]


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text of the plan."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _say(tongue: SiteTongue) -> Callable[..., str]:
    plain = cache(tongue.say)

    def say(id_: str, **params: Param) -> str:
        return tongue.say(id_, **params) if params else plain(id_)

    return say


def is_figure(value: Value | None) -> bool:
    """Whether it is a number or a range, which stand right in their column."""
    return value is not None and not isinstance(value, str | Described)
