"""The review server: the page, from this machine to this machine only.

It listens on the loopback interface, on a port that the system picks, and answers one browser: the
one that came first with the token of the address that was printed. Requests for another host, from
another page, without the session, with strange paths or huge bodies are refused before anything
looks at them.
"""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from fixprose.errors import FixproseError
from fixprose.review.decisions import Decision
from fixprose.review.page import asset, joined_script, policy, render_page
from fixprose.review.page_data import shown_names
from fixprose.review.session import FileChanged, ReviewedFile

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

BODY_LIMIT = 16 * 1024 * 1024  # bytes: decisions about some 50,000 fixes
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def serve(files: Sequence[ReviewedFile], *, who: str, ready: Callable[[str], None]) -> None:
    """Serve the review of some files until the page or an interrupt ends it.

    `ready` is called with the address to open. Raises FixproseError when the server's libraries are
    missing or no port can be had.
    """
    try:
        import uvicorn
    except ImportError:
        raise FixproseError(
            "the review server needs uvicorn and starlette: pip install 'fixprose[review]'"
        ) from None
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.bind(("127.0.0.1", 0))
        listener.listen()  # a browser may be quicker than the server
    except OSError as error:
        raise FixproseError(f"the review server gets no port: {error.strerror}") from error
    port: int = listener.getsockname()[1]
    token = secrets.token_urlsafe(24)

    def end() -> None:
        server.should_exit = True

    app = create_app(files, who=who, token=token, port=port, end=end)
    config = uvicorn.Config(
        app, log_level="error", access_log=False, lifespan="off", server_header=False, ws="none"
    )
    server = uvicorn.Server(config)
    try:
        ready(f"http://127.0.0.1:{port}/?token={token}")
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        return  # the usual way to end it
    finally:
        listener.close()


def create_app(
    files: Sequence[ReviewedFile],
    *,
    who: str,
    token: str,
    port: int,
    end: Callable[[], None] = lambda: None,
) -> ASGIApp:
    """Return the server's application, behind its guard. Raises FixproseError without Starlette."""
    try:
        from starlette.applications import Starlette
    except ImportError:
        raise FixproseError(
            "the review server needs starlette: pip install 'fixprose[review]'"
        ) from None
    return _Guard(_routes(Starlette, files, who, end), token, port)


def _routes(
    starlette: type[Starlette],
    files: Sequence[ReviewedFile],
    who: str,
    end: Callable[[], None],
) -> ASGIApp:
    from starlette.responses import HTMLResponse, PlainTextResponse
    from starlette.routing import Route

    def file_of(request: Request) -> ReviewedFile | None:
        number = int(request.path_params["number"])
        return files[number] if number < len(files) else None

    async def page(request: Request) -> Response:
        head = policy(joined_script("main.js"), asset("page.css"), server=True)
        names = shown_names(str(file.path) for file in files)
        records = [file.record(name) for file, name in zip(files, names, strict=True)]
        text = render_page(records, who=who, server=True)
        safe = {"Content-Security-Policy": f"{head}; frame-ancestors 'none'"}
        return HTMLResponse(text, headers=safe)

    async def decide(request: Request) -> Response:
        file = file_of(request)
        if file is None:
            return PlainTextResponse("no such file", 404)
        try:
            lines = (await request.body()).decode("utf-8").split("\n")
            made = [Decision.from_json(line) for line in lines if line.strip()]
        except ValueError as error:
            return PlainTextResponse(f"not decisions: {error}", 400)
        return _answer(lambda: file.decide(made), f"{len(made)} saved")

    async def write(request: Request) -> Response:
        file = file_of(request)
        if file is None:
            return PlainTextResponse("no such file", 404)
        return _answer(
            lambda: f"{file.path}: written." if file.write() else f"{file.path}: nothing to change."
        )

    async def stop(request: Request) -> Response:
        end()
        return PlainTextResponse("ended")

    return starlette(
        routes=[
            Route("/", page, methods=["GET"]),
            Route("/files/{number:int}/decisions", decide, methods=["POST"]),
            Route("/files/{number:int}/write", write, methods=["POST"]),
            Route("/stop", stop, methods=["POST"]),
        ]
    )


