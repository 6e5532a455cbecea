"""
Idempotency keys: the first answer again, instead of the work again.

The key is written in the transaction of the work, so that both are committed or neither is.  A duplicate
that comes while the first still runs waits, as all do who write: writers take turns.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from .answers import Answer, Refused, field_error, plain_error
from .tables import KeptAnswer

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
KEPT_FOR = timedelta(hours=24)

Effect = Callable[[Session], Answer]


@dataclass(frozen=True)
class Ticket:
    """
    What an idempotency key belongs to, and the fingerprint of the body that came with it.
    """

    caller: str
    method: str
    path: str
    key: str
    fingerprint: str

    @property
    def place(self) -> tuple[str, str, str, str]:
        """The primary key of the kept answer."""
        return (self.caller, self.method, self.path, self.key)


def fingerprint(text: str | bytes) -> str:
    """Return what stands for *text* where *text* itself is not to be stored."""
    return hashlib.sha256(text if isinstance(text, bytes) else text.encode()).hexdigest()


def check_key(key: str) -> None:
    """Refuse a *key* that is not 1 to 255 visible ASCII characters."""
    if not re.fullmatch("[!-~]{1,255}", key):
        loc = ["header", HEADER]
        raise Refused(
            field_error(loc, "must be 1 to 255 visible ASCII characters", "string_pattern_mismatch")
        )


def once(session: Session, ticket: Ticket, effect: Effect, now: datetime) -> Answer:
    """
    Return the answer of *effect*, or the one that was kept when the same call came before.

    Raises:
        Refused: with 429 or 5xx, which are not kept.
    """
    session.execute(delete(KeptAnswer).where(KeptAnswer.created_at <= now - KEPT_FOR))
    kept = session.get(KeptAnswer, ticket.place)
    if kept is not None:
        return _replay(kept, ticket)
    answer = _run(session, effect)
    session.add(
        KeptAnswer(
            caller=ticket.caller,
            method=ticket.method,
            path=ticket.path,
            key=ticket.key,
            fingerprint=ticket.fingerprint,
            created_at=now,
            status=answer.status,
            body=answer.body,
        )
    )
    return answer


def _run(session: Session, effect: Effect) -> Answer:
    try:
        with session.begin_nested():
            return effect(session)
    except Refused as refusal:
        if refusal.answer.status == 429 or refusal.answer.status >= 500:
            raise
        return refusal.answer


def _replay(kept: KeptAnswer, ticket: Ticket) -> Answer:
    if kept.fingerprint != ticket.fingerprint:
        return plain_error(422, f"this {HEADER} was used with another body")
    if kept.status is None:
        raise RuntimeError("an idempotency key was committed without its answer")
    return Answer(kept.status, kept.body or "", {REPLAYED: "true"})
