"""
Every error that this library raises.

    AtlasError                        anything below; carries the attempts and what to do next
    ├── AtlasAPIError                 Atlas answered with an error status
    │   ├── AtlasValidationError      400, 422: the input is wrong
    │   ├── AtlasAuthenticationError  401: the token is missing or wrong
    │   ├── AtlasAuthorizationError   403: the token may not do this
    │   ├── AtlasNotFoundError        404, 410: there is no such resource
    │   ├── AtlasConflictError        409: it exists, is in use, or can't change any more
    │   ├── AtlasRateLimitError       429: too many requests
    │   └── AtlasServerError          5xx: Atlas, or a gateway before it, failed
    ├── AtlasConnectionError          no connection, or it broke before the whole answer came
    │   └── AtlasCircuitOpenError     not sent: the circuit breaker leaves Atlas alone for a while
    ├── AtlasTimeoutError             no answer, or no final state, in time
    ├── AtlasResponseError            an answer that can't be understood
    └── DeploymentError               a whole operation failed: nothing left to try

Wrong arguments are a `ValueError` or `TypeError`, raised before anything is sent.
All durations are seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from attrs import frozen

if TYPE_CHECKING:
    import httpx

    from ._steps import Attempt


@frozen
class FieldError:
    """One thing that is wrong with the input: where (`loc`), in words (`msg`), and of what `type`."""

    loc: tuple[str | int, ...]
    msg: str
    type: str

    def __str__(self) -> str:
        return f"{'.'.join(map(str, self.loc))}: {self.msg}"


class AtlasError(Exception):
    """
    The root of every error of this library.

    Attributes:
        recoverable: True where trying again later may help.
        user_action: what a person can do about it, in a few words.
        attempts: one `Attempt` for each request that was made.
        stop_reason: why there was no further attempt; None where no attempt loop was involved.
        transient: the failure is of a kind that passes.
        throttled: Atlas refused the request unprocessed, as too many came.
        safe_to_repeat: making the same call again can't do anything twice.
        outcome_unknown: the request may have taken effect, although no proper answer came.
        retry_after: the seconds Atlas asked to wait, or None.
    """

    recoverable: bool = False
    user_action: str = "Report issue"
    transient: bool = False
    throttled: bool = False
    safe_to_repeat: bool = True
    outcome_unknown: bool = False
    retry_after: float | None = None
    stop_reason: str | None = None

    def __init__(
        self,
        message: str = "",
        *,
        transient: bool | None = None,
        safe_to_repeat: bool | None = None,
        outcome_unknown: bool = False,
        request_id: str | None = None,
    ) -> None:
        super().__init__(message)
        self.attempts: tuple[Attempt, ...] = ()
        self.request_id = request_id
        self.outcome_unknown = outcome_unknown
        if transient is not None:
            self.transient = self.recoverable = transient
        if safe_to_repeat is not None:
            self.safe_to_repeat = safe_to_repeat

    def __str__(self) -> str:
        text = str(self.args[0]) if self.args else ""
        if self.outcome_unknown:
            text += " (the outcome is unknown: it may have taken effect)"

        if len(self.attempts) > 1:
            text += f" [{len(self.attempts)} attempts, {self.stop_reason}]"

        return text


class AtlasAPIError(AtlasError):
    """
    Atlas answered with an error status.

    Example:
        >>> try:
        ...     atlas.create_agent_class({"name": ""})
        ... except AtlasAPIError as error:
        ...     print(error.status_code, error.details[0].msg)
        422 String should have at least 1 character

    Attributes:
        status_code: the status as an integer; 499 and 520 are real.
        response: the whole `httpx.Response`, its request without token, key and body.
        details: the field errors of a validation answer, else empty.
        method, url: what was asked.
        request_id: the `X-Request-ID` that Atlas and we know the call by.
        from_api: Atlas itself spoke (a JSON error body), not a gateway with a page of its own.
    """

    def __init__(
        self,
        message: str = "",
        *,
        response: httpx.Response | None = None,
        details: Sequence[FieldError] = (),
        retry_after: float | None = None,
        throttled: bool = False,
        from_api: bool = False,
        **facts: Any,
    ) -> None:
        super().__init__(message, **facts)
        self._response = response
        self.from_api = from_api
        self.details = tuple(details)
        self.retry_after = retry_after
        self.throttled = throttled
        self.user_action = _USER_ACTION.get(self.status_code, type(self).user_action)

    @property
    def response(self) -> httpx.Response:
        """The answer; `ValueError` on an error made by hand without one."""
        if self._response is None:
            raise ValueError("this error was made without a response")

        return self._response

    @property
    def status_code(self) -> int:
        """The status of the answer; 0 on an error made by hand without one."""
        return 0 if self._response is None else self._response.status_code

    @property
    def method(self) -> str:
        """The HTTP method that was answered."""
        return self.response.request.method

    @property
    def url(self) -> str:
        """The address that answered."""
        return str(self.response.request.url)


class AtlasValidationError(AtlasAPIError):
    """400 or 422: the input is wrong; `details` says where."""

    user_action = "Fix validation errors"


class AtlasAuthenticationError(AtlasAPIError):
    """401: the token is missing, wrong or expired."""

    user_action = "Check credentials"


class AtlasAuthorizationError(AtlasAPIError):
    """403: the token is good, but may not do this."""

    user_action = "Request access"


class AtlasNotFoundError(AtlasAPIError):
    """404 or 410: there is no such resource, or no such address."""

    user_action = "Check resource exists"


class AtlasConflictError(AtlasAPIError):
    """409: it exists already, is in use, or can't change any more."""

    user_action = "Handle existing resource"