def _answer(work: Callable[[], str | None], done: str = "") -> Response:
    from starlette.responses import PlainTextResponse

    try:
        return PlainTextResponse(work() or done)
    except FileChanged as error:
        return PlainTextResponse(str(error), 409)
    except FixproseError as error:
        return PlainTextResponse(str(error), 422)


class _Refused(Exception):
    """A request that is not answered: a status and a line."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


class _Guard:
    """Lets through what the editor's own browser asks, and nothing else."""

    def __init__(self, app: ASGIApp, token: str, port: int) -> None:
        self._app = app
        self._token: str | None = token
        self._session = secrets.token_urlsafe(24)
        self._cookie = f"fixprose-{port}"
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        from starlette.responses import PlainTextResponse

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                known = {name.lower() for name, _ in message["headers"]}
                added = [
                    (name.lower().encode(), value.encode()) for name, value in _HEADERS.items()
                ]
                message["headers"] = [
                    *message["headers"],
                    *((name, value) for name, value in added if name not in known),
                ]
            await send(message)

        try:
            answer = self._admit(scope)
            if answer is None:
                body = await _body(scope, receive)
                await self._app(scope, _replay(body), send_safely)
                return
        except _Refused as refusal:
            headers = {"Connection": "close"}
            answer = PlainTextResponse(f"{refusal}\n", refusal.status, headers)
        await answer(scope, receive, send_safely)

    def _admit(self, scope: Scope) -> Response | None:
        """Return the answer that hands out the session, None for a request that may go on.

        Raises _Refused for any other.
        """
        from starlette.requests import Request
        from starlette.responses import RedirectResponse

        request = Request(scope)
        raw = scope.get("raw_path") or scope["path"].encode()
        if b".." in raw or b"\\" in raw or b"%2e" in raw.lower() or b"%5c" in raw.lower():
            raise _Refused(400, "no such path")
        if request.headers.getlist("host") not in [[host] for host in self._hosts]:
            raise _Refused(421, "this address is not served here")
        origin = request.headers.get("origin")
        is_own = origin is not None and origin.removeprefix("http://") in self._hosts
        if not is_own and (origin is not None or request.method not in ("GET", "HEAD")):
            raise _Refused(403, "requests of other pages are not answered")
        if self._has_session(request):
            if "token" in request.query_params:
                return RedirectResponse("/", 303)
            return None
        given = request.query_params.get("token", "")
        if request.method != "GET" or scope["path"] != "/" or not self._takes(given):
            raise _Refused(403, "open the address that fixprose printed; it works once")
        answer = RedirectResponse("/", 303)
        answer.set_cookie(self._cookie, self._session, httponly=True, samesite="strict", path="/")
        return answer

    def _has_session(self, request: Request) -> bool:
        given = request.cookies.get(self._cookie, "")
        return secrets.compare_digest(given.encode(), self._session.encode())

    def _takes(self, given: str) -> bool:
        """Tell whether the token is right; it opens the door once."""
        token = self._token
        if token is None or not secrets.compare_digest(given.encode(), token.encode()):
            return False
        self._token = None
        return True


async def _body(scope: Scope, receive: Receive) -> bytes:
    """Return the body of a request. Raises _Refused for one that is too large."""
    for name, value in scope["headers"]:
        if name == b"content-length" and (not value.isdigit() or int(value) > BODY_LIMIT):
            raise _Refused(413, "too large")
    parts: list[bytes] = []
    size = 0
    more = True
    while more:
        message = await receive()
        part = message.get("body", b"")
        size += len(part)
        if size > BODY_LIMIT:
            raise _Refused(413, "too large")
        parts.append(part)
        more = message["type"] == "http.request" and message.get("more_body", False)
    return b"".join(parts)


def _replay(body: bytes) -> Receive:
    messages: list[dict[str, Any]] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return messages.pop() if messages else {"type": "http.disconnect"}

    return receive
