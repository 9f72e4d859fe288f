"""A form of the city's own comes back from a backup byte by byte."""

import pytest

from office.operation.conftest import MakeInstallation
from office.operation.installations import Installation

pytestmark = pytest.mark.slow

FORMS = """
import hashlib
from monosashi.office.forms.models import CityForm
for row in CityForm.objects.order_by("pk"):
    assert hashlib.sha256(bytes(row.content)).hexdigest() == row.sha256
    print(row.plan_id, row.name, row.file_name, row.sha256)
"""


def test_a_form_is_restored_byte_by_byte(ready: Installation, installation_maker: MakeInstallation) -> None:
    kept = ready.python(FORMS)
    assert kept.endswith(tuple("0123456789abcdef")), "the example city has a form"
    ready.run("office", "backup")
    (backup,) = (ready.home / "backups").glob("*.zip")
    other = installation_maker()
    other.run("office", "restore", backup)
    assert other.python(FORMS) == kept
