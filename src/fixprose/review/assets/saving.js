// Saving: what leaves the page, as files or to the server, and decisions that come in.

import { files, here, ledger } from "./here.js";
import { announce, count, download, element, say } from "./text.js";

const SUFFIX = ".fixprose-decisions.jsonl";

export function saveDecisions() {
  for (const file of files.filter((one) => one.history.length || one === here.file)) {
    download(baseName(file) + SUFFIX, file.lines().map((line) => `${line}\n`).join(""));
  }
}

export function saveText() {
  download(baseName(here.file), here.file.text());
}

/** Read a decisions file that the editor chose; `changed()` is called when that went well. */
export async function openDecisions(input, changed) {
  const [chosen] = input.files;
  if (!chosen) return;
  try {
    const lines = (await chosen.text()).split("\n");
    const { placed, lost } = here.file.readLines(lines);
    ledger.keepAll(here.file, lines);
    changed();
    say(`${count(placed, "decision")} placed${lost ? `, ${lost} could not be placed: the text differs there` : ""}.`);
  } catch (error) {
    say(`${chosen.name} holds no decisions: ${error.message}`);
  }
  input.value = "";
}

/** Have the server write the repaired files. */
export async function write() {
  const answers = [];
  for (const file of files) answers.push(await ledger.write(file));
  element("finish-message").textContent = answers.map(({ message }) => message).join("\n");
  announce(element("finish-message").textContent);
}

/** End the server. */
export async function stop() {
  await ledger.queue;
  try {
    await fetch("stop", { method: "POST" });
  } catch {
    // it has gone already
  }
  element("finish-message").textContent = "fixprose has ended. You can close this page.";
}

function baseName({ name }) {
  return name.split("/").pop();
}
