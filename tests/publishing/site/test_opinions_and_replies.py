"""What others said of a measure stands on its page and in the open data, with what the city answers."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from cli.command_line import NAGASAKI, changed, run
from publishing.site.site_samples import PLACES, frozen, page, published

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("sites")]

OPINION = {
    "author": "包括外部監査人",
    "text": "利用した人の数だけでなく、効果を測る指標を置くべきである。",
    "reply": "令和3年度の改訂で指標を加える。\n結果は10月末までに公表する。",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def give_an_opinion(document: Any) -> None:
        result = next(each for each in document["results"] if each["node"] == "n-21")
        result["notes"] = [{"author": "長崎県", "text": "表の欄外の注記。"}, OPINION]

    folder = tmp_path_factory.mktemp("opinions")
    plan = changed(NAGASAKI, folder / "plan.json", give_an_opinion)
    settings = folder / "site.toml"
    settings.write_text('report = false\nlicence = "CC-BY-4.0"\n', "utf-8")
    return published(frozen(plan, folder / "editions", year="2020"), folder / "site", "--settings", settings)


@pytest.mark.parametrize(("language", "reply"), [("", "市の回答"), ("en/", "Reply of the city")])
def test_an_opinion_stands_on_the_page_of_its_measure_with_the_citys_reply(
    language: str, reply: str, site: Path
) -> None:
    shown = page(site, f"{language}measures/n-21/index.html").text
    told = (OPINION["author"], OPINION["text"], reply, *OPINION["reply"].split("\n"))
    places = [shown.index(each) for each in told]
    assert places == sorted(places)
    assert shown.count(reply) == 1  # a note that asks for nothing is given no empty reply


def test_opinion_and_reply_stand_in_the_open_data(site: Path) -> None:
    with (site / "data" / "tables" / "notes.csv").open(encoding="utf-8", newline="") as file:
        rows = [each for each in csv.DictReader(file) if each["author"] == OPINION["author"]]
    assert [(each["text"], each["reply"]) for each in rows] == [(OPINION["text"], OPINION["reply"])]


def test_opinion_and_reply_stand_in_the_piece_for_the_cms(site: Path, tmp_path: Path) -> None:
    told = run("pieces", site.parent / "editions", "--to", tmp_path / "pieces", "--licence", "CC0-1.0")
    assert told.code == 0, told.err
    holding = [path for path in (tmp_path / "pieces").rglob("*.html") if OPINION["text"] in path.read_text("utf-8")]
    assert [path for path in holding if "結果は10月末までに公表する。" in path.read_text("utf-8")] == holding
    assert len(holding) == 1


@pytest.mark.parametrize("city", PLACES)
def test_every_note_of_an_example_stands_on_a_page_of_its_node(city: str, sites: dict[str, Path]) -> None:
    document = json.loads(PLACES[city].read_text("utf-8"))
    notes = [(each["node"], note["text"]) for each in document["results"] for note in each.get("notes", ())]
    assert len(notes) == {"akita": 16, "sasebo": 11, "nagasaki": 1}[city]
    shown = sites[city]
    lost = []
    for node, text in notes:
        pages = [f"{kind}/{node}/index.html" for kind in ("measures", "nodes")]
        texts = [page(shown, name).text for name in pages if (shown / name).is_file()]
        if not any(" ".join(text.split()) in each for each in texts):
            lost.append((node, text))
    assert lost == []
