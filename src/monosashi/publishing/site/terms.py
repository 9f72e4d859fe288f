"""Words that a page explains where they first occur: our own glossary, the stages and grades of the city, and its own words.

The explanation stands at the end of the same page, so it needs neither a script nor a second page.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from monosashi.publishing.site.editions import SiteEdition
from monosashi.publishing.site.settings import OwnTerm
from monosashi.publishing.site.words import SiteTongue

TERMS = (
    "measure",
    "indicator",
    "baseline",
    "target",
    "final_target",
    "actual",
    "cumulative",
    "increment",
    "output",
    "outcome",
    "provisional",
    "settled",
    "edition",
    "self_grade",
    "computed_grade",
    "stage",
    "initial",
    "current",
    "spent",
    "carried_out",
    "unused",
    "general",
    "labour",
    "unit_cost",
    "excluded",
)
"""Our own, in the order of the glossary page."""


@dataclass(frozen=True, slots=True)
class Term:
    """One explained word. `city` marks words and texts of the city, which are not translated."""

    key: str
    word: str
    text: str
    city: bool = False


def own_terms(tongue: SiteTongue) -> dict[str, Term]:
    """The glossary of the software, by key."""
    return {key: Term(key, tongue.say(f"site.term.{key}.word"), tongue.say(f"site.term.{key}.text")) for key in TERMS}


def terms_of(edition: SiteEdition, own: Iterable[OwnTerm], tongue: SiteTongue) -> dict[str, Term]:
    """Everything that pages of an edition can explain, by key."""
    found = own_terms(tongue)
    for position, stage in enumerate((edition.life_cycle or {}).get("stages", ())):
        managed = tongue.say(f"site.managed.{stage['managed_by']}")
        text = tongue.say("site.term.of_stage", number=stage["id"], managed=managed)
        found[f"stage-{position + 1}"] = Term(f"stage-{position + 1}", str(stage["name"]), text)
    for position, each in enumerate(own):
        found[f"own-{position + 1}"] = Term(f"own-{position + 1}", each.word, each.text, city=True)
    return found


@dataclass
class Explained:
    """The words explained on one page, in the order in which they occur."""

    known: Mapping[str, Term]
    tongue: SiteTongue
    met: dict[str, Term] = field(default_factory=dict)

    def term(self, key: str, shown: str = "") -> Markup:
        """The word, linked to its explanation where it stands for the first time."""
        term = self.known[key]
        if key in self.met:
            return escape(shown or term.word)
        self.met[key] = term
        return self._link(term, shown or term.word)

    def mark(self, text: str) -> Markup:
        """A text of the city; its own words are linked where they stand for the first time."""
        waiting = {term.word: term for term in self.known.values() if term.city and term.key not in self.met}
        if not waiting:
            return self.tongue.city(text)
        longest_first = sorted(waiting, key=len, reverse=True)
        pieces = re.split(f"({'|'.join(map(re.escape, longest_first))})", text)
        marked = Markup("").join(self._piece(piece, waiting) for piece in pieces)
        return marked if self.tongue.is_source else Markup('<span lang="ja">{}</span>').format(marked)

    def _piece(self, piece: str, waiting: Mapping[str, Term]) -> Markup:
        term = waiting.get(piece)
        if term is None or term.key in self.met:
            return escape(piece)
        self.met[term.key] = term
        return self._link(term, piece)

    def _link(self, term: Term, shown: str) -> Markup:
        return Markup('<a class="term" href="#term-{}">{}</a>').format(term.key, shown)
