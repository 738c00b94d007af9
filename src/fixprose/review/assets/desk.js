// The desk: the files under review, what has been decided, and what follows from it.
//
// A *stop* is a fix that the editor comes to. Fixes that another one builds upon are decided with
// it, and become stops of their own when their group is split.

import { changesOf, withChanges } from "./replay.js";

export const VERDICTS = ["accept", "reject", "edit", "query", "undecided"];
const NOTHING = { verdict: "undecided", text: null, note: null };

export class ReviewFile {
  constructor(record, number) {
    Object.assign(this, record);
    this.number = number;
    this.decided = new Map(); // index of a fix → its last decision
    this.history = []; // every decision, in order
    this.split = new Set(); // numbers of groups whose fixes are stops of their own
    this.parts = [];
    this.groups.forEach((group, number) => this.#connect(group, number));
    this.fixes.forEach((fix, index) => (fix.index = index));
    for (const fix of this.fixes) {
      for (const need of fix.needs) this.fixes[need].needed.push(fix.index);
    }
    this.blocks.forEach((block, number) => this.#locate(block, number));
    for (const [index, verdict, text, note, who, when] of record.log) {
      this.record({ index, verdict, text, note, who, when });
    }
  }

  #connect(group, number) {
    let at = 0;
    group.number = number;
    for (const part of group.parts) {
      part.group = group;
      part.points = Array.from(part.text);
      this.parts[part.id] = part;
      for (const index of part.fixes) {
        const fix = this.fixes[index];
        Object.assign(fix, { part, group, needed: [], from: at + fix.start, to: at + fix.end });
      }
      at += part.points.length;
    }
  }

  #locate(block, number) {
    block.units.forEach((unit, place) => {
      for (const piece of unit) {
        if (typeof piece === "number") Object.assign(this.parts[piece], { block: number, unit: place });
      }
    });
  }

  /** Keep a decision; what was worked out for its group is forgotten. */
  record(event) {
    this.decided.set(event.index, event);
    this.history.push(event);
    const { group } = this.fixes[event.index];
    group.cache = undefined;
  }

  of(index) {
    return this.decided.get(index) ?? NOTHING;
  }

  /** The verdict on a fix; `void` for one that falls away because of another decision. */
  state(index) {
    return this.#outcome(index).fallen.has(index) ? "void" : this.of(index).verdict;
  }

  /** The changes of a part: `now` as the text stands, `shown` with what waits for a decision. */
  changes(part) {
    const place = part.group.parts.indexOf(part);
    const outcome = this.#outcome(part.fixes[0]);
    return { now: outcome.now[place], shown: outcome.shown[place] };
  }

