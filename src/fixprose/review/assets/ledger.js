// The ledger: decisions as they are made, kept where they survive a reload, undone step by step.
//
// A page from disk keeps them in the browser. A page from the local server sends them there; what
// could not be sent is kept in the browser until it can.

import { say } from "./text.js";

const PREFIX = "fixprose";

export class Ledger {
  constructor(files, { who, server }) {
    this.files = files;
    this.server = server;
    this.acts = [];
    this.isKept = true; // whether the browser keeps what we give it
    this.unsent = 0;
    this.onTrouble = () => {};
    this.who = read(`${PREFIX}:who`) ?? who;
    for (const file of files) this.#load(file);
  }

  setWho(name) {
    this.who = name;
    keep(`${PREFIX}:who`, name);
  }

  get theme() {
    return read(`${PREFIX}:theme`);
  }

  setTheme(name) {
    keep(`${PREFIX}:theme`, name);
  }

  /** Keep lines that were read from a decisions file. */
  keepAll(file, lines) {
    file.latest = file.latestOf();
    this.acts = this.acts.filter((act) => act.file !== file);
    this.#save(file, lines.filter((line) => line.trim()));
  }

  /** Make decisions in one step: [{index, verdict, text, note}]; those that change nothing fall out. */
  act(file, decisions) {
    const changed = decisions.filter((one) => differs(file.of(one.index), one));
    if (!changed.length) return 0;
    const before = changed.map(({ index }) => ({ ...file.of(index), index }));
    this.acts.push({ file, before });
    this.#record(file, changed);
    return changed.length;
  }

  /** Take the last step back; returns it, or null when there is none. */
  undo() {
    const act = this.acts.pop() ?? null;
    if (act) this.#record(act.file, act.before);
    return act;
  }

  #record(file, decisions) {
    const lines = [];
    let time = Math.max(Date.now(), Date.parse(file.latest || 0) + 1 || 0);
    for (const { index, verdict, text, note } of decisions) {
      const last = file.of(index).note;
      const event = {
        index,
        verdict,
        text: verdict === "edit" ? text : null,
        note: note === undefined ? last : note || null,
        who: this.who,
        when: new Date(time).toISOString(),
      };
      file.record(event);
      lines.push(file.line(event));
    }
    file.latest = new Date(time).toISOString();
    this.#save(file, lines);
  }

  #load(file) {
    const keys = kept(`${PREFIX}:${file.digest}:`);
    for (const key of keys) {
      try {
        file.readLines((read(key) ?? "").split("\n"));
      } catch {
        // A damaged entry of the browser's storage is left alone.
      }
    }
    file.latest = file.latestOf();
    if (!this.server || !keys.length) return;
    const lines = keys.flatMap((key) => (read(key) ?? "").split("\n"));
    keys.forEach(forget);
    this.#send(file, lines);
  }

  #save(file, lines) {
    if (this.server) this.#send(file, lines);
    else this.#keep(file, lines);
  }

  #keep(file, lines) {
    // Another tab may show the same page: no two steps may have the same name.
    const name = `${PREFIX}:${file.digest}:${file.latest}-${Math.random().toString(36).slice(2)}`;
    if (keep(name, lines.join("\n")) || !this.isKept) return;
    this.isKept = false;
    say("This browser keeps nothing: download the decisions before you close the page.");
  }

  // One request after the other, so that the file is in the order of the decisions.
  #send(file, lines) {
    this.unsent += 1;
    this.queue = (this.queue ?? Promise.resolve()).then(async () => {
      const trouble = await this.#post(file, lines);
      this.unsent -= 1;
      if (trouble) this.#keep(file, lines);
      this.onTrouble(trouble);
    });
  }

  async #post(file, lines) {
    try {
      const answer = await fetch(`files/${file.number}/decisions`, {
        method: "POST",
        headers: { "Content-Type": "application/jsonl" },
        body: lines.join("\n"),
      });
      return answer.ok ? null : `The decisions were not saved: ${await answer.text()}`;
    } catch {
      return "fixprose has been stopped: newer decisions are kept in this page only. Download them.";
    }
  }

  /** Ask the server to write the repaired file; returns what it says. */
  async write(file) {
    await this.queue;
    try {
      const answer = await fetch(`files/${file.number}/write`, { method: "POST" });
      return { ok: answer.ok, message: await answer.text() };
    } catch {
      return { ok: false, message: "fixprose has been stopped: nothing was written." };
    }
  }
}

function differs(now, next) {
  const note = next.note === undefined ? now.note : next.note || null;
  const text = next.verdict === "edit" ? (next.text ?? null) : null;
  return now.verdict !== next.verdict || now.text !== text || now.note !== note;
}

function read(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // storage is switched off
  }
}

function keep(key, value) {
  try {
    localStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}

/** The names of entries that begin with `prefix`, in order. */
function kept(prefix) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix)).sort();
  } catch {
    return [];
  }
}

function forget(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // nothing was kept
  }
}
