"""Writes docs/reference/permissions.md from the table of permissions, in both languages."""

from pathlib import Path

from monosashi.office.accounts.permissions import TABLE, Permission, Role
from monosashi.wording import Language, render, word

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "permissions.md"

HEAD = """# Who can do what

Made by `scripts/generate_permissions.py` from `monosashi.office.accounts.permissions.TABLE`; do not edit. The office shows the same
table at `/people/permissions/`.

A role given for one department reaches that department, all below it, and the members of a group; a role given for one plan reaches
that plan; neither reaches further, whatever stands here. Whoever acts for an absent confirmer has that person's role of a confirmer
on the days named and nothing else. Every employee reads. A role holds from its first day to its last, Japan time; before and after
it is as if it were not there.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(part for language in ("ja", "en") for part in _table(language))])


def _table(language: Language) -> list[str]:
    heads = [f"{render(word(role), language)} `{role}`" for role in Role]
    title = "日本語" if language == "ja" else "English"
    rows = [_row(permission, language) for permission in Permission]
    return [f"## {title}\n", f"| | {' | '.join(heads)} |", f"|---|{'---|' * len(heads)}", *rows, ""]


def _row(permission: Permission, language: Language) -> str:
    reaches = (TABLE[permission].get(role) for role in Role)
    cells = [render(word(reach), language) if reach else "" for reach in reaches]
    return f"| {render(word(permission), language)} `{permission}` | {' | '.join(cells)} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
