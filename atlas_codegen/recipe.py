"""What a package is made from."""

from __future__ import annotations

from pathlib import Path

from attrs import frozen
from openapi_python_client.config import ConfigFile

from .document import Document


@frozen
class Clients:
    """The clients that stand on atlas_resilient: the word their names begin with, their variables' too."""

    name: str
    variables: str
    # Where the document says that the service is.
    servers: tuple[str, ...]


@frozen
class Recipe:
    """
    A document that `checks` has nothing against, settings with the package's name, and templates.

    *origin* is what the modules say of themselves: from what they were generated, and by what.  *clients* are made
    as well, if they are wanted.
    """

    document: Document
    config: ConfigFile
    templates: Path
    origin: str
    clients: Clients | None = None

    @property
    def package(self) -> str:
        """The name of the package."""
        return str(self.config.package_name_override)
