"""By what a year's answers are graded."""

from dataclasses import dataclass

from monosashi.evaluation.life_cycle import LifeCycle
from monosashi.evaluation.scheme import Scheme
from monosashi.wording import Language


@dataclass(frozen=True, slots=True)
class Judging:
    """By what the year is graded, and in which language the sheets are. `scheme` None: by nothing."""

    scheme: Scheme | None
    life_cycle: LifeCycle | None
    language: Language = "ja"
