"""The first page: whose plan, which year, how firm the figures are, which edition, and by what one sees that nothing was changed."""

from collections.abc import Iterator

from monosashi.publishing.report.blocks import Cover, Words
from monosashi.publishing.report.writing import Writing

_SHORT = 16
"""Letters of a hash that two people read to each other."""


def title_of(writing: Writing) -> str:
    """令和6年度の実績と評価."""
    return writing.tongue.say("report.title", year=writing.year)


def cover_of(writing: Writing) -> Cover:
    """The cover."""
    edition, plan, say = writing.edition, writing.edition.plan, writing.tongue.say
    return Cover(
        city=writing.city(plan.municipality.name),
        plan=writing.city(plan.name),
        title=title_of(writing),
        state=say(f"site.state.{edition.told_state}"),
        state_means=say(f"site.state_means.{edition.told_state}"),
        notices=tuple(_notices(writing)),
        facts=tuple(_facts(writing)),
        foot=(say("report.promise"), *(writing.city(line) for line in writing.settings.contact)),
    )


def _facts(writing: Writing) -> Iterator[tuple[Words, Words]]:
    edition, plan, tongue = writing.edition, writing.edition.plan, writing.tongue
    say = tongue.say
    if plan.edition:
        yield say("site.fact.edition"), writing.city(plan.edition)
    yield say("site.fact.period"), say("site.period", first_year=plan.first_year, last_year=plan.last_year)
    yield say("site.fact.measures"), say("site.count", count=len(edition.outcomes))
    yield writing.term("edition"), writing.city(tongue.edition(edition.number, edition.link.label))
    yield say("site.head.frozen"), tongue.date(edition.created)
    short = say("report.short_hash", hash=edition.link.sha256[:_SHORT])
    yield "SHA-256", short


def _notices(writing: Writing) -> Iterator[Words]:
    """What a reader must know before: that it corrects another edition, that it is an extract."""
    edition, say = writing.edition, writing.tongue.say
    if edition.correction:
        wrong = edition.correction["corrects"]
        yield say("site.notice.correction", label=writing.tongue.edition(wrong["number"], wrong["label"]))
    if len(writing.chosen) < len(edition.outcomes):
        yield say("report.extract", count=len(writing.chosen), of=len(edition.outcomes))
