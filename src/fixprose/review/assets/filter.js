// The filter: which stops are shown, walked through and decided together.

import { element } from "./text.js";

const FIELDS = ["rule", "stage", "pivot", "safety", "confidence", "state", "text"];
const TICKS = ["named", "quoted"];

export function noFilter() {
  return { rule: "", stage: "", pivot: "", safety: "", confidence: "0", state: "", text: "", named: false, quoted: false };
}

/** Whether the filter leaves anything out. */
export function isFiltering(filter) {
  return FIELDS.some((name) => filter[name] && filter[name] !== "0") || TICKS.some((name) => filter[name]);
}

/** Whether a stop is shown: one of the fixes that are decided with it must suit. */
export function suits(filter, file, index) {
  if (filter.state && file.state(index) !== filter.state) return false;
  const fix = file.fixes[index];
  if (!fix.needs.length) return suitsFix(filter, file, fix);
  return file.bundle(index).some((one) => suitsFix(filter, file, file.fixes[one]));
}

function suitsFix(filter, file, fix) {
  if (filter.rule && !fix.rule.startsWith(filter.rule)) return false;
  if (filter.stage && fix.stage !== filter.stage) return false;
  if (filter.pivot && (fix.pivot ?? "none") !== filter.pivot) return false;
  if (filter.safety && fix.safety !== filter.safety) return false;
  if (fix.confidence < Number(filter.confidence)) return false;
  if (filter.named && !fix.named) return false;
  if (filter.quoted && !fix.quoted) return false;
  if (!filter.text) return true;
  fix.haystack ??= `${fix.original}\n${fix.replacement}\n${fix.rule}\n${fix.reason}`.toLowerCase();
  return fix.haystack.includes(filter.text.toLowerCase());
}

/** Offer what the file has to filter by. */
export function fillFilter(file) {
  const values = (get) => [...new Set(file.fixes.map(get))].sort();
  const heads = values((fix) => fix.rule);
  options("rule", heads);
  options("stage", values((fix) => fix.stage));
  options("pivot", values((fix) => fix.pivot ?? "none"));
}

/** Call `changed(filter)` whenever the editor changes it. */
export function watchFilter(changed) {
  for (const name of [...FIELDS, ...TICKS]) {
    const input = element(`filter-${name}`);
    input.addEventListener(name === "text" || name === "confidence" ? "input" : "change", () => {
      changed(readFilter());
    });
  }
}

export function readFilter() {
  const filter = noFilter();
  for (const name of FIELDS) filter[name] = element(`filter-${name}`).value;
  for (const name of TICKS) filter[name] = element(`filter-${name}`).checked;
  element("filter-confidence-value").textContent = Number(filter.confidence).toFixed(2).replace(/^0/, "");
  return filter;
}

export function showFilter(filter) {
  for (const name of FIELDS) element(`filter-${name}`).value = filter[name];
  for (const name of TICKS) element(`filter-${name}`).checked = filter[name];
  readFilter();
}

function options(name, values) {
  const select = element(`filter-${name}`);
  const all = new Option("all", "");
  select.replaceChildren(all, ...values.map((value) => new Option(value, value)));
}
