"""Sites and bundles that a process of tests has made once: of the same editions and settings the same bytes come again."""

import hashlib
import shutil
from pathlib import Path

from monosashi.office.publication.making import Bundled, bundled
from monosashi.publishing.site.publishing import PublishedSite, Reporting, publish_site
from monosashi.publishing.site.settings import SiteSettings

Key = tuple[str, SiteSettings]


class MadeBefore:
    """Makes them in the place of the product's own functions: really at first, then as they came of it.

    That the same material makes the same bytes is tested elsewhere. What fails is tried each time.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sites: dict[Key, tuple[Path, PublishedSite]] = {}
        self._bundles: dict[Key, Bundled] = {}

    def publish_site(
        self, folder: Path, target: Path, settings: SiteSettings, *, reporting: Reporting
    ) -> PublishedSite:
        """As `publish_site`. Where something stands already, or reports belong to it, it is really made."""
        if target.exists() or settings.report:
            return publish_site(folder, target, settings, reporting=reporting)
        key = _key(folder, settings)
        if key not in self._sites:
            made = publish_site(folder, target, settings)
            self._sites[key] = _copied(target, self._folder / str(len(self._sites))), made
            return made
        kept, made = self._sites[key]
        _copied(kept, target)
        return made

    def bundled(self, folder: Path, settings: SiteSettings, reporting: Reporting) -> Bundled:
        """As `bundled`."""
        if settings.report:
            return bundled(folder, settings, reporting)
        key = _key(folder, settings)
        if key not in self._bundles:
            self._bundles[key] = bundled(folder, settings, reporting)
        return self._bundles[key]


def _key(folder: Path, settings: SiteSettings) -> Key:
    """What a site is made of: every edition of the folder, byte by byte, and the settings."""
    told = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        for part in (path.name.encode(), path.read_bytes()):
            told.update(len(part).to_bytes(8) + part)
    return told.hexdigest(), settings


def _copied(source: Path, target: Path) -> Path:
    """Another folder with the same files, as new as it is."""
    shutil.copytree(source, target, copy_function=shutil.copyfile)
    target.touch()
    return target
