"""What the state of people and places does not allow, in a sentence."""

from monosashi.core.messages import Message


class StateForbids(Exception):
    """It cannot be done as things stand. `why` says why and what to do. Nothing was changed."""

    def __init__(self, why: Message) -> None:
        super().__init__(why.id)
        self.why = why


class ChangedMeanwhile(StateForbids):
    """Somebody changed what the person was looking at. `why` says what happened."""
