"""Feed and sitemap. Both are made from the editions alone: a day without a time is the morning of that day in Japan."""

import uuid
from collections.abc import Iterable, Sequence
from html import escape

from monosashi.publishing.site.addresses import EDITIONS, Address
from monosashi.publishing.site.editions import SiteEdition
from monosashi.publishing.site.words import SiteTongue
from monosashi.wording import LANGUAGES

FEED = "feed.xml"
SITEMAP = "sitemap.xml"
_MORNING = "T00:00:00+09:00"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def feed(editions: Sequence[SiteEdition], name: str, base: str, tongue: SiteTongue) -> bytes:
    """An Atom feed with an entry for each edition, the newest first."""
    entries = "".join(_entry(edition, base, tongue) for edition in reversed(editions))
    newest = max(edition.created for edition in editions)
    own = f'<link rel="self" href="{escape(base)}{FEED}"/><link href="{escape(base) or "./"}"/>'
    head = f"<title>{escape(name)}</title><id>{_urn(editions[0].link.sha256)}</id><updated>{newest}{_MORNING}</updated>{own}"
    author = f"<author><name>{escape(editions[0].plan.municipality.name)}</name></author>"
    return f'{_HEAD}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{LANGUAGES[0]}">{head}{author}{entries}</feed>\n'.encode()


def sitemap(addresses: Iterable[Address], base: str) -> bytes:
    """Every page that shows the newest state, and the editions. Without a base the addresses are relative."""
    places = "".join(f"<url><loc>{escape(base + address.folder) or './'}</loc></url>" for address in addresses)
    return f'{_HEAD}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</urlset>\n'.encode()


def _entry(edition: SiteEdition, base: str, tongue: SiteTongue) -> str:
    state, corrected = tongue.say(f"site.state.{edition.told_state}"), edition.correction
    told = {"label": tongue.edition(edition.number, edition.link.label), "state": state}
    if corrected:
        title = tongue.say("site.feed.correction", corrected=corrected["corrects"]["number"], **told)
    else:
        title = tongue.say("site.feed.title", **told)
    link = f'<link href="{escape(base)}{EDITIONS}{edition.number}/"/>'
    summary = escape(tongue.say(f"site.state_means.{edition.told_state}"))
    return (
        f"<entry><title>{escape(title)}</title><id>{_urn(edition.link.sha256)}</id>"
        f"<updated>{edition.created}{_MORNING}</updated>{link}<summary>{summary}</summary></entry>"
    )


def _urn(sha256: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_OID, sha256).urn
