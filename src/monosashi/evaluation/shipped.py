"""The schemes that travel in the package, one TOML file for each published scheme and version."""

from functools import cache
from importlib import resources

from monosashi.evaluation.scheme import Scheme
from monosashi.evaluation.scheme_loader import read_scheme

_FOLDER = resources.files("monosashi.evaluation") / "schemes"


class UnknownScheme(LookupError):
    """No shipped scheme has this reference. `known` lists those there are."""

    def __init__(self, reference: str, known: tuple[str, ...]) -> None:
        super().__init__(reference)
        self.reference = reference
        self.known = known


@cache
def shipped_schemes() -> tuple[Scheme, ...]:
    """All of them, by reference."""
    return tuple(sorted((_read(name) for name in _names()), key=_reference))


@cache
def shipped_scheme(reference: str) -> Scheme:
    """The scheme called `id@version`. Raises UnknownScheme.

    Its file is called by its id, a later version's by id and version, so that one scheme alone is read.
    """
    scheme_id, _, version = reference.partition("@")
    for name in (f"{scheme_id}-{version}.toml", f"{scheme_id}.toml"):
        if name in _names() and _read(name).reference == reference:
            return _read(name)
    for scheme in shipped_schemes():
        if scheme.reference == reference:
            return scheme
    raise UnknownScheme(reference, tuple(_reference(scheme) for scheme in shipped_schemes()))


def shipped_scheme_file(reference: str) -> bytes:
    """The TOML file of a shipped scheme, from which a city may begin its own. Raises UnknownScheme."""
    shipped_scheme(reference)
    name = next(name for name in sorted(_names()) if _read(name).reference == reference)
    return (_FOLDER / name).read_bytes()


@cache
def _names() -> frozenset[str]:
    return frozenset(file.name for file in _FOLDER.iterdir() if file.name.endswith(".toml"))


@cache
def _read(name: str) -> Scheme:
    return read_scheme((_FOLDER / name).read_bytes(), name)


def _reference(scheme: Scheme) -> str:
    return scheme.reference