  #outcome(index) {
    const { group } = this.fixes[index];
    group.cache ??= this.#workOut(group);
    return group.cache;
  }

  #workOut(group) {
    const isOpen = (index) => this.of(index).verdict === "undecided";
    const isAccepted = (index) => this.of(index).verdict === "accept";
    const isSafe = (index) => this.fixes[index].safety === "safe";
    const own = (index) => {
      const { verdict, text } = this.of(index);
      return verdict === "edit" ? (text ?? "") : null;
    };
    const now = (index) => isAccepted(index) || (isOpen(index) && isSafe(index));
    const shown = (index) => isAccepted(index) || isOpen(index);
    const outcome = {
      now: changesOf(group, this.fixes, now, own),
      shown: changesOf(group, this.fixes, shown, own),
    };
    const made = new Set(outcome.shown.flat().flatMap((change) => change.fixes));
    const isWaited = (index) => shown(index) && !made.has(index);
    outcome.fallen = new Set(group.fixes.filter(isWaited));
    return outcome;
  }

  /** The text of a part as it stands, with one fix (and what it needs) made or not made. */
  partIf(part, bundle, isMade) {
    const inBundle = new Set(bundle);
    const wanted = (index) => {
      if (inBundle.has(index)) return isMade;
      const { verdict } = this.of(index);
      const isSafe = this.fixes[index].safety === "safe";
      return verdict === "accept" || (verdict === "undecided" && isSafe);
    };
    const place = part.group.parts.indexOf(part);
    return changesOf(part.group, this.fixes, wanted, () => null)[place];
  }

  /** The text that follows from the decisions. */
  text() {
    return this.#joined((part) => withChanges(part, this.changes(part).now));
  }

  /** The text as it came. */
  original() {
    return this.#joined((part) => part.text);
  }

  #joined(textOf) {
    const piece = (one) => (typeof one === "number" ? textOf(this.parts[one]) : one);
    const units = (block) => block.units.flat().map(piece).join("");
    return this.blocks.map((block) => block.lead + units(block) + block.gap).join("");
  }

  isStop(index) {
    const fix = this.fixes[index];
    return fix.needed.length === 0 || this.split.has(fix.group.number);
  }

  /** A stop with the fixes that are decided with it: those it builds upon. */
  bundle(index) {
    if (this.split.has(this.fixes[index].group.number)) return [index];
    const found = new Set();
    const waiting = [index];
    while (waiting.length) {
      const one = waiting.pop();
      if (!found.has(one)) waiting.push(...this.fixes[one].needs);
      found.add(one);
    }
    return [...found];
  }

  /** Like `bundle`, without what other fixes build upon as well: that is not given up with it. */
  ownBundle(index) {
    const own = new Set(this.bundle(index));
    const isShared = (one) => one !== index && this.fixes[one].needed.some((user) => !own.has(user));
    for (let shared; (shared = [...own].find(isShared)) !== undefined; ) own.delete(shared);
    return [...own];
  }

  /** The decisions that a verdict on a stop means: [{index, verdict, text}]. */
  meaning(index, verdict, text = null) {
    const decide = (one) => ({ index: one, verdict, text });
    if (verdict === "accept") {
      const needs = this.split.has(this.fixes[index].group.number)
        ? this.fixes[index].needs.filter((need) => this.of(need).verdict === "reject")
        : this.bundle(index);
      return [...new Set([index, ...needs])].map(decide);
    }
    if (verdict === "edit") return [decide(index)];
    return this.ownBundle(index).map(decide);
  }

  /** A decision as a line of a decisions file, without the newline. */
  line(event) {
    const fix = this.fixes[event.index];
    const [sentence, ordinal, start, end] = fix.key;
    const record = { sentence, ordinal, start, end, rule: fix.rule, replacement: fix.replacement };
    record.decision = event.verdict;
    if (event.text !== null) record.text = event.text;
    if (event.note !== null) record.note = event.note;
    return JSON.stringify({ ...record, who: event.who, when: event.when });
  }

  /** The whole decisions file: what could not be placed is handed on as it came. */
  lines() {
    return [...this.lost, ...this.history.map((event) => this.line(event))];
  }

  /** Read lines of a decisions file; returns how many found their fix, and how many did not. */
  readLines(lines) {
    this.byKey ??= new Map(this.fixes.map((fix) => [keyOf(fix.rule, fix.replacement, fix.key), fix.index]));
    const known = new Set(this.history.map((event) => this.line(event)));
    let placed = 0;
    let lost = 0;
    const events = [];
    for (const line of lines.filter((one) => one.trim())) {
      const { sentence, ordinal, start, end, rule, replacement, ...rest } = JSON.parse(line);
      const index = this.byKey.get(keyOf(rule, replacement, [sentence, ordinal, start, end]));
      if (index === undefined || !VERDICTS.includes(rest.decision)) {
        lost += 1;
        continue;
      }
      const { decision, text = null, note = null, who = "", when = "" } = rest;
      if (decision === "edit" && typeof text !== "string") throw new Error("an edit without its text");
      const event = { index, verdict: decision, text, note, who, when };
      if (!known.has(this.line(event))) events.push(event);
      placed += 1;
    }
    // The last word counts, in whatever order files are read.
    const all = [...this.history, ...events].sort((a, b) => (a.when < b.when ? -1 : Number(a.when > b.when)));
    this.decided.clear();
    this.history = [];
    for (const event of all) this.record(event);
    return { placed, lost };
  }

  /** Whether a stop waits for a decision. */
  isOpen(index) {
    return this.state(index) === "undecided";
  }

  latestOf() {
    return this.history.reduce((latest, event) => (event.when > latest ? event.when : latest), "");
  }
}

function keyOf(rule, replacement, key) {
  return JSON.stringify([rule, replacement, ...key]);
}
