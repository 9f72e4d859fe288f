"""Other cities beside the sample city: the two other plans of the package, published as their cities would, brought in as a city does it."""

from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils import timezone

from monosashi.core.plan import Plan
from monosashi.exchange.plan_file import read_plan
from monosashi.office.accounts.standing import Person
from monosashi.office.cities.actions import bring_in
from monosashi.office.cities.models import CityData
from monosashi.office.cities.states import is_installed
from monosashi.office.plans.actions_editions import content_in
from monosashi.publishing.bundle.packing import pack
from monosashi.publishing.editions_folder import freeze
from monosashi.publishing.open_data.licences import licence_named
from monosashi.publishing.open_data.making import open_data
from monosashi.publishing.public_editions import read_public_editions

OTHERS = ("sasebo", "nagasaki")


def bring_in_cities(others: Iterable[str] = OTHERS, *, office: Person) -> tuple[CityData, ...]:
    """Bring them in; nothing where the extra that compares is not installed. The worker makes the panel."""
    if not is_installed():
        return ()
    return tuple(bring_in(_published(_plan(name)), f"{name}-open-data.zip", by=office) for name in others)


def _plan(name: str) -> Plan:
    """The plan, in the package or in the checkout that it is run from."""
    packed = Path(str(files("monosashi"))) / "examples" / name / f"{name}.plan.json"
    checkout = Path(__file__).parents[4] / "examples" / name / f"{name}.plan.json"
    return read_plan(packed if packed.is_file() else checkout)


def _published(plan: Plan) -> bytes:
    """The zip of what `monosashi freeze` and `monosashi open-data` make of every year that the plan says how to judge."""
    with TemporaryDirectory(prefix="monosashi-example-") as folder:
        for year in plan.years:
            if year.scheme is not None:
                freeze(content_in(plan, year.fiscal_year), Path(folder), created=timezone.localdate())
        return pack(open_data(read_public_editions(Path(folder)), licence_named("CC-BY-4.0", plan.name)))