class AtlasRateLimitError(AtlasAPIError):
    """429: too many requests; `retry_after` seconds is what Atlas asked for."""

    recoverable = True
    user_action = "Wait and retry"


class AtlasServerError(AtlasAPIError):
    """5xx: Atlas or a gateway before it failed."""

    recoverable = True
    user_action = "Retry with backoff"


class AtlasConnectionError(AtlasError):
    """No connection, or it broke before the whole answer had come."""

    recoverable = True
    transient = True
    user_action = "Check network"


class AtlasCircuitOpenError(AtlasConnectionError):
    """Nothing was sent, since the last requests failed; `retry_after` seconds until one will be let through."""

    user_action = "Wait and retry"
    stop_reason = "circuit open"

    def __init__(self, message: str = "", *, retry_after: float | None = None, **facts: Any) -> None:
        super().__init__(message, **facts)
        self.retry_after = retry_after


class AtlasTimeoutError(AtlasError):
    """
    No answer, or no final state, in time.

    Attributes:
        last_state: what a waiter saw last, else None.
    """

    recoverable = True
    transient = True
    user_action = "Increase timeout or retry"

    def __init__(self, message: str = "", *, last_state: Any = None, **facts: Any) -> None:
        super().__init__(message, **facts)
        self.last_state = last_state


class AtlasResponseError(AtlasError):
    """
    An answer that can't be understood: not JSON, or not of the shape that the contract promises.

    Attributes:
        path: where in the answer, like `$.items[3].id`; None where nothing could be read.
        status_code: the status of the answer.
        snippet: the answer's first characters, escaped.
    """

    user_action = "Report issue"

    def __init__(
        self,
        message: str = "",
        *,
        path: str | None = None,
        status_code: int = 0,
        snippet: str = "",
        **facts: Any,
    ) -> None:
        super().__init__(message, **facts)
        self.path = path
        self.status_code = status_code
        self.snippet = snippet


class DeploymentError(AtlasError):
    """
    A whole operation failed and there is nothing left to try.

    Example:
        >>> error = DeploymentError("blue never became active", recoverable=True)
        >>> str(error), error.recoverable
        ('blue never became active', True)

    Attributes:
        differences: for a resource that exists but is not what was asked for: `{field: (asked, found)}`.
        resource: the resource that the failure is about, else None.
    """

    user_action = "Read the cause, then decide"

    def __init__(
        self,
        message: str = "",
        recoverable: bool = False,
        *,
        differences: dict[str, tuple[Any, Any]] | None = None,
        resource: Any = None,
        **facts: Any,
    ) -> None:
        super().__init__(message, **facts)
        self.recoverable = recoverable
        self.differences = dict(differences or {})
        self.resource = resource

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


# The reference's table of user actions, where a class stands for more than one status.
_USER_ACTION = {400: "Fix input data", 500: "Report issue"}
