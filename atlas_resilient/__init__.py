"""
Resilient calls to the Atlas Control Plane, for scripts and for asyncio.

Read first: `client` (what you call), `policy` (what is repeated, how often), `errors` (what comes out).
All durations are seconds.
"""

from .breaker import CircuitBreaker
from .budget import RetryBudget
from .client import AsyncControlPlane, ControlPlane
from .errors import (
    AtlasAPIError,
    AtlasAuthenticationError,
    AtlasAuthorizationError,
    AtlasCircuitOpenError,
    AtlasConflictError,
    AtlasConnectionError,
    AtlasError,
    AtlasNotFoundError,
    AtlasRateLimitError,
    AtlasResponseError,
    AtlasServerError,
    AtlasTimeoutError,
    AtlasValidationError,
    DeploymentError,
)
from .get_or_create import get_or_create
from .low_level import low_level_client
from .policy import RetryPolicy
from .retry import retry, robust_operation
from .rollback import AsyncRollback, Rollback
from .safe_get import safe_get
from .waiters import wait_until

__all__ = [
    "AsyncControlPlane",
    "AsyncRollback",
    "AtlasAPIError",
    "AtlasAuthenticationError",
    "AtlasAuthorizationError",
    "AtlasCircuitOpenError",
    "AtlasConflictError",
    "AtlasConnectionError",
    "AtlasError",
    "AtlasNotFoundError",
    "AtlasRateLimitError",
    "AtlasResponseError",
    "AtlasServerError",
    "AtlasTimeoutError",
    "AtlasValidationError",
    "CircuitBreaker",
    "ControlPlane",
    "DeploymentError",
    "RetryBudget",
    "RetryPolicy",
    "Rollback",
    "get_or_create",
    "low_level_client",
    "retry",
    "robust_operation",
    "safe_get",
    "wait_until",
]
