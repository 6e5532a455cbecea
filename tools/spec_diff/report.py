"""What has changed, as text, Markdown or JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from attrs import frozen

from .changes import Change, Level
from .exceptions import Accepted

_TITLES = {Level.BREAKING: "Breaking", Level.RISKY: "Risky", Level.FINE: "Fine"}


@frozen
class Report:
    """The changes since *base*, those that were accepted, and what is wrong with that."""

    base: str
    versions: tuple[str | None, str]
    changes: Sequence[Change]
    accepted: Sequence[Accepted]
    troubles: Sequence[str]

    def reason(self, change: Change) -> str | None:
        """Why a change was accepted, or None."""
        return next((each.reason for each in self.accepted if each.covers(change)), None)

    @property
    def counted(self) -> dict[Level, list[Change]]:
        """The changes by level, the worst first."""
        return {level: [each for each in self.changes if each.level is level] for level in Level}

    @property
    def fails(self) -> bool:
        """Whether something breaks that nobody admits."""
        return bool(self.troubles)


def as_text(report: Report) -> str:
    """Return it for a terminal, the rule and the place on a line of their own, as an exception wants them."""
    lines = []
    for level, changes in report.counted.items():
        for each in changes:
            lines.append(f"{level.upper():9} {each.text}")
            reason = report.reason(each)
            lines.append(f"{'':9} {each.rule} at {each.where}{f', accepted: {reason}' if reason else ''}")

    return "\n".join([*lines, *([""] if lines else []), _sum(report), *report.troubles])


def as_markdown(report: Report) -> str:
    """Return it for the changelog."""
    lines = []
    for level, changes in report.counted.items():
        if changes:
            lines += [f"### {_TITLES[level]}", ""]
            for each in changes:
                reason = report.reason(each)
                lines.append(f"- {each.text}{f' (accepted: {reason})' if reason else ''}")

            lines.append("")

    return "\n".join([*lines, _sum(report), *(f"\n**{trouble}**" for trouble in report.troubles)])


def as_json(report: Report) -> str:
    """Return it for programs: an object with base, versions, changes and troubles."""
    changes = [
        {
            "rule": each.rule,
            "level": each.level.value,
            "where": each.where,
            "text": each.text,
            "accepted": report.reason(each),
        }
        for each in report.changes
    ]
    content = {
        "base": report.base,
        "versions": list(report.versions),
        "changes": changes,
        "troubles": list(report.troubles),
    }
    return json.dumps(content, indent=2, ensure_ascii=False)


FORMATS: dict[str, Callable[[Report], str]] = {"text": as_text, "markdown": as_markdown, "json": as_json}


def _sum(report: Report) -> str:
    if not report.changes:
        return f"nothing has changed for Python users since {report.base}"

    counts = ", ".join(f"{len(changes)} {level}" for level, changes in report.counted.items())
    return f"{counts} since {report.base}"
