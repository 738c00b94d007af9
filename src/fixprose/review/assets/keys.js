// Keys: the same as in the terminal review, none of them needs a mouse.

const KEYS = {
  j: "nextOpen",
  k: "previousOpen",
  J: "next",
  K: "previous",
  "]": "nextFile",
  "[": "previousFile",
  a: "accept",
  y: "accept",
  Enter: "accept",
  r: "reject",
  n: "reject",
  Backspace: "reject",
  e: "edit",
  c: "note",
  m: "query",
  u: "undo",
  s: "split",
  A: "acceptShown",
  R: "rejectShown",
  1: "viewMarkup",
  2: "viewClean",
  3: "viewOriginal",
  4: "viewPair",
  l: "rules",
  f: "filter",
  t: "trifles",
  "/": "search",
  g: "goTo",
  "?": "help",
  q: "finish",
  Escape: "leave",
};
const REPEATING = new Set(["nextOpen", "previousOpen", "next", "previous"]);
const OWN_KEYS = "button, a, summary, select, label, [role=button]"; // these mean something by Enter
const TYPING = "textarea, select, input:not([type=checkbox]):not([type=radio]):not([type=range])";

/** Call the action that a key stands for; `hold(isDown)` is called for `o`. */
export function listen(actions, hold) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.target.matches(TYPING)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (event.key === "o") {
      if (!event.repeat) hold(true);
      return;
    }
    const name = KEYS[event.key];
    if (!name || (event.repeat && !REPEATING.has(name))) return;
    if (event.key === "Enter" && event.target.closest(OWN_KEYS)) return;
    event.preventDefault();
    actions[name]();
  });
  document.addEventListener("keyup", (event) => event.key === "o" && hold(false));
  window.addEventListener("blur", () => hold(false));
}
