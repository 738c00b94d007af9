"""The review in the terminal: the same decisions and the same keys as on the page.

The article above, the fix in question below it; nothing needs a mouse, and 80 columns by 24 lines
are enough. Textual is loaded when the review begins.
"""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from fixprose.errors import FixproseError
from fixprose.report.places import flowing, probability, visible
from fixprose.review.decisions import Verdict
from fixprose.review.sitting import Sitting, View

try:
    from rich.text import Text
    from textual.app import App, ComposeResult
    from textual.binding import Binding
    from textual.containers import VerticalScroll
    from textual.widgets import Input, Static
except ImportError as error:
    raise FixproseError(
        "the review in the terminal needs Textual: pip install 'fixprose[review]'"
    ) from error

if TYPE_CHECKING:
    from fixprose.review.session import ReviewedFile

_STYLES = {"old": "strike red", "new": "underline green", "made": "green", "kept": "dim"}
_VIEWS: tuple[View, ...] = ("markup", "clean", "original")
_HELP = """\
j k        next, previous undecided fix      J K    any fix
a y Enter  accept, and on                    ] [    next, previous file
r n ⌫      reject                            A R    accept, reject all undecided shown
e          put your own words                u      undo, without limit
m          query: ask the author             c      note
/          search (empty: show all)          g      go to a fix by number
1 2 3      markup, clean, original           w      write the repaired file
Esc        close                             q      end; decisions are kept
"""
_PROMPTS = {
    "edit": "Your words",
    "note": "Note",
    "search": "Search",
    "goto": "Fix number",
}


def run(files: Sequence[ReviewedFile], *, who: str = "") -> None:
    """Review files in the terminal until the editor ends it; decisions are kept as they are made.

    `who` signs them, else the name of the account does.
    """
    if files:
        Review(Sitting(files, who or _account())).run()


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


