"""Whether it was the disk that an error tells of: full, over its quota, or not to be written to."""

import errno
import sqlite3
from collections.abc import Iterator

_ERRNO = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO})
_SQLITE = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN})
_POSTGRESQL = frozenset({"53100", "58030"})
"""disk_full and io_error."""


class NoRoom(Exception):
    """What had to be kept with a page could not be written."""


def is_no_room(error: BaseException | None) -> bool:
    """Whether the error, or one that it came of, says so. Django hides the database's own error behind several others."""
    return any(_says_so(each) for each in _chain(error))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _says_so(error: BaseException) -> bool:
    if isinstance(error, NoRoom):
        return True
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", 0) & 0xFF in _SQLITE
    if isinstance(error, OSError):
        return error.errno in _ERRNO
    return getattr(error, "sqlstate", None) in _POSTGRESQL
