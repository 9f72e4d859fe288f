"""Draws docs/manual/pictures/office-*.png: pages of the office as Chromium shows them, from the city of `monosashi demo`.

With names behind it (`round-board check`): those alone.
Needs Chromium (system-packages.txt).
"""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from scripts.a_browser import a_browser

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "manual" / "pictures"
LARGEST = 150_000
AT = "/plans/akita-digital-2"
MEASURE = "n-p073"
"""A measure of the department whose editor the demonstration logs in."""

WAITING, BEFORE_OFFICE = "n-p076", "n-p094"
"""Sheets of the same department in the round that is under way: with the confirmer, with the office."""

EDITOR, OFFICE, ADMINISTRATOR = "department-editor", "coordinating-office", "administrator"
CONFIRMER = "confirmer"


@dataclass(frozen=True, slots=True)
class City:
    """The running demonstration. `passwords` by log-in name."""

    address: str
    passwords: dict[str, str]


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as somebody sees it. `height`: of the part that is drawn. `before`: what is done first on the page."""

    name: str
    who: str
    path: str
    height: int = 900
    width: int = 1100
    before: Callable[[Page], None] | None = None


def _typed(page: Page) -> None:
    page.fill("[id='c-actuals/2024/value']", "８８．４")
    page.wait_for_timeout(1500)


def _wrong(page: Page) -> None:
    page.fill("[id='c-actuals/2024/value']", "約8割")
    page.click("main form .btn--main")


def _kept_for_later(page: Page) -> None:
    page.fill("[id='c-summary']", "申請の手助けと出張窓口で、カードを取りやすくする。")
    page.context.clear_cookies(name="sessionid")
    page.click("main form .btn--main")


def _at_way(page: Page) -> None:
    """The last section of a sheet stands on top of the picture."""
    page.evaluate(
        "document.querySelectorAll('main .form-sec, main .head').forEach(each => each.querySelector('#way, #h-way') || each.id === 'way' || each.remove())"
    )


def _last_meeting(page: Page) -> None:
    """The newest meeting that was held: the one that comes stands before it."""
    page.click("main tbody tr:nth-child(2) th a")


def _cities_compared(page: Page) -> None:
    """The worker has made the panel: the page says so when it looks again by itself."""
    page.wait_for_selector("main form[role=search]", timeout=120_000)


def _alike_elsewhere(page: Page) -> None:
    """The same once the panel is there."""
    _cities_compared(page)
    page.goto(page.url.replace("/cities/", "/cities/alike/akita-digital-2/i-p143/"))


def _first_opinion_answered(page: Page) -> None:
    page.click("main tbody tr:has-text('確認済') a[href*='/audits/results/']")


def _session_with_names(page: Page) -> None:
    """The first session of the course for officers, to which people came by name."""
    page.click("main tbody tr:has-text('推進主任研修') th a")
    page.click("main tbody tr:has-text('開催済') th a")


def _at_alternatives(page: Page) -> None:
    """The comparison of alternatives stands on top of the picture."""
    page.evaluate(
        "document.querySelectorAll('main .sec').forEach(each => each.querySelector('#h-alternatives') || each.remove())"
    )


PICTURE_LIST = (
    Picture("home", EDITOR, "/", 620),
    Picture("plan", EDITOR, f"{AT}/", 760),
    Picture("measures", EDITOR, f"{AT}/measures/", 900),
    Picture("measure", EDITOR, f"{AT}/measures/{MEASURE}/", 820),
    Picture("measure-phone", EDITOR, f"{AT}/measures/{MEASURE}/", 900, 390),
    Picture("search", EDITOR, "/search/?q=マイナンバー", 620),
    Picture("overview", OFFICE, f"{AT}/overview/", 900),
    Picture("findings", OFFICE, f"{AT}/findings/", 900),
    Picture("edit", EDITOR, f"{AT}/edit/indicators/i-p073/", 760, before=_typed),
    Picture("wrong", EDITOR, f"{AT}/edit/indicators/i-p073/", 620, before=_wrong),
    Picture("log-in", EDITOR, f"{AT}/edit/nodes/{MEASURE}/", 520, before=_kept_for_later),
    Picture("round-home", EDITOR, "/", 700),
    Picture("sheet", EDITOR, f"/rounds/1/sheets/{MEASURE}/", 1000),
    Picture("sheet-way", EDITOR, f"/rounds/1/sheets/{WAITING}/", 760, before=_at_way),
    Picture("confirming", CONFIRMER, "/rounds/confirming/", 560),
    Picture("confirming-sheet", CONFIRMER, f"/rounds/1/sheets/{WAITING}/", 760, before=_at_way),
    Picture("confirming-route", CONFIRMER, "/rounds/routes/d-03/set/", 620),
    Picture("round-new", OFFICE, "/rounds/new/akita-digital-2/", 1000),
    Picture("round-board", OFFICE, "/rounds/1/", 880),
    Picture("round-check", OFFICE, f"/rounds/1/sheets/{BEFORE_OFFICE}/check/", 900),
    Picture("round-papers", OFFICE, "/rounds/1/papers/", 860),
    Picture("scheme", OFFICE, "/schemes/scheme/akita@2/", 1100),
    Picture("schemes-bring-in", OFFICE, "/schemes/bring-in/", 520),
    Picture("forms", OFFICE, f"{AT}/forms/", 900),
    Picture("form", OFFICE, f"{AT}/forms/1/", 1100),
    Picture("meetings", OFFICE, "/meetings/", 760),
    Picture("meeting", OFFICE, "/meetings/", 1000, before=_last_meeting),
    Picture("officers", OFFICE, "/officers/", 860),
    Picture("officers-department", EDITOR, "/officers/departments/d-03/", 900),
    Picture("questionnaires", OFFICE, "/questionnaires/", 700),
    Picture("questionnaire-results", OFFICE, "/questionnaires/1/results/", 880),
    Picture("training", OFFICE, "/officers/training/", 1000),
    Picture("training-session", OFFICE, "/officers/training/", 1000, before=_session_with_names),
    Picture("cities", OFFICE, "/cities/", 760, before=_cities_compared),
    Picture("cities-beside", EDITOR, "/cities/", 760, before=_alike_elsewhere),
    Picture("audit", OFFICE, "/audits/1/", 1000),
    Picture("records", OFFICE, "/records/", 620),
    Picture("records-unregistered", OFFICE, "/records/unregistered/", 620),
    Picture("investment", OFFICE, "/investments/3/", 860, before=_at_alternatives),
    Picture("audit-result", OFFICE, "/audits/1/", 860, before=_first_opinion_answered),
    Picture("people", ADMINISTRATOR, "/people/", 760),
    Picture("second-factor", ADMINISTRATOR, "/session/second-factor/", 620),
    Picture("jobs", ADMINISTRATOR, "/operation/jobs/", 900),
)


def main() -> None:
    """Start the city, draw every page, and what two people see who change the same field."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    wanted = frozenset(sys.argv[1:])
    with a_city() as city, a_browser() as chromium:
        for picture in PICTURE_LIST:
            if not wanted or picture.name in wanted:
                draw(picture, logged_in(chromium, city, picture.who, picture.width), city)
        if not wanted:
            draw_conflict(chromium, city)
            draw_publication(chromium, city)


