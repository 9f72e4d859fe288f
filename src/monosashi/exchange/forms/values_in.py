"""Values on their way into a form: asked for once where they stand, and refused where the file cannot hold them."""

from collections.abc import Iterable
from decimal import Decimal

from monosashi.core.messages import Message, message
from monosashi.exchange.forms.grammar import Spot
from monosashi.exchange.forms.parts import FormFile
from monosashi.exchange.forms.values import Figure, FormValue, Lookup
from monosashi.exchange.spreadsheets.neutral import unwritable

EXACT_DIGITS = 15
"""Digits of a number that Excel keeps."""

_LARGEST_EXPONENT = 300


class Filling:
    """Asks for values and notes what is wrong with them."""

    def __init__(self, form: FormFile) -> None:
        self.form = form

    def value(self, spot: Spot, lookup: Lookup) -> FormValue:
        """What is put there; nothing for a mark. Line breaks are one letter."""
        if spot.is_mark:
            return ""
        value = lookup(spot.placeholder)
        return value if isinstance(value, Figure) else value.replace("\r\n", "\n").replace("\r", "\n")

    def printed(self, spots: Iterable[Spot], lookup: Lookup, place: Message) -> list[tuple[Spot, str]]:
        """The spots with their texts, those that cannot be written noted."""
        return self.texts([(spot, self.value(spot, lookup)) for spot in spots], place)

    def texts(self, values: Iterable[tuple[Spot, FormValue]], place: Message) -> list[tuple[Spot, str]]:
        """The values as texts, those that cannot be written noted."""
        found = [(spot, value.printed if isinstance(value, Figure) else value) for spot, value in values]
        for spot, text in found:
            self.check(text, place, spot.written)
        return found

    def check(self, text: str, place: Message, written: str, *, cell: bool = False) -> None:
        """Note why the file cannot hold the text. A `cell` holds no more than so many letters, a paragraph any number."""
        for fault in unwritable(text, ""):
            if cell == (fault.why.id == "spreadsheet.text_too_long"):
                why = message("forms.value_not_writable", placeholder=written, why=fault.why)
                self.form.problem(place, fault.read, why, fault.remedy)


def number_text(figure: Figure, *, is_percent: bool) -> str | None:
    """The number for a cell; for one that shows percents a hundredth, since 22.6 is 22.6 %. None: Excel would not keep it."""
    if not figure.number.is_finite() or abs(figure.number.adjusted()) > _LARGEST_EXPONENT:
        return None
    number = figure.number.normalize()
    if len(number.as_tuple().digits) > EXACT_DIGITS:
        return None
    shown = format(number.scaleb(-2) if is_percent else number, "f")
    return "0" if Decimal(shown) == 0 else shown
