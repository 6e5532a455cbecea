"""The command as it is run: what it makes, what it says, and that it leaves everything else alone."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from atlas_codegen import __main__ as command
from atlas_codegen.refusal import Refusal, run_as_program
from atlas_resilient.testing import ScriptedServer, answer
from tests.codegen.documents import SHOP, document, importable, one, parameter, written
from tests.generating import python, tree
from tests.raw_server import RawServer, answers, closes, says

SAID = "generated 2 operations: from {0} import {1}Client, Async{1}Client\n"


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command."""
    return python("-m", "atlas_codegen", *map(str, arguments), **environment)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package `shop`, made of a file; not to be changed."""
    folder = tmp_path_factory.mktemp("made")
    done = run(written(folder, SHOP), "--output", folder / "src" / "deep" / "shop")

    assert (done.returncode, done.stdout, done.stderr) == (0, SAID.format("shop.clients", "Shop"), "")
    return folder / "src" / "deep" / "shop"


def test_a_package_is_made_of_a_file(made: Path) -> None:
    """In folders that weren't there; it says from what it was made and where to begin; nothing else is left."""
    clients = (made / "clients.py").read_text()

    assert "Generated from shop.json by `python -m atlas_codegen`; never edit." in clients
    assert "class ShopClient(SyncClient, SyncMethods):" in clients
    assert "class AsyncShopClient(AsyncClient, AsyncMethods):" in clients
    assert (made / "py.typed").is_file()
    assert [path.name for path in made.parent.iterdir()] == ["shop"]


def test_a_package_is_made_of_an_address(made: Path, tmp_path: Path) -> None:
    """Over a socket; what the address holds besides the name is not repeated."""
    with RawServer(says(answers(json.dumps(SHOP).encode()))) as server:
        done = run(f"{server.url}/v1/shop.json", "--output", tmp_path / "shop")

    assert (done.returncode, done.stderr) == (0, "")
    assert tree(tmp_path / "shop") == tree(made)


def test_yaml_makes_the_same_package(made: Path, tmp_path: Path) -> None:
    """But for the name of what it was made from."""
    done = run(written(tmp_path, f"# YAML\n{json.dumps(SHOP)}"), "--output", tmp_path / "shop")

    assert (done.returncode, done.stderr) == (0, "")
    assert tree(tmp_path / "shop") == tree(made)


def test_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    """Of credentials, names and types alike."""
    schemes = {
        name: {"type": "apiKey", "in": "header", "name": f"X-{name}"} for name in ("one", "two", "three")
    }
    wanted: list[Any] = [{name: [] for name in schemes}]
    stranger = document(one(security=wanted, tags=["b", "a"]), securitySchemes=schemes)
    trees = []
    for each in ("0", "4242"):
        output = tmp_path / each / "shop"
        done = run(written(tmp_path, stranger), "--output", output, PYTHONHASHSEED=each)
        assert (done.returncode, done.stderr) == (0, "")
        trees.append(tree(output))

    assert trees[0] == trees[1]


def test_a_wrong_call_is_two(tmp_path: Path) -> None:
    """As every program has it."""
    without_output, unknown = run("shop.json"), run("shop.json", "--output", tmp_path / "shop", "--fast")

    assert (without_output.returncode, unknown.returncode) == (2, 2)
    assert "--output" in without_output.stderr
    assert "--fast" in unknown.stderr


REFUSED: list[tuple[Any, str]] = [
    ("{", "is not JSON"),
    ({"swagger": "2.0", "paths": {}}, "is not OpenAPI 3.0 or 3.1, but says openapi: None"),
    ({**SHOP, "info": {}}, "is not valid OpenAPI 3.1 at /info"),
    ({**SHOP, "info": []}, "is not valid OpenAPI 3.1 at /info"),
    ({**SHOP, "paths": {"/a": []}}, "shop.json"),
    ({**SHOP, "paths": {"/a": {"get": 1}}}, "shop.json"),
    ({**SHOP, "components": 1}, "shop.json"),
    (document(one(responses={"200": {"$ref": "#/components/responses/No"}})), "refers to nothing"),
    (document(one(responses={"200": {"$ref": "b.json"}})), "refers to another document at"),
    (
        document(one(parameters=[parameter("a", "path")])),
        "Path parameter 'a' for 'get' operation in '/things' was not",
    ),
    (document(one(parameters=[parameter("a", "nowhere")])), "is not valid OpenAPI 3.1 at "),
    (document(one(**{"x-atlas-nonsense": 1})), "there is no x-atlas-nonsense"),
]


