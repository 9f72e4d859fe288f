"""Why the system refused a file, as a sentence of the catalogues: its own words are English whatever the language."""

import errno
from collections.abc import Mapping

from monosashi.core.messages import Message, message

_NO_RIGHT = message("file.reason.no_right")
_IN_USE = message("file.reason.in_use")
_NAME = message("file.reason.name")
_FULL = message("file.reason.full")
_CUT_OFF = message("file.reason.cut_off")

_BY_NUMBER: Mapping[int, Message] = {
    errno.ENOENT: message("file.reason.missing"),
    errno.EACCES: _NO_RIGHT,
    errno.EPERM: _NO_RIGHT,
    errno.ENOSPC: _FULL,
    errno.EDQUOT: message("file.reason.quota"),
    errno.EFBIG: message("file.reason.too_big"),
    errno.EEXIST: message("file.reason.exists"),
    errno.ENOTEMPTY: message("file.reason.not_empty"),
    errno.EISDIR: message("file.reason.is_folder"),
    errno.ENOTDIR: message("file.reason.not_a_folder"),
    errno.EROFS: message("file.reason.read_only"),
    errno.ENAMETOOLONG: message("file.reason.name_too_long"),
    errno.ELOOP: message("file.reason.loop"),
    errno.EBUSY: _IN_USE,
    errno.EMFILE: message("file.reason.too_many_open"),
    errno.ENFILE: message("file.reason.too_many_open"),
    errno.EIO: message("file.reason.device"),
    errno.ENXIO: _CUT_OFF,
    errno.ENODEV: _CUT_OFF,
    errno.ESTALE: _CUT_OFF,
    errno.ETIMEDOUT: _CUT_OFF,
    errno.ENOTCONN: _CUT_OFF,
    errno.EHOSTDOWN: _CUT_OFF,
    errno.EHOSTUNREACH: _CUT_OFF,
    errno.ENETUNREACH: _CUT_OFF,
}

_BY_NUMBER_OF_WINDOWS: Mapping[int, Message] = {
    32: _IN_USE,  # ERROR_SHARING_VIOLATION, which is no lack of rights though its errno says so
    33: _IN_USE,  # ERROR_LOCK_VIOLATION
    39: _FULL,  # ERROR_HANDLE_DISK_FULL
    53: _CUT_OFF,  # ERROR_BAD_NETPATH
    59: _CUT_OFF,  # ERROR_UNEXP_NET_ERR
    64: _CUT_OFF,  # ERROR_NETNAME_DELETED
    112: _FULL,  # ERROR_DISK_FULL
    123: _NAME,  # ERROR_INVALID_NAME
}


_OF_THE_PLACE = frozenset({
    errno.EACCES, errno.EPERM, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.ENAMETOOLONG, errno.ELOOP, errno.EBUSY,
    errno.EIO, errno.ESTALE, errno.EHOSTDOWN,
})  # fmt: skip


def lies_in_the_place(error: OSError) -> bool:
    """Whether disk, drive, rights or name are to blame, whatever was being done: never a file that the software itself lacks."""
    return error.errno in _OF_THE_PLACE


def reason_of(error: OSError | ValueError) -> Message:
    """The whole sentence for the system's reason. What is not known by its number is told in the system's own words.

    A ValueError is that of a name that no system allows (NUL, half a letter).
    """
    if not isinstance(error, OSError):
        return _NAME
    known = _BY_NUMBER_OF_WINDOWS.get(getattr(error, "winerror", None) or 0) or _BY_NUMBER.get(error.errno or 0)
    if known is not None:
        return known
    words = error.strerror or str(error) or type(error).__name__
    if error.errno is None:
        return message("file.reason.unnumbered", words=words)
    return message("file.reason.other", number=error.errno, words=words)
