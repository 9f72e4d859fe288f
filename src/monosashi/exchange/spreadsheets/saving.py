"""A workbook or CSV of ours onto the disk: whole or not at all."""

from pathlib import Path

from monosashi.core.messages import InvalidInput, message
from monosashi.exchange.file_bytes import save_bytes
from monosashi.exchange.file_reasons import reason_of


def save_whole(raw: bytes, path: Path) -> None:
    """Write the file; a reader sees the old contents or the new ones.

    Raises InvalidInput with a sentence: no such folder, no right to write there, disk full, open in another program.
    """
    try:
        save_bytes(raw, path)
    except (OSError, ValueError) as error:
        why = message("spreadsheet.cannot_write", reason=reason_of(error))
        raise InvalidInput.of(str(path), why, message("spreadsheet.cannot_write.remedy")) from error
