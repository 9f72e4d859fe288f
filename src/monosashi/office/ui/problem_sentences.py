"""Problems as they are kept with what could not be made: four-part sentences, in each language."""

import json
from collections.abc import Iterable

from monosashi.core.messages import Problem, message
from monosashi.office.ui.language import language
from monosashi.wording import LANGUAGES, Language, render


def kept(problems: Iterable[Problem]) -> str:
    """As JSON."""
    return json.dumps([{name: _sentence(each, name) for name in LANGUAGES} for each in problems], ensure_ascii=False)


def told(body: str) -> tuple[str, ...]:
    """The sentences in the language of the page."""
    return tuple(each[language()] for each in json.loads(body))


def _sentence(problem: Problem, name: Language) -> str:
    read = message("publication.problem_read", read=problem.read) if problem.read else ""
    sentence = message("publication.problem", place=problem.place, read=read, why=problem.why, remedy=problem.remedy)
    return render(sentence, name)
