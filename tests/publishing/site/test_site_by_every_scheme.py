"""A plan that is judged by any scheme of the package can be published, whatever the scheme says and leaves unsaid."""

from pathlib import Path
from typing import Any

import pytest

from cli.command_line import SASEBO, changed
from monosashi.evaluation.evaluate import shipped_scheme, shipped_schemes
from publishing.site.site_samples import frozen, page, published

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("site")]


@pytest.mark.parametrize("reference", [scheme.reference for scheme in shipped_schemes()])
def test_the_site_names_the_scheme_its_source_and_its_symbols(tmp_path: Path, reference: str) -> None:
    def judge_by_it(document: Any) -> None:
        document["provenance"] = []
        for year in document["years"]:
            year["scheme"] = reference

    plan = changed(SASEBO, tmp_path / "plan.json", judge_by_it)
    site = published(frozen(plan, tmp_path / "editions", year="2022"), tmp_path / "site")
    scheme, shown = shipped_scheme(reference), page(site, "grades/index.html")
    assert scheme.source.document in shown.text
    assert scheme.source.page in shown.text
    symbols = [row[0] for row in shown.rows("意味")[1:]] if scheme.legend else []
    assert symbols == [entry.grade for entry in scheme.legend]
