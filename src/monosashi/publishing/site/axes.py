"""What an axis of a scheme is called where a city judges on several: by what is judged on it, never by the scheme's own key."""

from collections import Counter
from collections.abc import Mapping
from typing import Any, Protocol

from monosashi.core.plan import Plan
from monosashi.evaluation.scheme import Rated
from monosashi.publishing.site.editions import SiteEdition
from monosashi.publishing.site.words import SiteTongue


class Graded(Protocol):
    """A plan and the scheme by which it is judged, as data; of `summary` its `grades`, whose keys are axes. An edition is one."""

    @property
    def plan(self) -> Plan:
        """The plan."""
        ...

    @property
    def scheme(self) -> Mapping[str, Any]:
        """Its steps and legend."""
        ...

    @property
    def summary(self) -> Mapping[str, Any]:
        """The totals of the year."""
        ...


def axis_words(edition: SiteEdition, axis: str, tongue: SiteTongue) -> str:
    """The words for an axis; those of its own language where the city named it in words."""
    return axes_in_words(edition, tongue).get(axis, axis)


def axes_in_words(edition: Graded, tongue: SiteTongue) -> Mapping[str, str]:
    """Every axis of the scheme and of the edition's grades -> its words. Axes of the same words are numbered."""
    steps, legend = edition.scheme["steps"], edition.scheme.get("legend", ())
    axes = dict.fromkeys(
        (*(step["axis"] for step in steps), *(entry["axis"] for entry in legend), *edition.summary["grades"])
    )
    words = {axis: _words(edition, axis, tongue) for axis in axes}
    often, met = Counter(words.values()), Counter[str]()
    for axis, name in words.items():
        met[name] += 1
        if often[name] > 1:
            words[axis] = tongue.say("site.axis_numbered", name=name, number=met[name])
    return words


def _words(edition: Graded, axis: str, tongue: SiteTongue) -> str:
    if not axis.isascii():
        return axis
    judged = [step for step in edition.scheme["steps"] if step["axis"] == axis]
    if not judged:
        return tongue.say("site.axis.other")
    rated = Rated(judged[-1]["rates"])
    if rated is Rated.NODE:
        level = edition.plan.index.level.get(judged[-1].get("level", ""))
        return tongue.say("site.axis_of_level", level=level.name) if level else tongue.say("site.axis.other")
    return tongue.say(f"site.axis.{rated.value}")
