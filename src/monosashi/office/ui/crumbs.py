"""Where a page stands: the way from the top to it."""

from dataclasses import dataclass

from monosashi.core.messages import Message


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way. `label` is a message or city content; `address` "" is the page itself."""

    label: Message | str
    address: str = ""
