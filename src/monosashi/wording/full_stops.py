"""Sentences of a scheme end without a full stop, because they also stand within others; where one stands alone it gets one."""

from monosashi.wording.catalogues import LANGUAGES, Language

_ENDS = ("。", "．", ".", "！", "？", "!", "?")


def ended(sentence: str, language: Language) -> str:
    """The sentence with its full stop; nothing stays nothing."""
    told = sentence.rstrip()
    if not told or told.endswith(_ENDS):
        return told
    return told + ("。" if language == LANGUAGES[0] else ".")
