// The article: one element a slice of a paragraph; a decision draws one slice anew, never more.

import { withChanges } from "./replay.js";
import { element, escaped, visible } from "./text.js";

const SLICE = 3000; // characters of a long paragraph that are drawn together
const FIRST = 40; // slices that are drawn before the page is shown
const BATCH = 150;
const whenIdle = window.requestIdleCallback ?? ((work) => setTimeout(work, 16));
const forgetIdle = window.cancelIdleCallback ?? clearTimeout;

export class Article {
  constructor(onPick) {
    this.root = element("article");
    this.root.addEventListener("click", (event) => {
      const mark = event.target.closest("[data-fixes]");
      if (mark) onPick(Number(mark.dataset.fixes.split(" ")[0]));
    });
  }

  /** Show a file: the beginning at once, the rest as the browser finds time. */
  open(file, { isSideBySide, look }) {
    this.file = file;
    this.isSideBySide = isSideBySide;
    this.look = look; // (stop) → {isOff, isTrifle, number}
    this.marks = new Map(); // index of a fix → its elements
    this.current = null;
    file.slices ??= slicesOf(file);
    this.shells = [];
    this.drawn = 0;
    this.root.replaceChildren();
    forgetIdle(this.waiting);
    this.#draw(FIRST);
    this.#continue();
  }

