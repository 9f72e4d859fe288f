"""What a browser does with a form: it takes the fields out of the page and sends them back."""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from django.test import Client

NS = "{http://www.w3.org/1999/xhtml}"
Fields = dict[str, list[str]]


def page(response: Any) -> Element:
    """The page as the standard reads it."""
    parsed: Element = html5lib.parse(response.content.decode(), treebuilder="etree")
    return parsed


def form_in(response: Any, number: int | str = "edit") -> Element:
    """The form with this id, or the n-th that is in the page's main part."""
    main = next(element for element in page(response).iter(f"{NS}main"))
    forms = list(main.iter(f"{NS}form"))
    return forms[number] if isinstance(number, int) else next(each for each in forms if each.get("id") == number)


def fields_of(form: Element) -> Fields:
    """Names and values as they would be sent if nobody touched anything."""
    sent: Fields = {}
    for name, value in _successful(form):
        sent.setdefault(name, []).append(value)
    return sent


def _successful(form: Element) -> Iterator[tuple[str, str]]:
    for element in form.iter():
        name = element.get("name")
        if not name:
            continue
        kind = element.tag.removeprefix(NS)
        if kind == "textarea":
            yield name, (element.text or "").replace("\n", "\r\n")
        elif kind == "select":
            options = list(element.iter(f"{NS}option"))
            chosen = [o for o in options if o.get("selected") is not None] or options[:1]
            yield from ((name, option.get("value", "")) for option in chosen)
        elif kind == "input" and element.get("type") in {"checkbox", "radio"}:
            if element.get("checked") is not None:
                yield name, element.get("value", "on")
        elif kind == "input":
            yield name, element.get("value", "")


def sent_fields(response: Any, number: int | str = "edit", **changed: str) -> Fields:
    """The form's fields with some changed. `__` in a name stands for `/`."""
    return fields_of(form_in(response, number)) | {name.replace("__", "/"): [text] for name, text in changed.items()}


def edited(client: Client, address: str, typed: dict[str, str], **more: Any) -> Any:
    """Open a page, type, and send."""
    opened = client.get(address)
    assert opened.status_code == 200, opened.content.decode()[:2000]
    return client.post(address, fields_of(form_in(opened)) | {name: [text] for name, text in typed.items()}, **more)


def text_of(response: Any) -> str:
    """All that the page's main part says."""
    main = next(element for element in page(response).iter(f"{NS}main"))
    return " ".join("".join(main.itertext()).split())
