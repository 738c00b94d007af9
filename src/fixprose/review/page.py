"""The review page: one HTML file that holds everything it needs and asks nobody for anything.

Scripts are plain modules in `assets/`; here they are laid behind each other, in the order in which
they import, so that one hash in the page's security policy covers them all.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from fixprose.errors import FixproseError

if TYPE_CHECKING:
    from fixprose.review.page_data import Record

_IMPORT = re.compile(r'^import\s+\{[^}]*\}\s+from\s+"\./([\w-]+\.js)";\n', re.M)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const|let)\b)", re.M)
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def render_page(files: Iterable[Record], *, who: str = "", server: bool = False) -> str:
    """Return the page for some files (as `page_data.file_record` gives them).

    `who` signs decisions until the editor gives another name. With `server`, the page sends its
    decisions to where it came from; else it may not send anything anywhere. Raises FixproseError
    when Jinja is missing.
    """
    try:
        from jinja2 import Environment, StrictUndefined
    except ImportError:
        raise FixproseError(
            "the review page needs Jinja2: pip install 'fixprose[review]'"
        ) from None
    from markupsafe import Markup

    script, style = joined_script("main.js"), asset("page.css")
    data: dict[str, Any] = {"files": list(files), "who": who, "server": server}
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    return environment.from_string(asset("page.html.j2")).render(
        policy=policy(script, style, server=server),
        style=Markup(style),
        script=Markup(script),
        data=Markup(inert_json(data)),
        title=" · ".join(record["name"] for record in data["files"]),
    )


def policy(script: str, style: str, *, server: bool) -> str:
    """Return the Content-Security-Policy: this script, this style, and no connection."""
    parts = {
        "default-src": "'none'",
        "script-src": f"'{_hash(script)}'",
        "style-src": f"'{_hash(style)}'",
        "connect-src": "'self'" if server else "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in parts.items())


def inert_json(data: object) -> str:
    """Return JSON that means nothing to an HTML parser.

    >>> inert_json("</script>")
    '"\\\\u003c/script\\\\u003e"'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return re.sub("[<>&\u2028\u2029]", lambda match: _UNSAFE[match.group()], text)


@cache
def asset(name: str) -> str:
    """Return one of the page's own files."""
    folder = resources.files("fixprose.review") / "assets"
    return (folder / name).read_text(encoding="utf-8")


@cache
def joined_script(entry: str) -> str:
    """Return a module and all that it imports as one script, imported ones first, each once."""
    done: dict[str, str] = {}

    def add(name: str) -> None:
        source = asset(name)
        for needed in _IMPORT.findall(source):
            if needed not in done:
                add(needed)
        done[name] = f"// {name}\n{_EXPORT.sub('', _IMPORT.sub('', source)).strip()}\n"

    add(entry)
    return "\n" + "\n".join(done.values())


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
