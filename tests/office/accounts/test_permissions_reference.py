from monosashi.office.accounts.permissions import TABLE, Permission
from scripts.generate_permissions import PAGE, page


def test_the_reference_of_permissions_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run scripts/generate_permissions.py"


def test_every_permission_stands_in_the_table() -> None:
    assert set(TABLE) == set(Permission)
