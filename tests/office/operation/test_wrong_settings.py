"""Settings that cannot be used are told when a command starts, each with its place."""

from dataclasses import replace

import pytest

from office.operation.installations import Installation

pytestmark = pytest.mark.slow

WRONG = """
time_zone = "Asia/Tokio"
proxies = ["10.0.0.300"]
[[openid]]
id = "city"
name = "city"
address = "https://sso.example"
client_secret_file = "/there/is/no/such/file"
"""

PLACES = {
    "time_zone": "cannot have this value",
    "listen": "cannot have this value",
    "database": "cannot have this value",
    "proxies.0": "cannot have this value",
    "openid.0.client_id": "has to be given",
    "openid.0.client_secret_file": "not there",
}


def test_every_setting_that_cannot_be_used_is_told_at_once(installation: Installation) -> None:
    _write(installation, WRONG.encode())
    wrong = replace(installation, port=99999, database="mysql://db.example/office")
    lines = wrong.run("office", "verify", code=2).splitlines()
    for place, said in PLACES.items():
        assert any(f"office.toml {place}" in line and said in line for line in lines), (place, lines)


def test_a_file_that_an_editor_began_with_its_mark_is_read(installation: Installation) -> None:
    _write(installation, b"\xef\xbb\xbfsession_minutes = 3\n")
    assert "office.toml session_minutes" in installation.run("office", "migrate", code=2)


def test_a_command_that_finds_no_tables_speaks_for_itself(installation: Installation) -> None:
    assert "monosashi office user" in installation.run("office", "user", "disable", "x", code=2)


def _write(installation: Installation, raw: bytes) -> None:
    installation.home.mkdir(parents=True, exist_ok=True)
    (installation.home / "office.toml").write_bytes(raw)