  #continue() {
    if (this.drawn >= this.file.slices.length) return;
    this.waiting = whenIdle(() => {
      this.#draw(BATCH);
      this.#continue();
    }, { timeout: 200 });
  }

  /** Draw what has not been drawn yet, up to a slice. */
  finish(upTo = this.file.slices.length) {
    if (upTo > this.drawn) this.#draw(upTo - this.drawn);
  }

  #draw(number) {
    const slices = this.file.slices.slice(this.drawn, this.drawn + number);
    const template = document.createElement("template");
    template.innerHTML = slices.map((slice) => this.#html(slice)).join("");
    const shells = [...template.content.children];
    this.root.append(template.content);
    this.shells.push(...shells);
    this.drawn += slices.length;
    shells.forEach((shell) => this.#find(shell));
  }

  #find(shell) {
    for (const mark of shell.querySelectorAll("[data-fixes]")) {
      for (const index of mark.dataset.fixes.split(" ").map(Number)) {
        const found = this.marks.get(index) ?? [];
        this.marks.set(index, [...found.filter((one) => one.isConnected && one !== mark), mark]);
      }
    }
  }

  /** Draw the slices of these fixes anew. */
  update(indexes) {
    const numbers = new Set(indexes.map((index) => this.#sliceOf(index)));
    for (const number of numbers) {
      if (number >= this.drawn) continue;
      const template = document.createElement("template");
      template.innerHTML = this.#html(this.file.slices[number]);
      const shell = template.content.firstElementChild;
      this.shells[number].replaceWith(shell);
      this.shells[number] = shell;
      this.#find(shell);
    }
    if (this.current !== null) this.#highlight(this.current);
  }

  /** Show or hide marks as the filter says. */
  refresh() {
    for (const [index, marks] of this.marks) {
      for (const mark of marks) {
        if (mark.dataset.fixes.split(" ", 1)[0] !== String(index)) continue;
        const isOff = mark.dataset.fixes.split(" ").every((one) => this.look(Number(one)).isOff);
        mark.classList.toggle("off", isOff);
      }
    }
  }

  #sliceOf(index) {
    const { part } = this.file.fixes[index];
    const block = this.file.blocks[part.block];
    return block.firstSlice + block.sliceOfUnit[part.unit];
  }

  /** Highlight a fix and bring it to where the eye is. */
  show(index, { isQuick = false } = {}) {
    this.current = index;
    this.finish(this.#sliceOf(index) + 1);
    this.#highlight(index);
    this.reveal(isQuick);
  }

  #highlight(index) {
    for (const mark of this.root.querySelectorAll(".current")) {
      mark.classList.remove("current");
      mark.removeAttribute("aria-current");
    }
    for (const mark of this.#marksOf(index)) {
      mark.classList.add("current");
      mark.setAttribute("aria-current", "true");
    }
  }

  #marksOf(index) {
    const own = (this.marks.get(index) ?? []).filter((mark) => mark.isConnected);
    if (own.length) return own;
    const near = this.file.fixes[index].part.fixes.flatMap((one) => this.marks.get(one) ?? []);
    const mark = near.find((one) => one.isConnected);
    return mark ? [mark] : [];
  }

  /** Scroll only when the current fix is not in the middle of the window. */
  reveal(isQuick = true) {
    if (this.current === null) return;
    const mark = this.#marksOf(this.current)[0] ?? this.shells[this.#sliceOf(this.current)];
    if (!mark) return;
    const { top, bottom } = boxOf(mark);
    const height = window.innerHeight;
    if (top > height * 0.18 && bottom < height * 0.72) return;
    const by = top - height * 0.36;
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const isNear = Math.abs(by) < height && !isQuick && !isCalm;
    window.scrollBy({ top: by, behavior: isNear ? "smooth" : "instant" });
    // What is far away has been given room by estimate; now that it is drawn, look again.
    if (!isNear) requestAnimationFrame(() => this.#settle(mark));
  }

  #settle(mark) {
    if (!mark.isConnected) return;
    const off = boxOf(mark).top - window.innerHeight * 0.36;
    const end = document.documentElement.scrollHeight - window.innerHeight - window.scrollY;
    if (Math.abs(off) > 8 && window.scrollY + off > 0 && off < end) {
      window.scrollBy({ top: off, behavior: "instant" });
    }
  }

  /** Where the current fix is in the window, to keep it there while everything changes. */
  anchor() {
    const mark = this.current === null ? null : this.#marksOf(this.current)[0];
    const top = mark ? boxOf(mark).top : null;
    return top !== null && top > 0 && top < window.innerHeight ? top : null;
  }

  restore(top) {
    const mark = this.current === null ? null : this.#marksOf(this.current)[0];
    if (top === null || !mark) this.reveal(true);
    else window.scrollBy({ top: boxOf(mark).top - top, behavior: "instant" });
  }

  #html({ block: number, units, isFirst, isLast }) {
    const block = this.file.blocks[number];
    const lead = isFirst ? leadHtml(block.lead) : "";
    const tag = block.heading ?? "p";
    const gap = isLast && block.gap.trim() ? `<pre class="aside">${escaped(block.gap.trim())}</pre>` : "";
    const text = (side) => units.map((unit) => this.#unitHtml(unit, side)).join("");
    const kind = `slice${isFirst ? "" : " goes-on"}${block.heading ? " heading" : ""}`;
    if (!this.isSideBySide) {
      return `<div class="${kind}">${lead.before}<${tag}>${lead.inline ?? ""}${text("both")}</${tag}>${gap}</div>`;
    }
    return (
      `<div class="${kind} pair"><div class="old">${lead.before ?? ""}<${tag}>${lead.inline ?? ""}${text("old")}</${tag}>${gap}</div>` +
      `<div class="new">${lead.before ?? ""}<${tag}>${lead.inline ?? ""}${text("new")}</${tag}>${gap}</div></div>`
    );
  }

  #unitHtml(unit, side) {
    return unit
      .map((piece) => (typeof piece === "string" ? escaped(piece) : this.#partHtml(this.file.parts[piece], side)))
      .join("");
  }

  #partHtml(part, side) {
    const { shown, now } = this.file.changes(part);
    let html = "";
    let at = 0;
    for (const change of shown) {
      html += this.#kept(part, at, change.start, side) + this.#markHtml(part, change, now, side);
      at = change.end;
    }
    return html + this.#kept(part, at, part.points.length, side);
  }

  /** Text that stays: fixes that were not taken are marked in it. */
  #kept(part, start, end, side) {
    let html = "";
    let at = start;
    for (const index of part.fixes) {
      const fix = this.file.fixes[index];
      const state = this.file.state(index);
      const isHere = fix.start >= at && fix.end <= end && (fix.end < end || end === part.points.length || fix.start < end);
      if (!isHere || !["reject", "query", "void"].includes(state) || !this.file.isStop(index)) continue;
      const text = part.points.slice(fix.start, fix.end).join("");
      html += escaped(part.points.slice(at, fix.start).join(""));
      html += `<span ${this.#attributes([index], [state], side)}>${text ? escaped(text) : "<i class='caret'></i>"}</span>`;
      at = fix.end;
    }
    return html + escaped(part.points.slice(at, end).join(""));
  }

  #markHtml(part, change, now, side) {
    const old = part.points.slice(change.start, change.end).join("");
    const inside = now.filter((one) => one.start >= change.start && one.end <= change.end);
    const shifted = inside.map((one) => ({ ...one, start: one.start - change.start, end: one.end - change.start }));
    const stands = withChanges({ points: part.points.slice(change.start, change.end) }, shifted);
    const kinds = [stands === change.replacement ? "now-new" : stands === old ? "now-old" : "now-other"];
    const states = change.fixes.map((index) => this.file.state(index));
    kinds.push(states.includes("undecided") ? "open" : change.own ? "edit" : "accept");
    const waits = change.fixes.some((index) => {
      return this.file.fixes[index].safety === "review" && this.file.of(index).verdict === "undecided";
    });
    if (waits) kinds.push("review");
    const deleted = old ? `<del>${visible(old)}</del>` : "";
    const added = change.replacement ? `<ins>${visible(change.replacement)}</ins>` : "";
    const other = kinds[0] === "now-other" ? `<span class="now">${escaped(stands)}</span>` : "";
    const inner = {
      both: deleted + added + other,
      old: deleted || "<i class='caret'></i>",
      new: (stands === old ? escaped(old) : stands ? `<ins>${visible(stands)}</ins>` : "") || "<i class='caret'></i>",
    };
    return `<span ${this.#attributes(change.fixes, kinds, side)}>${inner[side]}</span>`;
  }

  #attributes(indexes, kinds, side) {
    const stops = indexes.filter((index) => this.file.isStop(index));
    const shown = stops.length ? [...stops, ...indexes.filter((index) => !stops.includes(index))] : indexes;
    const looks = shown.map((index) => this.look(index));
    const classes = ["fix", ...kinds];
    if (looks.every((look) => look.isOff)) classes.push("off");
    if (indexes.every((index) => this.file.fixes[index].trifle)) classes.push("trifle");
    if (indexes.some((index) => this.file.of(index).note)) classes.push("noted");
    const number = side === "old" ? "" : ` data-n="${looks[0].number}"`;
    return `class="${classes.join(" ")}" data-fixes="${shown.join(" ")}"${number}`;
  }
}

