"""`{% say "plans.list.heading" count=n %}`: the words of a message, in the language of the page."""

from enum import StrEnum

from django import template

from monosashi.core.messages import Message, Param, message
from monosashi.office.ui.language import spoken

register = template.Library()


@register.simple_tag
def say(id_: str, /, **params: Param) -> str:
    """The sentence with this id. What comes out is escaped by the template."""
    return spoken(message(id_, **params))


@register.filter
def said(sentence: Message | StrEnum | str) -> str:
    """A message or coded value that the page was given, in words."""
    return spoken(sentence) if isinstance(sentence, Message | StrEnum) else sentence
