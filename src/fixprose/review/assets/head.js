// The head of the page: which file, how far it is decided, what is known about it.

import { counts } from "./sheet.js";
import { isFiltering } from "./filter.js";
import { files, here, shown, stops } from "./here.js";
import { count, element } from "./text.js";

/** Say what the text went through, and what was mended quietly. */
export function showFacts() {
  const { pivot, probability, fixes } = here.file;
  const isGarbled = probability >= 0.5;
  const through = pivot ? ` through ${languageName(pivot)}` : "";
  const degree = Math.min(99, Math.floor(probability * 100));
  element("diagnosis").textContent = isGarbled ? `Garbled${through}, ${degree} % sure` : "Hardly garbled";
  const trifles = fixes.filter((fix) => fix.trifle).length;
  element("trifles").hidden = !trifles;
  element("trifles").setAttribute("aria-expanded", String(here.hasTrifles));
  element("trifles-text").textContent = `${count(trifles, "fix", "fixes")} of spacing and punctuation`;
  element("trifles-hint").textContent = here.hasTrifles ? "fold" : "made quietly: show";
  document.body.classList.toggle("fold-trifles", !here.hasTrifles);
}

/** Show how far the review is. */
export function showProgress() {
  const { file, filter } = here;
  const found = counts(file, stops());
  const total = Object.values(found).reduce((sum, each) => sum + each, 0);
  const done = total - found.undecided;
  element("progress").max = total || 1;
  element("progress").value = done;
  element("progress-text").textContent = `${done} of ${total} decided`;
  const names = [
    ["accept", "accepted"],
    ["reject", "rejected"],
    ["edit", "edited"],
    ["query", found.query === 1 ? "query" : "queries"],
    ["void", "fallen away"],
  ];
  element("progress-detail").textContent = names
    .filter(([state]) => found[state])
    .map(([state, name]) => `${found[state]} ${name}`)
    .join(" · ");
  const list = shown();
  const open = list.filter((index) => file.isOpen(index)).length;
  element("bulk-count").textContent = `${isFiltering(filter) ? "Filtered: " : ""}${list.length} shown, ${open} undecided`;
  element("filter-button").classList.toggle("active", isFiltering(filter));
  for (const option of element("file").options) option.textContent = fileLabel(files[Number(option.value)]);
}

function fileLabel(file) {
  if (files.length === 1) return file.name;
  const open = stops(file).filter((index) => file.isOpen(index)).length;
  return open ? `${file.name} (${open} left)` : `${file.name} ✓`;
}

function languageName(code) {
  if (code === "spin") return "a word spinner";
  try {
    return new Intl.DisplayNames(["en"], { type: "language" }).of(code);
  } catch {
    return code;
  }
}
