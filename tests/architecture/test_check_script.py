"""What the check says of tools that are not on the machine."""

import pytest

from scripts import check


def test_a_missing_tool_is_named_in_the_last_line() -> None:
    assert check.closing_line([], ["soffice", "soffice"], 1379.6) == (
        "check passed (23:00 minutes); not on this machine: soffice"
    )


def test_a_failed_step_is_named_in_the_last_line() -> None:
    assert check.closing_line(["types", "tests"], [], 65) == "check failed: types, tests (1:05 minutes)"


@pytest.mark.parametrize(("ci", "code"), [("true", 1), ("", 0)])
def test_a_missing_tool_is_a_fault_only_for_ci(
    ci: str, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(check, "STEPS", (check.Step("drawing", ("never-run",), tools=("a-tool-nobody-has",)),))
    assert check.main() == code
    assert capsys.readouterr().out.splitlines()[-1].endswith("not on this machine: a-tool-nobody-has")