class Review(App[None]):
    """The screen and its keys."""

    CSS = """
    #head, #foot { height: 1; color: $text-muted; }
    #article { height: 1fr; padding: 0 1; }
    #card { height: auto; max-height: 10; padding: 0 1; border-top: solid $primary; }
    #line { display: none; height: 3; }
    #line.open { display: block; }
    """
    AUTO_FOCUS = ""  # keys are decisions until a line is asked for
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[Any]] = [
        Binding("j", "move(1, True)"),
        Binding("k", "move(-1, True)"),
        Binding("J", "move(1, False)"),
        Binding("K", "move(-1, False)"),
        Binding("right_square_bracket", "file(1)"),
        Binding("left_square_bracket", "file(-1)"),
        Binding("a,y,enter", "decide('accept')"),
        Binding("r,n,backspace", "decide('reject')"),
        Binding("m", "decide('query')"),
        Binding("A", "bulk('accept')"),
        Binding("R", "bulk('reject')"),
        Binding("e", "ask('edit')"),
        Binding("c", "ask('note')"),
        Binding("slash", "ask('search')"),
        Binding("g", "ask('goto')"),
        Binding("u", "undo"),
        Binding("1", "view(0)"),
        Binding("2", "view(1)"),
        Binding("3", "view(2)"),
        Binding("w", "write"),
        Binding("question_mark", "help"),
        Binding("escape", "leave"),
        Binding("q", "quit"),
    ]

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting
        self._view: View = "markup"
        self._asked = ""
        self._bulk = ""  # the bulk decision that waits for its second key
        self._said = ""
        self._has_help = False

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Static(id="head")
        with VerticalScroll(id="article", can_focus=False):
            yield Static(id="text")
        yield Static(id="card")
        yield Input(id="line")
        yield Static(id="foot")

    def on_mount(self) -> None:
        """Show the first fix."""
        self._show()

    def action_move(self, step: int, only_undecided: bool) -> None:
        """Go to another fix."""
        moved = self.sitting.move(step, only_undecided=only_undecided)
        self._show("" if moved else "no more in this direction")

    def action_file(self, step: int) -> None:
        """Go to another file."""
        self._show("" if self.sitting.open_file(step) else "no more files in this direction")

    def action_decide(self, verdict: str) -> None:
        """Decide about the fix in question, and go on."""
        if self._try(lambda: self.sitting.decide(Verdict(verdict))):
            self.sitting.move(1, only_undecided=True)
            self._show()

    def action_bulk(self, verdict: str) -> None:
        """Decide about all undecided fixes that are shown: the count first, then once more."""
        indexes = self.sitting.undecided()
        if not indexes:
            self._show("nothing undecided is shown")
        elif self._bulk == verdict:
            if self._try(lambda: self.sitting.decide(Verdict(verdict), indexes)):
                self._show(f"{verdict}: {len(indexes)}; u takes it back")
        else:
            key = "A" if verdict == "accept" else "R"
            self._show(f"{verdict} {len(indexes)} undecided fixes? {key} once more does it")
            self._bulk = verdict

    def action_ask(self, what: str) -> None:
        """Open the line for an answer."""
        fix = self.sitting.fix
        if fix is None and what != "search":
            return
        self._asked = what
        line = self.query_one("#line", Input)
        line.border_title = _PROMPTS[what]
        line.placeholder = _PROMPTS[what]
        line.value = ""
        if fix and what == "edit":
            line.value = fix.replacement
        elif fix and what == "note":
            decision = self.sitting.file.placed.decided.get(fix.index)
            line.value = (decision.note if decision else None) or ""
        line.add_class("open")
        line.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Do what the answer says."""
        value, asked = event.value, self._asked
        self.action_leave()
        if asked == "edit":
            if self._try(lambda: self.sitting.decide(Verdict.EDIT, text=value)):
                self.sitting.move(1, only_undecided=True)
                self._show()
        elif asked == "note":
            if self._try(lambda: self.sitting.note(value.strip())):
                self._show()
        elif asked == "search":
            self.sitting.search(value.strip())
            self._show()
        elif not (value.strip().isdecimal() and self.sitting.go_to(int(value))):
            self._show(f"there is no fix {value}")
        else:
            self._show()

    def action_leave(self) -> None:
        """Close the line and the help, forget a bulk decision."""
        line = self.query_one("#line", Input)
        line.remove_class("open")
        self.set_focus(None)
        self._has_help = False
        self._show()

    def action_undo(self) -> None:
        """Take the last decision back."""
        done: list[bool] = []
        if self._try(lambda: done.append(self.sitting.undo())):
            self._show("" if done[0] else "nothing to take back")

    def action_view(self, number: int) -> None:
        """Show the article in another view."""
        self._view = _VIEWS[number]
        self._show()

    def action_write(self) -> None:
        """Write the repaired file."""
        done: list[bool] = []
        if self._try(lambda: done.append(self.sitting.file.write())):
            name = self.sitting.file.path.name
            self._show(f"{name}: written" if done[0] else f"{name}: nothing to change")

    def action_help(self) -> None:
        """Show or hide the keys."""
        self._has_help = not self._has_help
        self._show()

    def _try(self, act: Any) -> bool:
        try:
            act()
        except FixproseError as error:
            self._show(str(error))
            return False
        return True

    def _show(self, said: str = "") -> None:
        self._bulk = ""
        self.query_one("#head", Static).update(self._head())
        article, top = self._article()
        self.query_one("#text", Static).update(article)
        self.query_one("#card", Static).update(Text(_HELP) if self._has_help else self._card())
        foot = said or "a accept  r reject  e edit  m query  j/k next  u undo  ? keys  q end"
        self.query_one("#foot", Static).update(Text(foot, no_wrap=True, overflow="ellipsis"))
        scroll = self.query_one("#article", VerticalScroll)
        width = max(20, scroll.size.width - 4)
        above = sum(len(line) // width + 1 for line in article.plain[:top].split("\n"))
        scroll.scroll_to(y=max(0, above - 4), animate=False)

    def _head(self) -> Text:
        sitting = self.sitting
        total, left = len(sitting.file.revision.fixes), len(sitting.undecided())
        at = 0 if sitting.index is None else sitting.index + 1
        files = f"  file {sitting.number + 1}/{len(sitting.files)}" * (len(sitting.files) > 1)
        query = f"  /{visible(sitting.query)}" if sitting.query else ""
        name = visible(sitting.file.path.name)
        lost = len(sitting.file.placed.lost)
        stale = f"  {lost} could not be placed" if lost else ""
        shown = f"{name}  {at}/{total}, {left} undecided{files}{query}{stale}  [{self._view}]"
        return Text(shown, no_wrap=True, overflow="ellipsis")

    def _article(self) -> tuple[Text, int]:
        """Return the paragraphs, and where in them the fix in question stands."""
        text, top = Text(), 0
        for kind, piece in self.sitting.around(self._view):
            plain = "\n".join(visible(line) for line in piece.splitlines()) or visible(piece)
            plain += "\n" * (piece.endswith("\n") and plain != "⏎")
            if kind.startswith("here "):
                top = top or len(text)
                text.append(plain, f"reverse {_STYLES[kind.removeprefix('here ')]}")
            else:
                text.append(plain, _STYLES.get(kind, ""))
        return text, top

    def _card(self) -> Text:
        fix = self.sitting.fix
        if fix is None:
            return Text("Nothing to decide here." if not self.sitting.query else "Nothing found.")
        decision = self.sitting.file.placed.decided.get(fix.index)
        quoted = ", in a quotation" if fix.in_quotation else ""
        card = Text()
        card.append(visible(fix.original), "red").append(" → ")
        card.append(visible(fix.replacement), "green").append("\n")
        card.append(flowing(fix.reason)).append("\n")
        sure = f"{fix.safety.value} {probability(fix.confidence)}{quoted}"
        card.append(f"{fix.rule}  {sure}", "dim").append("\n")
        card.append((decision.verdict if decision else Verdict.UNDECIDED).value, "bold")
        if decision and decision.text is not None:
            card.append(f": {visible(decision.text)}")
        if decision and decision.note:
            card.append(f"  note: {flowing(decision.note)}")
        return card
