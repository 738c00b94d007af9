"""The client: protocol, errors, retries; against a stand-in transport."""

from __future__ import annotations

import json
from collections.abc import Callable

import httpx
import pytest

from fixprose.errors import FixproseError
from fixprose.retranslate import client as module
from fixprose.retranslate.client import Client, LlmOptions, ServerError

OPTIONS = LlmOptions(url="http://model.test/v1", model="small", retries=2)


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.time, "sleep", lambda seconds: None)


def client(handler: Callable[[httpx.Request], httpx.Response]) -> Client:
    return Client(OPTIONS, httpx.MockTransport(handler))


def answer(text: object) -> httpx.Response:
    return httpx.Response(200, json={"choices": [{"message": {"content": text}}]})


def test_the_question_is_deterministic_and_carries_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIXPROSE_LLM_KEY", "secret")
    seen = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return answer("yes")

    assert client(handler).ask([{"role": "user", "content": "?"}]) == "yes"
    (request,) = seen
    body = json.loads(request.content)
    assert str(request.url) == "http://model.test/v1/chat/completions"
    assert (body["model"], body["temperature"]) == ("small", 0)
    assert request.headers["Authorization"] == "Bearer secret"


def test_a_busy_server_is_asked_again() -> None:
    replies = [httpx.Response(503), httpx.Response(429), answer("at last")]
    assert client(lambda request: replies.pop(0)).ask([]) == "at last"


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (httpx.Response(401, text="no key"), "status 401: no key"),
        (httpx.Response(500), "status 500"),
        (httpx.Response(200, text="<html>"), "not a chat completion"),
        (httpx.Response(200, json=[]), "not a chat completion"),
        (httpx.Response(200, json={"choices": []}), "not a chat completion"),
        (answer(None), "holds no text"),
    ],
)
def test_what_is_no_answer_is_one_clear_line(reply: httpx.Response, said: str) -> None:
    with pytest.raises(ServerError, match=said) as error:
        client(lambda request: reply).ask([])
    assert "model.test" in str(error.value)
    assert "\n" not in str(error.value)


def test_a_slow_or_missing_server_is_one_clear_line() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("too slow")

    with pytest.raises(ServerError, match="ReadTimeout: too slow"):
        client(handler).ask([])


@pytest.mark.parametrize(
    "options", [LlmOptions(), LlmOptions(url="http://x"), LlmOptions(model="m")]
)
def test_nothing_is_asked_before_a_server_is_configured(options: LlmOptions) -> None:
    with pytest.raises(FixproseError, match="set `url` and `model`"):
        Client(options)