@pytest.mark.parametrize(("stranger", "complaint"), REFUSED)
def test_a_refusal_is_one_and_a_line(
    stranger: Any,
    complaint: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Without a traceback, and nothing is made, not even a folder."""
    file = written(tmp_path, stranger)
    before = sorted(tmp_path.rglob("*"))

    code = called(monkeypatch, file, "--output", tmp_path / "new" / "shop")

    out, err = capsys.readouterr()
    assert (code, out) == (1, "")
    assert complaint in err
    assert len(err.splitlines()) == 1
    assert sorted(tmp_path.rglob("*")) == before


def called(monkeypatch: pytest.MonkeyPatch, *arguments: str | Path) -> int:
    """Run the command in this process, which is quicker, and return its exit code."""
    monkeypatch.setattr("sys.argv", ["atlas_codegen", *map(str, arguments)])
    try:
        run_as_program(command.main)
    except SystemExit as end:
        return int(str(end.code))

    return 0


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    """A file, and an address that nobody listens at or that answers something else; as the program has it."""
    with RawServer(says(answers(b"{}", status="404 Not Found"))) as server:
        address = f"{server.url}/openapi.json"
        missing = run(address, "--output", tmp_path / "shop")
    nobody = run(address, "--output", tmp_path / "shop")
    with RawServer(closes) as server:
        silent = run(f"{server.url}/openapi.json", "--output", tmp_path / "shop")
    file = run(tmp_path / "no.json", "--output", tmp_path / "shop")

    assert [each.returncode for each in (missing, nobody, silent, file)] == [1, 1, 1, 1]
    assert missing.stderr.endswith("/openapi.json answers 404, not 200\n")
    assert nobody.stderr.endswith("/openapi.json can't be fetched: [Errno 111] Connection refused\n")
    assert "/openapi.json can't be fetched: " in silent.stderr
    assert file.stderr == f"{tmp_path}/no.json can't be read: No such file or directory\n"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("content", ["{", "[]", "a: [", json.dumps({**SHOP, "info": {}})])
def test_what_is_secret_in_an_address_is_not_told(
    content: str, tmp_path: Path, monkeypatch: Any, capsys: Any
) -> None:
    """Neither the password nor a key in the query, when it is refused."""
    with RawServer(says(answers(content.encode()))) as server:
        address = f"http://me:secret@127.0.0.1:{server.port}/shop.json?key=secret#secret"
        assert called(monkeypatch, address, "--output", tmp_path / "shop") == 1

    assert called(monkeypatch, address, "--output", tmp_path / "shop") == 1
    assert "secret" not in capsys.readouterr().err


def test_what_is_secret_in_an_address_is_not_generated(tmp_path: Path, monkeypatch: Any) -> None:
    """The package may be published."""
    with RawServer(says(answers(json.dumps(SHOP).encode()))) as server:
        address = f"http://me:secret@127.0.0.1:{server.port}/shop.json?key=secret#secret"
        assert called(monkeypatch, address, "--output", tmp_path / "shop") == 0

    found = tree(tmp_path / "shop")
    assert not [name for name, content in found.items() if b"secret" in content]
    assert b"Generated from shop.json by" in found["clients.py"]


def test_a_package_has_the_name_that_is_asked_for(tmp_path: Path) -> None:
    """Whatever its folder is called: clients and variables follow it."""
    done = run(written(tmp_path, SHOP), "--output", tmp_path / "vendored-shop", "--package", "corner_shop2")

    clients = (tmp_path / "vendored-shop" / "clients.py").read_text()
    assert done.stdout == SAID.format("corner_shop2.clients", "CornerShop2")
    assert "class AsyncCornerShop2Client" in clients
    assert '_variables = "CORNER_SHOP2"' in clients


@pytest.mark.parametrize(
    "name",
    [
        "my-shop",
        "Shop",
        "2shops",
        "shop.api",
        "import",
        "größe",
        "",
        "_",
        "a b",
        "../shop",
        "shop\n",
        "match ",
    ],
)
def test_names_that_are_none_are_refused(name: str, tmp_path: Path) -> None:
    """Nobody could import it, or set its variables."""
    with pytest.raises(Refusal, match="is no name for a package: lower-case letters, digits and underscores"):
        command.make(str(written(tmp_path, SHOP)), tmp_path / "out", name)

    assert [path.name for path in tmp_path.iterdir()] == ["shop.json"]


@pytest.mark.parametrize("name", ["atlas", "atlas_resilient", "atlas_control_plane"])
def test_names_of_ours_are_refused(name: str, tmp_path: Path) -> None:
    """One would hide the library, another one read the token that is for Atlas."""
    with pytest.raises(Refusal, match=f"{name} is a name of ours"):
        command.make(str(written(tmp_path, SHOP)), tmp_path / "out", name)


def test_an_overlay_is_put_on_the_document(tmp_path: Path) -> None:
    """A fact that the document lacks; one that does nothing is refused."""
    adds = {"target": "$.paths['/ping'].get", "update": {"x-atlas-repeatable": True, "operationId": "knock"}}
    overlay = {"overlay": "1.0.0", "info": {"title": "Ours", "version": "1"}, "actions": [adds]}
    file = written(tmp_path, overlay, "overlay.json")

    done = run(written(tmp_path, SHOP), "--output", tmp_path / "shop", "--overlay", file)
    nothing = {**overlay, "actions": [{**adds, "target": "$.paths['/pong'].get"}]}
    refused = run(
        written(tmp_path, SHOP),
        "--output",
        tmp_path / "other",
        "--overlay",
        written(tmp_path, nothing, "no.json"),
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "def knock(self)" in (tmp_path / "shop" / "sync_methods.py").read_text()
    assert (refused.returncode, refused.stdout) == (1, "")
    assert (
        refused.stderr
        == "overlay action 1, $.paths['/pong'].get: there is no such thing in the published document\n"
    )
    assert not (tmp_path / "other").exists()


def test_the_package_works_wherever_it_is_moved(made: Path, tmp_path: Path) -> None:
    """Below another package, under another name."""
    inside = tmp_path / "application" / "services"
    inside.mkdir(parents=True)
    (tmp_path / "application" / "__init__.py").touch()
    (inside / "__init__.py").touch()
    for name, text in tree(made).items():
        file = inside / "moved" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text)

    with importable(tmp_path / "application"):
        from importlib import import_module

        moved = import_module("application.services.moved.clients")
        with ScriptedServer(answer(200), service=moved.SERVICE) as server:
            with moved.ShopClient("http://shop.test", transport=server.transport) as shop:
                assert shop.ping() is None
            assert server.calls == ["GET /ping"]