@contextmanager
def a_city() -> Iterator[City]:
    """`monosashi demo`, until everything is drawn. Raises RuntimeError where it does not start."""
    command = (sys.executable, "-m", "monosashi.cli", "demo", "--lang", "ja")
    demo = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 -- our own command
    try:
        yield introduced(demo)
    finally:
        demo.terminate()
        demo.wait(60)


def introduced(demo: "subprocess.Popen[str]") -> City:
    """What it says of itself."""
    said = []
    for line in demo.stdout or ():
        said.append(line)
        if "Ctrl-C" in line:
            break
    text = "".join(said)
    found = re.search(r"http://\S+[^/\s]", text)
    if found is None:
        raise RuntimeError(text)
    return City(found[0], dict(re.findall(r"([a-z]+(?:-[a-z]+)?) +((?:[a-z0-9]{4}-){3}[a-z0-9]{4})", text)))


def logged_in(browser: Browser, city: City, who: str, width: int = 1100) -> Page:
    """Somebody's browser."""
    page = browser.new_context(
        locale="ja-JP", timezone_id="Asia/Tokyo", viewport={"width": width, "height": 900}
    ).new_page()
    page.goto(f"{city.address}/session/log-in/")
    page.fill("#id_login", who)
    page.fill("#id_password", city.passwords[who])
    page.click("main button[type=submit]")
    page.wait_for_url(lambda url: "log-in" not in url)
    return page


