"""The head of a plan document: that it is one, and in which version it was written."""

import difflib

from monosashi.core.messages import InvalidInput, Message, message
from monosashi.exchange.document_lines import line_of
from monosashi.exchange.structure_problems import shown
from monosashi.exchange.upgrades import FORMAT, NEWEST, upgraded


def body_of(document: object, text: str, place: str) -> dict[str, object]:
    """The document as one of the newest version, without its head. Raises InvalidInput where it is no plan document."""
    if not isinstance(document, dict):
        raise InvalidInput.of(
            place, message("document.not_an_object"), message("file.name_a_plan"), read=shown(document)
        )
    if "format" not in document:
        near = difflib.get_close_matches("format", [str(key) for key in document], n=1)
        remedy = message("document.add_format_instead_of", key=near[0]) if near else message("document.add_format")
        raise InvalidInput.of("format", message("document.no_format"), remedy)
    if document["format"] != FORMAT:
        raise _head_refusal("format", document, text, message("document.other_format"), message("file.name_a_plan"))
    body = {key: held for key, held in document.items() if key not in ("format", "version")}
    return upgraded(body, _version(document, text))


def _version(document: dict[str, object], text: str) -> int:
    version = document.get("version")
    if type(version) is not int or version < 1:
        why, remedy = message("document.no_version"), message("document.add_version", newest=NEWEST)
    elif version > NEWEST:
        why, remedy = (
            message("document.newer_version", newest=NEWEST),
            message("document.update_software", version=version),
        )
    else:
        return version
    raise _head_refusal("version", document, text, why, remedy)


def _head_refusal(key: str, document: dict[str, object], text: str, why: Message, remedy: Message) -> InvalidInput:
    read = shown(document[key]) if key in document else None
    return InvalidInput.of(key, why, remedy, read=read, line=line_of((key,), text))
