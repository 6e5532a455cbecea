"""Contains some shared types for properties"""

import logging
from collections.abc import Mapping, MutableMapping
from enum import StrEnum
from typing import IO, BinaryIO, Generic, Literal, Self, TypeVar, final

from attrs import define


@final
class Unset:
    """The type of UNSET, which there is only one of: also in copies, and in another process"""

    _only: "Unset | None" = None

    def __new__(cls) -> "Unset":
        if cls._only is None:
            cls._only = super().__new__(cls)
        return cls._only

    def __bool__(self) -> Literal[False]:
        return False

    def __reduce__(self) -> str:
        return "UNSET"

    def __repr__(self) -> str:
        return "UNSET"


UNSET: Unset = Unset()


_logger = logging.getLogger(__package__)
_UNKNOWN: set[tuple[str, str]] = set()


class OpenEnum(StrEnum):
    """Strings that the document names; one that it doesn't name is kept as it is, not refused"""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None

        # A word for whoever looks after this client; once, and not for every invention of a server gone wild.
        if len(_UNKNOWN) < 100 and (cls.__name__, value) not in _UNKNOWN:
            _UNKNOWN.add((cls.__name__, value))
            _logger.warning(
                "%s: %.80r is not in the document that this client was made from", cls.__name__, value
            )

        # Not registered with the class: a server's inventions must not pile up.
        member = str.__new__(cls, value)
        member._name_ = member._value_ = str(value)
        return member


# The types that `httpx.Client(files=)` can accept, copied from that library.
FileContent = IO[bytes] | bytes | str
FileTypes = (
    # (filename, file (or bytes), content_type)
    tuple[str | None, FileContent, str | None]
    # (filename, file (or bytes), content_type, headers)
    | tuple[str | None, FileContent, str | None, Mapping[str, str]]
)
RequestFiles = list[tuple[str, FileTypes]]


@define
class File:
    """Contains information for file uploads"""

    payload: BinaryIO
    file_name: str | None = None
    mime_type: str | None = None

    def to_tuple(self) -> FileTypes:
        """Return a tuple representation that httpx will accept for multipart/form-data"""
        # Without a name it would be a field, and no file.
        return self.file_name or "file", self.payload, self.mime_type


T = TypeVar("T")


@define
class Response(Generic[T]):
    """A response from an endpoint; its status is any integer, 499 and 520 included, and *method* what was asked with"""

    status_code: int
    content: bytes
    headers: MutableMapping[str, str]
    parsed: T | None
    method: str | None = None


__all__ = ["UNSET", "File", "FileTypes", "OpenEnum", "RequestFiles", "Response", "Unset"]
