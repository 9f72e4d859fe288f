"""What every test stands on: no connection leaves the loopback, where the source documents are, groups that stay together."""

import gc
from pathlib import Path

import pytest
from hypothesis import settings
from pytest_socket import socket_allow_hosts

from monosashi.evaluation import known

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"


COLLECTED = (50_000, 20, 100)
"""After how many new objects Python looks for those that hold one another. A process of tests keeps millions, hardly any of which
does: walking over all of them as often as Python would takes a fifteenth of the time."""


def pytest_configure() -> None:
    """No test fails for being slow, on a machine that others share too: what is fast is measured by the benchmarks."""
    gc.set_threshold(*COLLECTED)
    settings.register_profile("untimed", settings(), deadline=None)
    settings.load_profile("untimed")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Name each test's group behind its id, where `--dist loadgroup` reads it.

    xdist 3.8 writes it to an attribute that pytest 9.2 reads no more, so that every worker made every shared fixture anew
    (pytest-xdist issue 1386). With versions that fit each other the name is there already.
    """
    if not getattr(config.option, "loadgroup", False):
        return
    for item in items:
        names = sorted({str(mark.args[0]) for mark in item.iter_markers("xdist_group")})
        suffix = f"@{'_'.join(names)}"
        if names and not item.nodeid.endswith(suffix):
            item._id = type(item._id).parse(item.nodeid + suffix)


def pytest_runtest_setup() -> None:
    socket_allow_hosts(["127.0.0.1", "::1"], allow_unix_socket=True)


@pytest.fixture(autouse=True)
def rules_of_the_package_alone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A city's own rules stand in the office's database: whoever is given none knows those that travel in the package."""
    has_database = {"db", "transactional_db"} & set(request.fixturenames) or request.node.get_closest_marker(
        "django_db"
    )
    if not has_database:
        monkeypatch.setattr(known, "_BROUGHT", [])


@pytest.fixture
def seeds() -> Path:
    """The folder of source documents; the test is skipped where it is not beside the checkout."""
    if not SEEDS.is_dir():
        pytest.skip("the source documents (../shared/seeds) are not here")
    return SEEDS
