"""The sites of the three examples, made once for all tests of this folder."""

from pathlib import Path

import pytest

from publishing.site.site_samples import PLACES, frozen, provisional, published, two_years


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """City -> the folder of its site, beside the folder `editions`."""
    made = {}
    for city, plan in PLACES.items():
        folder = tmp_path_factory.mktemp(city)
        made[city] = published(frozen(plan, folder / "editions"), folder / "site")
    return made


@pytest.fixture(scope="session")
def two_year_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Akita in three editions: 速報 and 確定 of fiscal 2024, 速報 of fiscal 2025 with a target that moved."""
    folder = tmp_path_factory.mktemp("years")
    early = provisional(PLACES["akita"], folder / "early.plan.json")
    frozen(early, folder / "editions", year="2024", date="2025-05-24")
    frozen(PLACES["akita"], folder / "editions", date="2025-09-10")
    frozen(two_years(folder / "later.plan.json"), folder / "editions", year="2025", date="2026-05-22")
    settings = folder / "site.toml"
    settings.write_text('report = false\nlicence = "CC-BY-4.0"\ncontact = ["電話 018-000-0000"]\n', "utf-8")
    return published(
        folder / "editions", folder / "site", "--settings", settings, "--base-url", "https://example.lg.jp/dx"
    )
