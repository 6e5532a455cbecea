"""A pull brings everything, or it says in a line why not and leaves every byte as it was."""

from __future__ import annotations

import json
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from atlas_codegen import build as codegen
from atlas_codegen.document import Document
from atlas_codegen.refusal import Refusal
from tests.generating import tree
from tests.spec_pull.trees import add_a_filter, after, operation, planted, published, schema
from tools.spec_pull import __main__ as program
from tools.spec_pull import swap
from tools.spec_pull.__main__ import pull
from tools.spec_pull.swap import replace_all


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A tree that a pull can change."""
    return planted(tmp_path)


def test_a_pull_brings_the_document_and_says_what_it_changes(root: Path) -> None:
    """Both files, and nothing else, are those of today."""
    before = tree(root)

    told: list[str] = []

    pull(after(add_a_filter), root, told.append)

    assert told[0].splitlines()[0] == "FINE      `ControlPlane.list_tools` now takes `source`"
    now = tree(root)
    assert {name for name in now if now[name] != before.get(name)} == {
        "openapi/control_plane.json",
        "openapi/published.json",
    }
    assert set(now) == set(before)
    document = json.loads(now["openapi/control_plane.json"])
    listing = document["paths"]["/api/v1/tools/"]["get"]
    assert (listing["operationId"], listing["parameters"][0]["name"]) == ("list_tools", "source")
    assert "x-atlas-natural-key" in document["paths"]["/api/v1/tools"]["post"]


def test_a_pull_of_the_same_changes_nothing(root: Path) -> None:
    """Whatever the order of the keys in what is published."""
    before = tree(root)
    otherwise = json.dumps(dict(reversed(published().items()))).encode()

    told: list[str] = []

    pull(otherwise, root, told.append)

    assert told == ["nothing has changed for Python users since the document of before"]
    assert tree(root) == before


def test_our_own_document_is_not_taken_for_the_service_s(root: Path) -> None:
    """A sandbox publishes what we have made: facts of ours in it would be ours forever, true or not."""
    before = tree(root)

    with pytest.raises(
        Refusal, match=r"overlay action 1, \$\.info: the published document says that already"
    ):
        pull((root / "openapi" / "control_plane.json").read_bytes(), root, print)

    assert tree(root) == before


def same_name(document: Document) -> None:
    operation(document, "get_tool")["operationId"] = "list_tools"


def outside(document: Document) -> None:
    schema(document, "ToolRead")["properties"]["name"] = {"$ref": "https://localhost/other.json#/Name"}


def dangling(document: Document) -> None:
    del document["components"]["schemas"]["RiskLevel"]


def colliding(document: Document) -> None:
    schema(document, "RiskLevel")["enum"] += ["very-high", "very_high"]


def multipart(document: Document) -> None:
    body = operation(document, "update_tool")["requestBody"]
    body["content"] = {"text/plain": body["content"].pop("application/json")}


def no_success(document: Document) -> None:
    del operation(document, "get_tool")["responses"]["200"]


def without_the_create(document: Document) -> None:
    del document["paths"]["/api/v1/tools"]


def wrong_kind(document: Document) -> None:
    operation(document, "get_tool")["operationId"] = 5


def titled(document: Document) -> None:
    for name in ("ToolRead", "ToolCreate"):
        schema(document, name)["properties"]["inner"] = {
            "type": "object",
            "title": "Own",
            "properties": {"a": {"type": "string"}},
        }


Change = Callable[[Document], object]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "what is published is not JSON: Expecting value"),
        (b"<html>", "what is published is not JSON: Expecting value"),
        (b"\xff{}", "what is published is not JSON: .*codec can't decode"),
        (b"[" * 100_000, "what is published is not JSON: maximum recursion depth"),
        (after()[:-9], "what is published is not JSON"),
        (b'{"a": 1, "a": 2}', "what is published is not JSON: the key 'a' stands twice"),
        (b"[]", "is not OpenAPI 3.0 or 3.1, but says openapi: None"),
        (b'{"swagger": "2.0", "paths": {}}', "is not OpenAPI 3.0 or 3.1, but says openapi: None"),
        (after(lambda d: d.update(openapi="3.2.0")), "is not OpenAPI 3.0 or 3.1, but says openapi: '3.2.0'"),
        (after(lambda d: d.update(paths=[])), "is not OpenAPI 3.0 or 3.1"),
        (after(lambda d: d.pop("info")), r"overlay action 1, \$\.info: there is no such thing"),
        (after(outside), "refers to another document at /components/schemas/ToolRead/properties/name: https"),
        (after(dangling), "#/components/schemas/RiskLevel refers to nothing"),
        (after(same_name), "is not valid OpenAPI 3.1 .*'list_tools' .* is not unique"),
        (after(no_success), "get_tool has to have a success answer, 200 to 299"),
        (after(colliding), "2 values would be the member VERY_HIGH: state x-enum-varnames"),
        (after(wrong_kind), "what is published has something of the wrong kind, or endless, in it"),
        (after(titled), "2 schemas are titled or named Own: only one of them would be generated"),
        (
            after(without_the_create),
            r"overlay action 3, \$\.paths\['/api/v1/tools'\]\.post: there is no such thing",
        ),
        (after(multipart), "openapi-python-client warns: .*update_tool|Unsupported content type"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_can_not_be_generated_is_refused(content: bytes, complaint: str, root: Path) -> None:
    """One line says why, and the tree is the same to the byte."""
    before = tree(root)

    with pytest.raises(Refusal, match=complaint) as caught:
        pull(content, root, print)

    assert "\n" not in str(caught.value)
    assert tree(root) == before


def stop(*_: Any, **__: Any) -> None:
    """Be interrupted."""
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("module", "name"), [(program, "build"), (codegen, "tidy"), (program, "replace_all"), (swap, "_swap")]
)
def test_an_interruption_leaves_everything_as_it_was(
    module: Any, name: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the generation, in it, after it, and just before the files change."""
    before = tree(root)
    monkeypatch.setattr(module, name, stop)

    with pytest.raises(KeyboardInterrupt):
        pull(after(add_a_filter), root, print)

    assert tree(root) == before


def test_what_can_not_be_shown_is_not_done(root: Path) -> None:
    """The difference comes first: whoever closes the pipe has not seen it."""
    before = tree(root)

    def closed(_: str) -> None:
        raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        pull(after(add_a_filter), root, closed)

    assert tree(root) == before


def test_files_change_together_or_not_at_all(tmp_path: Path) -> None:
    """The second one can't be replaced: the first is what it was, a new one is gone again."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "a").write_text("old")
    wanted = {tmp_path / "a": "new", tmp_path / "b": "new", tmp_path / "folder": "new"}

    with pytest.raises(OSError, match="folder"):
        replace_all(tmp_path, wanted)

    assert tree(tmp_path) == {"a": b"old"}


def test_a_signal_waits_until_all_files_are_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A SIGTERM between the renames comes after them."""
    inside = swap._swap
    seen: list[set[str]] = []

    def interrupted(*arguments: Any) -> None:
        # To this thread, which has it blocked: another of the test process would take it at once.
        signal.pthread_kill(threading.get_ident(), signal.SIGTERM)
        assert seen == []
        inside(*arguments)

    monkeypatch.setattr(swap, "_swap", interrupted)
    before = signal.signal(signal.SIGTERM, lambda *_: seen.append(set(tree(tmp_path))))
    try:
        replace_all(tmp_path, {tmp_path / "a": "new", tmp_path / "b": "new"})
    finally:
        signal.signal(signal.SIGTERM, before)

    assert [names >= {"a", "b"} for names in seen] == [True]
