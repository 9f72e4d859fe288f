"""Who is asked: one workbook for each department that leads a measure or is related to one."""

from dataclasses import dataclass

from monosashi.core.plan import Plan
from monosashi.core.results import Exclusion
from monosashi.core.tree import Department, Node, Role

NOBODY = ""
"""The department id of the workbook that holds the measures for which the plan names no department."""

_ANSWERING = (Role.LEAD, Role.RELATED)


@dataclass(frozen=True, slots=True)
class Page:
    """One measure that a department is asked about, and as what."""

    node: Node
    role: Role


@dataclass(frozen=True, slots=True)
class Recipient:
    """A department with its pages, in the plan's order. A group (各市民サービスセンター) is asked as a whole.

    `department` is None for measures without one.
    """

    department: Department | None
    pages: tuple[Page, ...]

    @property
    def id(self) -> str:
        """The department's id."""
        return NOBODY if self.department is None else self.department.id

    @property
    def leading(self) -> tuple[Page, ...]:
        """The pages for which the answer of this department counts first."""
        return tuple(page for page in self.pages if page.role is Role.LEAD)


def recipients(plan: Plan, fiscal_year: int) -> tuple[Recipient, ...]:
    """Everybody who is asked about a fiscal year, in the order in which the plan lists departments.

    Responsible is who is so on the year's last day. Measures out of the year's evaluation are not asked about.
    """
    pages: dict[str, list[Page]] = {}
    for node in plan.index.measures:
        if exclusion_of(plan, node, fiscal_year) is None:
            for department, role in _answering(node, fiscal_year):
                pages.setdefault(department, []).append(Page(node, role))
    asked = tuple(Recipient(d, tuple(pages[d.id])) for d in plan.departments if d.id in pages)
    return (*asked, Recipient(None, tuple(pages[NOBODY]))) if NOBODY in pages else asked


def exclusion_of(plan: Plan, node: Node, fiscal_year: int) -> Exclusion | None:
    """Why the measure, or what it stands under, is out of the year's evaluation; None: it is in."""
    results = (plan.index.result.get((n.id, fiscal_year)) for n in (node, *plan.index.ancestors(node)))
    return next((result.excluded for result in results if result and result.excluded), None)


def _answering(node: Node, fiscal_year: int) -> list[tuple[str, Role]]:
    """Departments of the measure, each once; nobody, where none is responsible for it."""
    roles: dict[str, Role] = {}
    for part in node.parts_in(fiscal_year):
        if part.role in _ANSWERING and roles.get(part.department) is not Role.LEAD:
            roles[part.department] = part.role
    return list(roles.items()) or [(NOBODY, Role.LEAD)]
