"""What stands published in the city of the browser tests, made as two people make it and by the worker's own jobs.

Sasebo: published once, corrected since, and the corrected site proposed by the deputy. Akita: agreed to, but its bundle could not
be written. Django has to be set up.
"""

from dataclasses import replace

from monosashi.core.changes import diff
from monosashi.office.accounts.standing import Person
from monosashi.office.plans.actions import save
from monosashi.office.plans.actions_editions import freeze
from monosashi.office.plans.queries import held
from monosashi.office.publication import actions, places
from monosashi.office.publication.actions import About
from monosashi.office.publication.models import Proposal
from monosashi.office.publication.site_settings import newest_settings
from monosashi.publishing.site.settings import OwnTerm, SiteSettings
from office.jobs_done import jobs_done

SASEBO, SASEBO_YEAR = "sasebo-dx", 2022
SETTINGS = SiteSettings(
    base_url="https://www.city.example.lg.jp/dx/",
    contact=("DX推進室 0956-24-1111",),
    licence="CC-BY-4.0",
    terms=(OwnTerm("DX", "デジタル技術で仕事のやり方を変えること"),),
)


def publications(failing: str, coordinator: Person, deputy: Person) -> dict[str, object]:
    """Publish, correct and propose; parts of the addresses of what then stands there."""
    freeze(plan_id=SASEBO, fiscal_year=SASEBO_YEAR, label="令和4年度", by=coordinator)
    first = agreed(proposed(SASEBO, "5月の公表", deputy), coordinator)
    mended("15件を直した。", coordinator)
    about = About(1, "実績の件数を写し違えていた")
    correction = actions.propose_correction(plan_id=SASEBO, about=about, note="所管課から連絡", by=deputy)
    agreed(correction, coordinator)
    actions.ask_for_auditor_set(plan_id=SASEBO, edition=1, by=coordinator)
    waits = proposed(SASEBO, "正誤表を載せる", deputy)
    mended("16件を直した。", coordinator)
    fails = failed(failing, coordinator, deputy)
    assert waits.preview
    shown = [SASEBO, waits.preview.key]
    seen = ("index", "changes", "pages", "history", "settings", "propose", "auditor", "reports")
    return {
        **{f"publication:{name}": SASEBO for name in seen},
        **{f"publication:{name}": [SASEBO, waits.number] for name in ("proposal", "approve", "refuse")},
        **{f"publication:{name}": [failing, fails.number] for name in ("call-off", "try-again")},
        **{f"publication:{name}": [SASEBO, 2] for name in ("correct", "withdraw")},
        "publication:bundle": [SASEBO, first.number],
        "publication:auditor-set": [SASEBO, 1],
        "publication:report": [SASEBO, 1, "ja"],
        "publication:site": shown,
        "publication:site-file": [*shown, "measures/index.html"],
    }


def proposed(plan: str, note: str, by: Person, settings: SiteSettings = SETTINGS) -> Proposal:
    """Settings with a licence, a preview that was made, and the proposal to publish it."""
    row = newest_settings(plan)
    actions.save_settings(plan_id=plan, settings=settings, based_on=row.number if row else 0, by=by)
    preview = actions.ask_for_preview(plan_id=plan, by=by)
    work()
    return actions.propose_publication(plan_id=plan, key=preview.key, note=note, by=by)


def agreed(proposal: Proposal, by: Person) -> Proposal:
    """Agreed to by somebody else, and carried out."""
    made = actions.approve(plan_id=proposal.plan_id, number=proposal.number, note="確かめた", by=by)
    work()
    return made


def failed(plan: str, coordinator: Person, deputy: Person) -> Proposal:
    """Agreed to while a file stood where the bundles' folder belongs."""
    proposal = proposed(plan, "最初の公表", deputy, replace(SETTINGS, report=False))
    in_the_way = places.bundle_file(plan, proposal.number).parent
    in_the_way.parent.mkdir(parents=True, exist_ok=True)
    in_the_way.write_bytes(b"")
    agreed(proposal, coordinator)
    in_the_way.unlink()
    return proposal


def mended(text: str, by: Person) -> None:
    """The first result of the plan in other words."""
    state = held(SASEBO)
    first, *rest = state.plan.results
    after = replace(state.plan, results=(replace(first, result=text), *rest))
    save(plan_id=SASEBO, based_on=state.revision, changes=tuple(diff(state.plan, after)), by=by)


def work() -> None:
    """Let the worker do what publication asked for."""
    done = jobs_done("publication")
    assert {row.status for row in done} <= {"SUCCESSFUL"}, [row.traceback for row in done]
