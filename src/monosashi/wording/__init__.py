"""Messages into sentences: Japanese (source language) and English, from catalogues, at the edge."""

from monosashi.wording.catalogues import LANGUAGES, Language, templates
from monosashi.wording.full_stops import ended
from monosashi.wording.rendering import BadTemplate, UnknownMessage, render, said, word

__all__ = ["LANGUAGES", "BadTemplate", "Language", "UnknownMessage", "ended", "render", "said", "templates", "word"]