def draw(picture: Picture, page: Page, city: City) -> None:
    """Open it, do what is to be done, take the picture. Raises RuntimeError where it is too large for a page on the web."""
    page.goto(f"{city.address}{picture.path}")
    if picture.before is not None:
        picture.before(page)
        page.wait_for_load_state()
    shoot(page, picture.name, picture.height, picture.width)
    page.context.close()


def shoot(page: Page, name: str, height: int, width: int = 1100) -> None:
    """The upper part of what stands there."""
    file = PICTURES / f"office-{name}.png"
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    page.screenshot(path=file, animations="disabled")
    if file.stat().st_size >= LARGEST:
        raise RuntimeError(f"{file.name}: {file.stat().st_size}")
    print(f"{file.stat().st_size // 1000:>4} kB  {file.name}")


def draw_conflict(browser: Browser, city: City) -> None:
    """Two people change the same field, and one of them another one besides."""
    first, second = (logged_in(browser, city, who) for who in (OFFICE, EDITOR))
    for page in (first, second):
        page.goto(f"{city.address}{AT}/edit/nodes/{MEASURE}/")
    first.fill("[id='c-effect']", "本人確認が早くなり、窓口の待ち時間が短くなる。")
    second.fill("[id='c-effect']", "証明書をコンビニで受け取れ、窓口の混雑が減る。")
    first.click("main form .btn--main")
    second.click("main form .btn--main")
    second.wait_for_load_state()
    shoot(second, "conflict", 820)


def draw_publication(browser: Browser, city: City) -> None:
    """From an edition to the proposal that waits for another person, and a correction."""
    page = logged_in(browser, city, OFFICE)
    publication = f"{city.address}{AT}/publication/"
    sent(page, f"{city.address}{AT}/editions/freeze/")
    sent(page, f"{publication}settings/", licence="CC-BY-4.0")
    sent(page, publication)
    page.wait_for_selector("a[href*='/publication/preview/']", timeout=120_000)
    shoot(page, "publication", 980)
    sent(page, f"{publication}propose/", note="9月の公表。数字は本部会議で確かめました。")
    shoot(page, "publication-proposal", 880)
    sent(
        page,
        f"{city.address}{AT}/edit/nodes/{MEASURE}/",
        **{"c-effect": "証明書をコンビニで受け取れ、窓口の混雑が減る。"},
    )
    page.goto(f"{publication}editions/1/correct/")
    shoot(page, "publication-correct", 760)


def sent(page: Page, address: str, **filled: str) -> None:
    """Open a page, fill in what its fields are called by, press its main button."""
    page.goto(address)
    for name, text in filled.items():
        field = page.locator(f"main [name='{name}'], main [id='{name}']").first
        if field.evaluate("each => each.tagName") == "SELECT":
            field.select_option(text)
        else:
            field.fill(text)
    page.locator("main .btn--main[type=submit]").first.click()
    page.wait_for_load_state()


if __name__ == "__main__":
    main()
