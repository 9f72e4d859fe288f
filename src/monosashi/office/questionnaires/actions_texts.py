"""Personal words in free texts are blacked out. The words themselves are told nowhere, also not in the event."""

import hashlib
from collections.abc import Iterable, Sequence

from django.db import transaction

from monosashi.core.messages import message
from monosashi.office.accounts.standing import Person
from monosashi.office.events.locking import locked
from monosashi.office.events.recording import record
from monosashi.office.questionnaires.acting import Unfit, lock, question_in
from monosashi.office.questionnaires.counting.tally import tally_from
from monosashi.office.questionnaires.models import AnonymousTally, AskedPerson, Questionnaire
from monosashi.office.questionnaires.rows import begun, subject_of
from monosashi.office.questionnaires.states import QuestionnaireAct

BLACK = "■■■"
_FIELDS = ("text", "other")


def key_of(text: str) -> str:
    """How a page names a text without its words."""
    return hashlib.sha256(text.encode()).hexdigest()[:24]


@transaction.atomic
def black_out(pk: int, question: int, text: str, *, words: Sequence[str], by: Person) -> int:
    """Put ■■■ in place of words in the texts with a key. They cannot be had back. Returns in how many places.

    Raises NotAllowed, GoneMeanwhile, QuestionnaireForbids, Unfit where no text has the words.
    """
    row = lock(pk, QuestionnaireAct.BLACK_OUT, by)
    asked = question_in(row, question)
    found = (_in_tally if row.anonymous else _in_answers)(row, question, text, words)
    if not found:
        raise Unfit(message("questionnaires.wrong.words_not_there"))
    told = {"survey_question": begun(asked.text), "times_blacked_out": found}
    record("questionnaire.blacked_out", subject_of(row), by=by.actor, after=told)
    return found


def _in_tally(row: Questionnaire, question: int, text: str, words: Iterable[str]) -> int:
    kept = locked(AnonymousTally.objects.filter(questionnaire=row)).get()
    tally, found = tally_from(kept.counts), 0
    for texts in (tally.texts, tally.others):
        changed = [_blacked(said, text, words) for said in texts.get(question, ())]
        found += sum(count for _, count in changed)
        if changed:
            texts[question] = sorted(said for said, _ in changed)
    kept.counts = tally.plain
    kept.save(update_fields=["counts"])
    return found


def _in_answers(row: Questionnaire, question: int, text: str, words: Iterable[str]) -> int:
    found = 0
    for person in locked(AskedPerson.objects.filter(questionnaire=row, handed_in=True)):
        told = (person.answers or {}).get(str(question), {})
        changed = {name: _blacked(told[name], text, words) for name in _FIELDS if name in told}
        count = sum(count for _, count in changed.values())
        if count:
            told.update({name: said for name, (said, _) in changed.items()})
            person.save(update_fields=["answers"])
        found += count
    return found


def _blacked(said: str, text: str, words: Iterable[str]) -> tuple[str, int]:
    """The text without the words, and in how many places they stood; another text as it is."""
    if key_of(said) != text:
        return said, 0
    count = 0
    for word in sorted(filter(None, words), key=len, reverse=True):
        count += said.count(word)
        said = said.replace(word, BLACK)
    return said, count
