"""The published document, from the service or from a file, as bytes of a bearable number."""

from __future__ import annotations

import re
import time
from pathlib import Path

import httpx

from .refusal import Refusal

TIMEOUT = 30.0  # seconds, for all of it
LIMIT = 20 * 2**20  # bytes; ours has 0.2 MiB


def fetched(url: str, *, timeout: float = TIMEOUT, limit: int = LIMIT) -> bytes:
    """
    Return what *url* answers.

    Raises:
        Refusal: it can't be reached, takes longer than *timeout* seconds, answers anything but 200, or more
            than *limit* bytes.
    """
    name = shown(url)
    end = time.monotonic() + timeout
    content = bytearray()
    try:
        with httpx.stream("GET", url, timeout=timeout, headers={"Accept": "application/json"}) as answer:
            if answer.status_code != 200:
                raise Refusal(f"{name} answers {answer.status_code}, not 200")

            for chunk in answer.iter_bytes():
                content += chunk
                if len(content) > limit:
                    raise Refusal(f"{name} answers more than {limit} bytes")
                if time.monotonic() > end:
                    raise Refusal(f"{name} takes more than {timeout:g} s")
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise Refusal(f"{name} can't be fetched: {reason}") from error

    return bytes(content)


def shown(source: str) -> str:
    """Return an address as it may be told, which ends up in logs and in what is generated; a file as it is."""
    if not source.startswith(("http://", "https://")):
        return source

    return re.split("[?#]", source)[0].rpartition("@")[2]


def read(path: Path, *, limit: int = LIMIT) -> bytes:
    """
    Return what is in a file.

    Raises:
        Refusal: it can't be read, or has more than *limit* bytes.
    """
    try:
        if path.stat().st_size > limit:
            raise Refusal(f"{path} has more than {limit} bytes")

        return path.read_bytes()
    except OSError as error:
        raise Refusal(f"{path} can't be read: {error.strerror}") from error
