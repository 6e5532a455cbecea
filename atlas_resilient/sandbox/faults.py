"""
The kinds of faults, as data.  All durations are seconds.

*after_commit* says whether the work is done and committed first.  What is sent in a broken way is then the
answer to that work; without the work, it is a 503.
"""

from __future__ import annotations

import math
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from email.utils import formatdate
from typing import Any, ClassVar, TypeAlias

from .answers import Answer, plain_error

_WITHOUT_BODY = {204, 304}


@dataclass(frozen=True)
class Status:
    """
    Answer *code*: with an error body in JSON, a page of *html* as a gateway writes it, or *empty*.

    `Status(200, html=True)` is success that is no JSON.  *retry_after* is sent as it is, sense or nonsense;
    *as_date* makes seconds an HTTP-date that many seconds from now.
    """

    name: ClassVar[str] = "status"

    code: int
    retry_after: int | float | str | None = field(default=None, kw_only=True)
    as_date: bool = field(default=False, kw_only=True)
    html: bool = field(default=False, kw_only=True)
    empty: bool = field(default=False, kw_only=True)
    after_commit: bool = field(default=False, kw_only=True)

    def __post_init__(self) -> None:
        if not is_int(self.code) or not 200 <= self.code <= 599:
            raise ValueError(f"code must be an integer from 200 to 599, not {self.code!r}")
        _check_flags(self, "as_date", "html", "empty", "after_commit")
        if self.html and self.empty:
            raise ValueError("html and empty must not be true both")
        value = self.retry_after
        if value is not None and not is_number(value) and not isinstance(value, str):
            raise ValueError(f"retry_after must be a number, text or None, not {value!r}")
        if value is not None and not re.fullmatch(r"(?! )[ -~\xa1-\xff]*(?<! )", str(value)):
            raise ValueError(f"retry_after must be what a header can carry, not {value!r}")
        # Ten years either way: more is no date to a good part of the world's libraries.
        if self.as_date and not (is_number(value) and abs(float(str(value))) <= 3.2e8):
            raise ValueError(f"retry_after must be seconds that can be a date, not {value!r}")

    def answer(self) -> Answer:
        """Return the answer that is given."""
        headers = {} if self.retry_after is None else {"Retry-After": self._retry_after()}
        if self.code == 401:
            headers["WWW-Authenticate"] = "Bearer"
        if self.empty or self.code in _WITHOUT_BODY:
            return Answer(self.code, "", headers)
        if self.html:
            page = f"<!DOCTYPE html><html><body><h1>{self.code}</h1></body></html>"
            return Answer(self.code, page, {**headers, "Content-Type": "text/html; charset=utf-8"})
        return plain_error(self.code, f"a fault of the sandbox: {self.code}", headers)

    def _retry_after(self) -> str:
        if not self.as_date:
            return str(self.retry_after)
        # The `Date` header beside it tells this machine's time as well, in whole seconds.
        return formatdate(math.ceil(time.time() + float(self.retry_after or 0)), usegmt=True)


@dataclass(frozen=True)
class CommitThenHangUp:
    """Do the work, commit it, and close the connection without a byte of answer."""

    name: ClassVar[str] = "commit_then_hang_up"


@dataclass(frozen=True)
class HangUp:
    """Close the connection before the body is read and before anything is done."""

    name: ClassVar[str] = "hang_up"


@dataclass(frozen=True)
class Delay:
    """Wait *seconds*, without keeping others waiting, then go on as if nothing was."""

    name: ClassVar[str] = "delay"

    seconds: float
    after_commit: bool = field(default=False, kw_only=True)

    def __post_init__(self) -> None:
        if not is_number(self.seconds) or not 0 <= self.seconds < math.inf:
            raise ValueError(f"seconds must be a finite number from 0, not {self.seconds!r}")
        _check_flags(self, "after_commit")


