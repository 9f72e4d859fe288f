"""Log-in with a real directory (slapd), over STARTTLS."""

import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import ldap
import pytest
from django.test import Client
from pytest_django import Settings

from monosashi.office.accounts.models import Staff
from monosashi.office.login import wiring
from monosashi.office.login.sections import Directory
from office.laid import Someone
from scripts.with_postgresql import free_port

BASE = "dc=city,dc=test"
PEOPLE = f"""
dn: {BASE}
objectClass: dcObject
objectClass: organization
dc: city
o: city

dn: cn=searcher,{BASE}
objectClass: organizationalRole
objectClass: simpleSecurityObject
cn: searcher
userPassword: searching

dn: uid=u00001,{BASE}
objectClass: inetOrgPerson
uid: u00001
cn: 工藤 真由
sn: 工藤
displayName: 工藤 真由
mail: kudo@city.test
userPassword: of the directory

dn: uid=stranger,{BASE}
objectClass: inetOrgPerson
uid: stranger
cn: 余所 人
sn: 余所
userPassword: of the directory
"""

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("directory")]


@dataclass
class Slapd:
    """A running directory."""

    address: str
    folder: Path


def slapd_settings(folder: Path) -> str:
    return f"""
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
TLSCertificateFile {folder}/certificate.pem
TLSCertificateKeyFile {folder}/key.pem
security simple_bind=128
database mdb
suffix "{BASE}"
directory {folder}/data
access to attrs=userPassword by anonymous auth by * none
access to * by dn.exact="cn=searcher,{BASE}" read by * none
"""


@pytest.fixture(scope="module")
def slapd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Slapd]:
    folder, port = tmp_path_factory.mktemp("slapd"), free_port()
    (folder / "data").mkdir()
    made = ("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1")
    named = (
        "-addext",
        "subjectAltName=IP:127.0.0.1",
        "-keyout",
        f"{folder}/key.pem",
        "-out",
        f"{folder}/certificate.pem",
    )
    subprocess.run([*made, *named], check=True, capture_output=True)
    (folder / "slapd.conf").write_text(slapd_settings(folder))
    (folder / "people.ldif").write_text(PEOPLE, encoding="utf-8")
    subprocess.run(
        ["/usr/sbin/slapadd", "-f", folder / "slapd.conf", "-l", folder / "people.ldif"],
        check=True,
        capture_output=True,
    )
    address = f"ldap://127.0.0.1:{port}"
    process = subprocess.Popen(["/usr/sbin/slapd", "-d", "0", "-h", address, "-f", folder / "slapd.conf"])
    try:
        wait_for(address, process)
        yield Slapd(address, folder)
    finally:
        process.terminate()
        process.wait(10)


def wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 20
    while True:
        assert process.poll() is None
        assert time.monotonic() < deadline
        try:
            ldap.initialize(address).search_s("", ldap.SCOPE_BASE)
        except ldap.SERVER_DOWN:
            time.sleep(0.05)
        except ldap.LDAPError:
            return
        else:
            return


@pytest.fixture
def with_directory(slapd: Slapd, settings: Settings, tmp_path: Path) -> Directory:
    password = tmp_path / "password"
    password.write_text("searching\n")
    section = Directory(
        address=slapd.address,
        search_base=BASE,
        search_filter="(uid=%(user)s)",
        bind_name=f"cn=searcher,{BASE}",
        bind_password_file=password,
        certificates=slapd.folder / "certificate.pem",
    )
    use(section, settings)
    return section


def use(section: Directory, settings: Settings) -> None:
    for name, value in wiring.directory_settings(section).items():
        setattr(settings, name, value)
    settings.AUTHENTICATION_BACKENDS = wiring.backends(section)


def log_in(username: str, password: str) -> Client:
    client = Client()
    client.post("/session/log-in/", {"login": username, "password": password})
    return client


def is_in(client: Client) -> bool:
    return client.get("/plans/").status_code == 200


@pytest.mark.usefixtures("with_directory")
def test_the_password_of_the_directory_opens_and_brings_the_name_along(someone: Someone) -> None:
    staff = someone()
    assert is_in(log_in(staff.username, "of the directory"))
    assert Staff.objects.get(pk=staff.pk).name == "工藤 真由"


@pytest.mark.usefixtures("with_directory")
def test_a_wrong_password_does_not_open(someone: Someone) -> None:
    assert not is_in(log_in(someone().username, "wrong"))


@pytest.mark.usefixtures("with_directory")
def test_an_empty_password_does_not_open(someone: Someone) -> None:
    assert not is_in(log_in(someone().username, ""))


@pytest.mark.usefixtures("with_directory", "db")
def test_whom_only_the_directory_knows_stays_out_and_is_not_made() -> None:
    assert not is_in(log_in("stranger", "of the directory"))
    assert Staff.objects.count() == 0


@pytest.mark.usefixtures("with_directory", "db")
def test_a_name_that_is_a_search_of_its_own_finds_nobody(someone: Someone) -> None:
    someone()
    assert not is_in(log_in("*)(uid=u00001", "of the directory"))


def test_without_encryption_no_password_is_sent(
    with_directory: Directory, settings: Settings, someone: Someone
) -> None:
    use(with_directory.model_copy(update={"start_tls": False}), settings)
    assert not is_in(log_in(someone().username, "of the directory"))


def test_a_directory_that_is_down_is_no_way_in_and_local_accounts_go_on(
    with_directory: Directory, settings: Settings, someone: Someone
) -> None:
    use(with_directory.model_copy(update={"address": f"ldap://127.0.0.1:{free_port()}"}), settings)
    staff = someone()
    assert not is_in(log_in(staff.username, "of the directory"))
    assert is_in(log_in(staff.username, "long enough to log in"))
