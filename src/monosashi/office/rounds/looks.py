"""How the state of a sheet looks wherever it stands as a tag."""

from collections.abc import Mapping
from types import MappingProxyType

from monosashi.office.rounds.states import SheetState

LOOKS: Mapping[SheetState, str] = MappingProxyType(
    {
        SheetState.UNANSWERED: "none",
        SheetState.DRAFTING: "draft",
        SheetState.AWAITING_CONFIRMATION: "wait",
        SheetState.SUBMITTED: "wait",
        SheetState.RETURNED: "look",
        SheetState.ACCEPTED: "done",
        SheetState.LEFT_OUT: "none",
        SheetState.FINALISED: "done",
    }
)