@dataclass(frozen=True)
class _Dripping:
    every: float = 0.1
    size: int = 1
    after_commit: bool = field(default=True, kw_only=True)

    def __post_init__(self) -> None:
        if not is_number(self.every) or not 0 <= self.every < math.inf:
            raise ValueError(f"every must be a finite number from 0, not {self.every!r}")
        if not is_int(self.size) or self.size < 1:
            raise ValueError(f"size must be an integer from 1, not {self.size!r}")
        _check_flags(self, "after_commit")


@dataclass(frozen=True)
class DripHeaders(_Dripping):
    """Send status line and headers *size* bytes at a time, one piece *every* so many seconds; then the body."""

    name: ClassVar[str] = "drip_headers"


@dataclass(frozen=True)
class DripBody(_Dripping):
    """Send the body *size* bytes at a time, one piece *every* so many seconds."""

    name: ClassVar[str] = "drip_body"


@dataclass(frozen=True)
class CutBody:
    """
    Send the first *keep* bytes of the body (half of it unless told), then close the connection.

    The last byte is never sent.  An answer without a body is cut in its headers.
    """

    name: ClassVar[str] = "cut_body"

    keep: int | None = None
    after_commit: bool = field(default=True, kw_only=True)

    def __post_init__(self) -> None:
        if self.keep is not None and (not is_int(self.keep) or self.keep < 0):
            raise ValueError(f"keep must be an integer from 0, or None for half, not {self.keep!r}")
        _check_flags(self, "after_commit")


@dataclass(frozen=True)
class WrongLength:
    """
    Announce a `Content-Length` that is *by* bytes off, send the whole body, then close the connection.

    Below zero the caller sees a body that ends too early; above, one that never comes to its end.
    """

    name: ClassVar[str] = "wrong_length"

    by: int = -1
    after_commit: bool = field(default=True, kw_only=True)

    def __post_init__(self) -> None:
        if not is_int(self.by) or not self.by or abs(self.by) > 2**31:
            raise ValueError(f"by must be an integer other than 0, not {self.by!r}")
        _check_flags(self, "after_commit")


@dataclass(frozen=True)
class Unhealthy:
    """Let `health` answer 503 with its own body, whose status is `unhealthy`; for no other operation."""

    name: ClassVar[str] = "unhealthy"


Fault: TypeAlias = (
    Status | CommitThenHangUp | HangUp | Delay | DripHeaders | DripBody | CutBody | WrongLength | Unhealthy
)

KINDS: dict[str, type[Fault]] = {
    kind.name: kind
    for kind in (
        Status,
        CommitThenHangUp,
        HangUp,
        Delay,
        DripHeaders,
        DripBody,
        CutBody,
        WrongLength,
        Unhealthy,
    )
}


def read_fault(members: Mapping[str, Any]) -> Fault:
    """
    Return the fault that *members* describe: `fault` names it, the others are its fields.

    Raises:
        ValueError: with what is allowed.
    """
    kind = KINDS.get(str(members.get("fault")))
    if kind is None:
        raise ValueError(f"fault must be one of {', '.join(KINDS)}, not {members.get('fault')!r}")
    values = {key: value for key, value in members.items() if key != "fault"}
    allowed = [each.name for each in fields(kind)]
    if unknown := sorted(set(values) - set(allowed)):
        raise ValueError(f"{kind.name} takes {', '.join(allowed) or 'no fields'}, not {', '.join(unknown)}")
    try:
        return kind(**values)
    except TypeError as error:
        raise ValueError(f"{kind.name} needs its field: {allowed[0]}") from error


def is_int(value: object) -> bool:
    """Whether *value* is an integer, and not true or false."""
    return isinstance(value, int) and not isinstance(value, bool)


def is_number(value: object) -> bool:
    """Whether *value* is a number, and not true or false."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _check_flags(fault: object, *names: str) -> None:
    for name in names:
        if not isinstance(value := getattr(fault, name), bool):
            raise ValueError(f"{name} must be true or false, not {value!r}")