function slicesOf(file) {
  const slices = [];
  const sizeOf = (piece) => (typeof piece === "string" ? piece.length : file.parts[piece].text.length);
  file.blocks.forEach((block, number) => {
    block.firstSlice = slices.length;
    block.sliceOfUnit = [];
    block.heading = headingOf(file, block, number);
    let size = Infinity;
    for (const unit of block.units) {
      if (size > SLICE) {
        slices.push({ block: number, units: [], isFirst: size === Infinity, isLast: false });
        size = 0;
      }
      slices.at(-1).units.push(unit);
      block.sliceOfUnit.push(slices.length - 1 - block.firstSlice);
      size += unit.reduce((sum, piece) => sum + sizeOf(piece), 0);
    }
    slices.at(-1).isLast = true;
  });
  return slices;
}

function headingOf(file, block, number) {
  const marks = /(^|\n)\s{0,3}(#{1,6})\s+$/.exec(block.lead);
  if (marks) return marks[2].length === 1 ? "h2" : "h3";
  if (file.format !== "text" || file.blocks.length < 3 || number === file.blocks.length - 1) return null;
  const text = block.units.flat().map((piece) => (typeof piece === "string" ? piece : file.parts[piece].text)).join("");
  const isShort = text.length < 90 && !text.includes("\n") && /^[^\p{Ll}]/u.test(text);
  return isShort && !/[.!?:;,”"')\]]\s*$/.test(text) ? (number === 0 ? "h2" : "h3") : null;
}

function leadHtml(lead) {
  const at = lead.lastIndexOf("\n") + 1;
  const before = lead.slice(0, at).trim();
  const inline = lead.slice(at);
  const hasMark = inline.trim() && !/^\s{0,3}#{1,6}\s+$/.test(inline);
  return {
    before: before ? `<pre class="aside">${escaped(before)}</pre>` : "",
    inline: hasMark ? `<span class="lead">${escaped(inline)}</span>` : "",
  };
}

/** The box of a mark; one whose text is hidden in this view has none, so its surroundings count. */
function boxOf(mark) {
  const box = mark.getClientRects()[0] ?? mark.parentElement.getBoundingClientRect();
  return { top: box.top, bottom: box.bottom };
}
