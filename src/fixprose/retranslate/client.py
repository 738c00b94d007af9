"""A client of any OpenAI-compatible server: one question, one answer, or a clear error."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from fixprose.errors import FixproseError

_AGAIN = frozenset({408, 409, 429, 500, 502, 503, 504})
_LONGEST_PAUSE = 30.0  # seconds


@dataclass(frozen=True, kw_only=True)
class LlmOptions:
    """Which server to ask and how.

    `key_from` names the environment variable that holds the key; `timeout` is seconds for one
    answer, `retries` how often a failed question is asked again, `concurrency` how many at once.
    """

    url: str = ""
    model: str = ""
    key_from: str = "FIXPROSE_LLM_KEY"
    timeout: float = 120.0
    retries: int = 3
    concurrency: int = 2
    cache: str | None = None

    @property
    def host(self) -> str:
        """The host that texts are sent to."""
        return urlsplit(self.url).netloc or self.url


class ServerError(FixproseError):
    """The server did not answer as it should; the message says which, how, and what to do."""


class Client:
    """Asks a server; close it after use."""

    def __init__(self, options: LlmOptions, transport: Any = None) -> None:
        """Take options, and a transport of httpx for tests.

        Raises FixproseError when there is no URL or model, or httpx is not installed.
        """
        if not options.url or not options.model:
            raise FixproseError(
                "retranslate llm: set `url` and `model` of the server under [tool.fixprose.llm]"
            )
        try:
            import httpx
        except ImportError:
            raise FixproseError(
                "retranslate llm needs httpx: pip install 'fixprose[llm]'"
            ) from None
        key = os.environ.get(options.key_from, "")
        self._options = options
        self._failed: tuple[type[Exception], ...] = (httpx.HTTPError,)
        self._http = httpx.Client(
            timeout=options.timeout,
            headers={"Authorization": f"Bearer {key}"} if key else {},
            transport=transport,
        )

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def ask(self, messages: list[dict[str, str]]) -> str:
        """Return the answer to a chat. Raises ServerError when the last try fails, too."""
        problem = ""
        for attempt in range(self._options.retries + 1):
            if attempt:
                time.sleep(min(_LONGEST_PAUSE, 0.5 * 2**attempt))
            try:
                reply = self._http.post(self._endpoint, json=self._question(messages))
            except self._failed as error:
                problem = f"{type(error).__name__}: {error}"
                continue
            if reply.status_code in _AGAIN:
                problem = f"status {reply.status_code}"
                continue
            if reply.status_code >= 400:
                raise self._error(f"status {reply.status_code}: {reply.text[:200].strip()}")
            return self._content(reply)
        raise self._error(problem)

    @property
    def _endpoint(self) -> str:
        base = self._options.url.rstrip("/")
        return base if base.endswith("/chat/completions") else base + "/chat/completions"

    def _question(self, messages: list[dict[str, str]]) -> dict[str, Any]:
        return {"model": self._options.model, "messages": messages, "temperature": 0, "seed": 0}

    def _content(self, reply: Any) -> str:
        try:
            content = reply.json()["choices"][0]["message"]["content"]
        except (ValueError, LookupError, TypeError):
            raise self._error("the answer is not a chat completion") from None
        if not isinstance(content, str):
            raise self._error("the answer holds no text")
        return content

    def _error(self, problem: str) -> ServerError:
        return ServerError(
            f"{self._options.host}: {' '.join(problem.split())}; is it the right url?"
        )
