"""What `office.toml` says of log-in. Secrets stand in files of their own, never in the settings."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, IPvAnyNetwork

from monosashi.office.settings_fields import ReadableFile

SecondFactor = Literal["optional", "administrators", "everyone"]
"""Who has to have a second factor when they log in with a password."""


class Section(BaseModel):
    """A table of `office.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Directory(Section):
    """`[directory]`: the city's LDAP directory (Active Directory). Staff have to be in the office's register as well."""

    address: str
    """`ldaps://…`, or `ldap://…` with `start_tls`."""
    search_base: str
    search_filter: str = "(sAMAccountName=%(user)s)"
    bind_name: str = ""
    """Who searches; "" where the directory lets anybody."""
    bind_password_file: ReadableFile | None = None
    start_tls: bool = True
    certificates: ReadableFile | None = None
    """The city's own certificate authority, PEM; None for those of the machine."""
    name_attribute: str = "displayName"
    email_attribute: str = "mail"


class OpenIdProvider(Section):
    """`[[openid]]`: a provider of OpenID Connect. `claim` is what is compared with the log-in name."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    name: str
    address: str
    """Where `.well-known/openid-configuration` is found."""
    client_id: str
    client_secret_file: ReadableFile
    claim: str = "preferred_username"


class TrustedHeader(Section):
    """`[trusted_header]`: a proxy that has logged people in says who they are. From any other machine it is not believed."""

    header: str = "X-Remote-User"
    proxies: Annotated[tuple[IPvAnyNetwork, ...], Field(min_length=1)]
    """Addresses or networks (`10.0.0.0/24`) of the proxy."""
    domains: tuple[str, ...] = ()
    """Domains that are taken off a name: with `CITY`, `CITY\\u1` is `u1`, with `city.example`, `u1@city.example` is. Any other name is looked up whole."""


class LogIn(Section):
    """`[log_in]`."""

    second_factor: SecondFactor = "administrators"
    failures_before_lock: Annotated[int, Field(ge=3, le=50)] = 5
    lock_minutes: Annotated[int, Field(ge=1, le=1440)] = 15
    temporary_password_days: Annotated[int, Field(ge=1, le=90)] = 14
    """How many days after the one on which it is made a temporary password opens the door."""
