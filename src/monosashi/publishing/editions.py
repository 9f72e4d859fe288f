"""An edition: one fiscal year of a plan, frozen with all that is needed to judge it again.

The envelope holds the plan, the full scheme and life cycle, and the evaluation with its explanations in every language. Its
canonical bytes are JSON in UTF-8 with two spaces of indentation, keys in the order of this file, figures as decimal strings
and one newline at the end.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from monosashi import __version__
from monosashi.core.messages import Message, message
from monosashi.core.plan import Plan, PlanYear, YearState
from monosashi.evaluation.life_cycle import LifeCycle
from monosashi.evaluation.outcomes import Evaluation
from monosashi.evaluation.scheme import Scheme
from monosashi.exchange.plan_file import document_of, read_plan
from monosashi.publishing.evaluation_document import Say, evaluation_document
from monosashi.wording import LANGUAGES, render

FORMAT = "monosashi.edition"
VERSION = 1

Envelope = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Content:
    """What is frozen: a plan, the year, by what it was judged and what came out."""

    plan: Plan
    scheme: Scheme
    life_cycle: LifeCycle | None
    evaluation: Evaluation

    @property
    def state(self) -> YearState:
        """確定 where the plan says that the year is settled, else 速報."""
        year = self.plan.index.year.get(self.evaluation.fiscal_year, PlanYear(self.evaluation.fiscal_year))
        return YearState.SETTLED if year.state is YearState.SETTLED else YearState.PROVISIONAL


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """An edition taken back: on which day (ISO) and why. `sha256` is that of the tombstone that stands in its place."""

    withdrawn: str
    reason: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Link:
    """One edition in the chain of a folder. `sha256` is that of the edition's bytes, in hexadecimal.

    `withdrawn` is None while the edition stands; else its file is a tombstone and `sha256` still that of what was there.
    """

    number: int
    file: str
    sha256: str
    fiscal_year: int
    state: str
    label: str
    withdrawn: Withdrawal | None = None

    @property
    def file_sha256(self) -> str:
        """The hash of what stands in the folder: the edition, or its tombstone."""
        return self.sha256 if self.withdrawn is None else self.withdrawn.sha256


def envelope_of(
    content: Content, chain: tuple[Link, ...], *, created: date, label: str = "", correction: Envelope | None = None
) -> Envelope:
    """The envelope that comes next in the chain. Without a `label` it is called by its year and state.

    `correction` names the edition that this one corrects, with the 正誤表; None for an edition that corrects none.
    """
    return {
        "format": FORMAT,
        "version": VERSION,
        "number": len(chain) + 1,
        "label": label or default_label(content),
        "fiscal_year": content.evaluation.fiscal_year,
        "state": content.state.value,
        "created": created.isoformat(),
        "software": __version__,
        "previous": chain[-1].sha256 if chain else None,
        "earlier_of_year": _earlier(content.evaluation.fiscal_year, chain),
        **({} if correction is None else {"correction": correction}),
        **_substance(content),
    }


def default_label(content: Content) -> str:
    """令和6年度 速報, in the source language: what an edition is called is not translated."""
    words = message("publishing.edition_label", year=content.evaluation.fiscal_year, state=content.state)
    return render(words, LANGUAGES[0])


def in_every_language(scheme: Scheme, life_cycle: LifeCycle | None) -> Say:
    """What makes of a message its sentence in each language."""
    own = life_cycle.messages if life_cycle else {}
    sentences: dict[str, dict[str, str]] = {
        name: {**own.get(name, {}), **scheme.messages.get(name, {})} for name in LANGUAGES
    }

    def say(sentence: Message) -> object:
        return {language: render(sentence, language, sentences) for language in LANGUAGES}

    return say


def same_substance(envelope: Envelope, content: Content) -> bool:
    """Whether the edition freezes just this: the same plan, scheme, life cycle, evaluation and state."""
    named = ("fiscal_year", "state", *_SUBSTANCE)
    fresh = {"fiscal_year": content.evaluation.fiscal_year, "state": content.state.value, **_substance(content)}
    return all(envelope.get(name) == fresh[name] for name in named)


def canonical(data: object) -> bytes:
    """The bytes that are hashed."""
    return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False).encode() + b"\n"


def plan_in(envelope: Envelope) -> Plan:
    """The plan that an edition froze. Raises KeyError, TypeError, InvalidInput; its problems' lines are of no file."""
    return read_plan(json.dumps(envelope["plan"], ensure_ascii=False, allow_nan=False).encode())


def digest(raw: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(raw).hexdigest()


_SUBSTANCE = ("plan", "scheme", "life_cycle", "evaluation")


def _substance(content: Content) -> Envelope:
    say = in_every_language(content.scheme, content.life_cycle)
    return {
        "plan": document_of(content.plan),
        "scheme": dict(content.scheme.data),
        "life_cycle": None if content.life_cycle is None else dict(content.life_cycle.data),
        "evaluation": evaluation_document(content.evaluation, say),
    }


def _earlier(fiscal_year: int, chain: tuple[Link, ...]) -> Envelope | None:
    """The edition of the same year that this one comes after, by name and hash; None for the first of a year."""
    before = [link for link in chain if link.fiscal_year == fiscal_year]
    if not before:
        return None
    last = before[-1]
    return {"number": last.number, "file": last.file, "label": last.label, "state": last.state, "sha256": last.sha256}
