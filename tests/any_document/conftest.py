"""The clients of every document, generated once."""

from __future__ import annotations

import importlib
import inspect
import subprocess
import sys
import typing
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from attrs import frozen

from .reading import FOLDER, Document, Operation, read

# The names are those of the services: a package "fastapi" would hide another one.
NAMES = {
    "fastapi.json": "market",
    "litestar.json": "railway",
    "drf.yaml": "clinic",
    "typespec.yaml": "newsroom",
}


@frozen(eq=False, repr=False)
class Made:
    """A generated package: its modules, and the names that its annotations use."""

    name: str
    folder: Path
    document: Document
    operations: ModuleType
    clients: ModuleType
    names: dict[str, Any]

    def client(self, prefix: str, **options: Any) -> Any:
        """Return a client with credentials for everything, sync or, with the prefix "Async", async."""
        schemes = self.document["components"]["securitySchemes"].values()
        headers = {"Authorization": "Bearer secret"} if any("scheme" in each for each in schemes) else {}
        headers |= {each["name"]: "key" for each in schemes if each.get("in") == "header"}
        headers.pop(self.operations.SERVICE.token_header, None)
        made = getattr(self.clients, f"{prefix}{self.name.title()}Client")
        return made("http://any.test", token="secret", headers=headers, **options)

    def method_name(self, operation: Operation) -> str:
        """Return the name of the method that is an operation of the document."""
        [found] = [
            name
            for name, each in self.operations.OPERATIONS.items()
            if (each.method.upper(), each.path) == (operation.method, operation.path)
        ]
        return str(found)

    def hints(self, method: Any) -> dict[str, Any]:
        """Return the types of a method's arguments, and of what it returns."""
        return typing.get_type_hints(inspect.unwrap(method), localns=self.names)


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Made]]:
    """The package of each document, by the document's file name."""
    folder = tmp_path_factory.mktemp("generated")
    sys.path.insert(0, str(folder))
    running = {document: _started(folder, document, name) for document, name in NAMES.items()}
    for document, process in running.items():
        said, _ = process.communicate()
        assert process.returncode == 0, f"{document}: {said}"
    importlib.invalidate_caches()
    yield {document: _made(folder, document, name) for document, name in NAMES.items()}
    sys.path.remove(str(folder))
    for module in [each for each in sys.modules if each.partition(".")[0] in NAMES.values()]:
        del sys.modules[module]


def _started(folder: Path, document: str, name: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "atlas_codegen", str(FOLDER / document), "--output", str(folder / name)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def _made(folder: Path, document: str, name: str) -> Made:
    models, types = importlib.import_module(f"{name}.models"), importlib.import_module(f"{name}.types")
    names = {each: getattr(models, each) for each in models.__all__}
    return Made(
        name,
        folder / name,
        read(document),
        importlib.import_module(f"{name}.operations"),
        importlib.import_module(f"{name}.clients"),
        {**names, "File": types.File},
    )
