"""What people do with the forms of a plan in a browser."""

from browser.a_city import PLAN
from browser.conftest import Desk


def open_measure(desk: Desk, node: str) -> None:
    """The form of a measure."""
    assert desk.go(f"/plans/{PLAN}/edit/nodes/{node}/") == 200


def field(name: str) -> str:
    """The field of this name, as a selector."""
    return f'[id="c-{name}"]'


def save(desk: Desk) -> int:
    """Press the button that saves; the status of what came."""
    desk.follow("main form .btn--main")
    return desk.page.evaluate("performance.getEntriesByType('navigation')[0].responseStatus")  # type: ignore[no-any-return]


def typed(desk: Desk, name: str) -> str:
    """What stands in a field."""
    return desk.page.input_value(field(name))


def notice(desk: Desk) -> str:
    """What the page says happened."""
    return " ".join(desk.page.locator("main .msg").all_inner_texts())


def revisions(desk: Desk) -> int:
    """How many revisions the plan has; the first is not written in its file."""
    answer = desk.context.request.get(f"{desk.office.address}/plans/{PLAN}/export/plan.json")
    return int(answer.json().get("revision", 1))
