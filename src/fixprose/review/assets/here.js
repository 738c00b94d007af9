// Where the editor is: the file, the stop, the view, the filter, and which stops these show.

import { ReviewFile } from "./desk.js";
import { Ledger } from "./ledger.js";
import { isFiltering, noFilter, suits } from "./filter.js";
import { element } from "./text.js";

export const data = JSON.parse(element("data").textContent);
export const files = data.files.map((record, number) => new ReviewFile(record, number));
export const ledger = new Ledger(files, data);

export const here = {
  file: files[0],
  at: null, // the current stop
  view: "markup",
  filter: noFilter(),
  hasTrifles: false, // whether trifles are stops, too
  isAtEnd: false, // whether the last move found nothing more in its direction
};

/** The stops of the file, in order. */
export function stops(file = here.file) {
  const isWanted = ({ index, trifle }) => (here.hasTrifles || !trifle) && file.isStop(index);
  return file.fixes.filter(isWanted).map(({ index }) => index);
}

/** Those that the filter leaves. */
export function shown() {
  const all = stops();
  return isFiltering(here.filter) ? all.filter((index) => suits(here.filter, here.file, index)) : all;
}

/** Give the stops their numbers for the printed copy. */
export function number() {
  here.file.numbers = new Map(stops().map((index, place) => [index, place + 1]));
}

/** How the article shows a stop. */
export function look(index) {
  const isOff = isFiltering(here.filter) && !suits(here.filter, here.file, index);
  return { isOff, number: here.file.numbers.get(index) ?? "" };
}

/** Which of how many the current stop is. */
export function place() {
  const list = shown();
  const position = list.indexOf(here.at);
  return position < 0 ? "not among those shown" : `${position + 1} of ${list.length}`;
}

/** What has been decided about a rule in this sitting. */
export function trust(rule) {
  let accepted = 0;
  let decided = 0;
  for (const file of files) {
    for (const [index, { verdict }] of file.decided) {
      if (file.fixes[index].rule !== rule || verdict === "undecided") continue;
      decided += 1;
      accepted += verdict === "accept";
    }
  }
  return decided ? `accepted ${accepted} of ${decided} here` : "";
}
