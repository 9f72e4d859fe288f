"""Counts of answers, in which no person stands any more: of everybody and of each group, never of two groups at once.

A tally of an anonymous questionnaire is all that is kept of its answers, in one piece of JSON.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from monosashi.office.questionnaires.counting.questions import (
    NO_ANSWER,
    Answer,
    AnswerKind,
    Answers,
    Question,
    applies,
)

EVERYBODY = ""
REST = "rest"
"""The group of those whose own group is too small to be counted by itself."""

APPLIED, ANSWERED = "applied", "answered"


@dataclass(frozen=True, slots=True)
class Respondent:
    """As whom somebody answers. `groups` are what sections are for; `counted_in` the groups in which the answer is counted.

    One of `counted_in` for each way in which people are told apart: `department/d-07`, `kind/1`.
    """

    groups: frozenset[str]
    counted_in: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """Counts by group; `EVERYBODY` is the group of all. `people` have handed in. Texts and numbers are of everybody alone.

    The keys of `counts` are `12/applied`, `12/answered`, `12/chosen/KEY`, `12/mark/KEY/○`, `12/rank/KEY/1` of the question 12.
    """

    people: Counter[str] = field(default_factory=Counter)
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    texts: dict[int, list[str]] = field(default_factory=dict)
    others: dict[int, list[str]] = field(default_factory=dict)
    numbers: dict[int, list[Decimal]] = field(default_factory=dict)

    def add(self, questions: Sequence[Question], answers: Answers, by: Respondent) -> None:
        """Count what one person handed in. Nothing of the order in which people did stays."""
        asked = {question.id: question for question in questions}
        found: list[str] = []
        for question in questions:
            if applies(question, answers, by.groups, asked):
                answer = answers.get(question.id, NO_ANSWER)
                found += _keys(question, answer)
                self._keep_words(question.id, answer)
        for group in (EVERYBODY, *by.counted_in):
            self.people[group] += 1
            self.counts.setdefault(group, Counter()).update(found)

    def of(self, group: str, question: int, *what: str) -> int:
        """One count of a group."""
        return self.counts.get(group, Counter())["/".join((str(question), *what))]

    def groups(self, of: str) -> tuple[str, ...]:
        """The groups of one way of telling people apart (`department`), in the order of their keys."""
        return tuple(sorted(group for group in self.people if group.startswith(f"{of}/")))

    def gathered(self, small: Mapping[str, str]) -> "Tally":
        """The same with some groups counted in another one."""
        people: Counter[str] = Counter()
        counts: dict[str, Counter[str]] = {}
        for group, number in self.people.items():
            to = small.get(group, group)
            people[to] += number
            counts.setdefault(to, Counter()).update(self.counts.get(group, Counter()))
        return Tally(people, counts, self.texts, self.others, self.numbers)

    def _keep_words(self, question: int, answer: Answer) -> None:
        for kept, said in ((self.texts, answer.text), (self.others, answer.other)):
            if said:
                kept[question] = sorted([*kept.get(question, ()), said])
        if answer.number is not None:
            self.numbers[question] = sorted([*self.numbers.get(question, ()), answer.number])

    @property
    def plain(self) -> dict[str, Any]:
        """As JSON can hold it, each part in the order of its keys."""
        return {
            "people": dict(sorted(self.people.items())),
            "counts": {group: dict(sorted(found.items())) for group, found in sorted(self.counts.items())},
            "texts": {str(key): said for key, said in sorted(self.texts.items())},
            "others": {str(key): said for key, said in sorted(self.others.items())},
            "numbers": {str(key): [str(each) for each in said] for key, said in sorted(self.numbers.items())},
        }


def tally_from(plain: Mapping[str, Any]) -> Tally:
    """The tally that `plain` told; of {} the empty one."""
    return Tally(
        Counter(plain.get("people", {})),
        {group: Counter(found) for group, found in plain.get("counts", {}).items()},
        {int(key): list(said) for key, said in plain.get("texts", {}).items()},
        {int(key): list(said) for key, said in plain.get("others", {}).items()},
        {int(key): [Decimal(each) for each in said] for key, said in plain.get("numbers", {}).items()},
    )


def tally_of(questions: Sequence[Question], handed_in: Iterable[tuple[Answers, Respondent]]) -> Tally:
    """All answers counted."""
    tally = Tally()
    for answers, by in handed_in:
        tally.add(questions, answers, by)
    return tally


def too_small(people: Mapping[str, int], least: int) -> dict[str, str]:
    """Into which group the smaller ones of one way of telling apart are gathered, so that each that is left has `least` people.

    Where those gathered are still too few, the next larger group goes with them. `people` are the groups `department/d-07`.
    """
    small = sorted((group for group, count in people.items() if count < least), key=lambda each: people[each])
    if not small:
        return {}
    larger = sorted((group for group in people if group not in small), key=lambda each: (people[each], each))
    while sum(people[group] for group in small) < least and larger:
        small.append(larger.pop(0))
    return {group: f"{group.partition('/')[0]}/{REST}" for group in small}


def _keys(question: Question, answer: Answer) -> list[str]:
    found = [APPLIED]
    if answer:
        found.append(ANSWERED)
    if question.kind is AnswerKind.RANKED:
        found += [f"rank/{key}/{at}" for at, key in enumerate(answer.chosen, start=1)]
    found += [f"chosen/{key}" for key in answer.chosen]
    found += [f"mark/{key}/{sign}" for key, sign in answer.marks.items()]
    return [f"{question.id}/{each}" for each in found]
