"""A client library for accessing Atlas Control Plane

Generated from openapi/control_plane.json by `make generate`; never edit.
"""

from .client import AuthenticatedClient, Client

__all__ = (
    "AuthenticatedClient",
    "Client",
)
