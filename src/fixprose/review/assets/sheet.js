// Sheets: the summary of a sitting, and the list of changes that ends a printed copy.

import { stateName } from "./card.js";
import { count, element, escaped, visible } from "./text.js";

/** How many stops are in which state. */
export function counts(file, stops) {
  const found = { undecided: 0, accept: 0, reject: 0, edit: 0, query: 0, void: 0 };
  for (const stop of stops) found[file.state(stop)] += 1;
  return found;
}

/** Fill the summary: by file, by rule, and what the author is asked. */
export function fillSummary(files) {
  element("summary-body").innerHTML = files.map(fileSummary).join("");
}

function fileSummary(file) {
  const stops = file.fixes.map((fix) => fix.index).filter((index) => file.isStop(index));
  const found = counts(file, stops);
  const rules = new Map();
  for (const stop of stops) {
    const { rule } = file.fixes[stop];
    const row = rules.get(rule) ?? { all: 0, accept: 0, reject: 0, edit: 0, query: 0, undecided: 0, void: 0 };
    row.all += 1;
    row[file.state(stop)] += 1;
    rules.set(rule, row);
  }
  const rows = [...rules]
    .sort((a, b) => b[1].all - a[1].all)
    .slice(0, 40)
    .map(([rule, row]) => `<tr><th scope="row"><code>${escaped(rule)}</code></th>${["all", "accept", "reject", "edit", "query"].map((name) => `<td>${row[name] || ""}</td>`).join("")}</tr>`);
  const queries = stops.filter((stop) => file.of(stop).verdict === "query" || file.of(stop).note);
  const asked = queries.map((stop) => `<li>“${escaped(file.fixes[stop].original)}”: ${escaped(file.of(stop).note ?? "query")}</li>`);
  return (
    `<h3>${escaped(file.name)}</h3><p>${count(stops.length, "fix", "fixes")}: ${found.accept} accepted, ${found.reject} rejected, ` +
    `${found.edit} edited, ${count(found.query, "query", "queries")}, ${found.undecided} undecided. Undecided safe fixes are made, undecided review fixes are not.</p>` +
    (rows.length ? `<table><thead><tr><th scope="col">rule</th><th scope="col">fixes</th><th scope="col">accepted</th><th scope="col">rejected</th><th scope="col">edited</th><th scope="col">query</th></tr></thead><tbody>${rows.join("")}</tbody></table>` : "") +
    (asked.length ? `<h4>Queries and notes</h4><ul>${asked.join("")}</ul>` : "") +
    (file.lost.length ? `<p>${count(file.lost.length, "earlier decision")} could not be placed: the text has changed there. They are kept in the file and carried out nowhere.</p>` : "")
  );
}

/** Fill the list of changes of the printed copy; its numbers are those in the margin. */
export function fillPrintList(file, numbers) {
  const items = [...numbers].map(([stop, number]) => {
    const fix = file.fixes[stop];
    const state = file.state(stop);
    const own = state === "edit" ? (file.of(stop).text ?? "") : fix.replacement;
    const note = file.of(stop).note;
    return (
      `<li value="${number}"><del>${visible(fix.original)}</del> → <ins>${visible(own)}</ins> — ${stateName(state)}; ` +
      `${escaped(fix.rule)}. ${escaped(fix.reason)}${note ? ` <em>Note: ${escaped(note)}</em>` : ""}</li>`
    );
  });
  element("print-list").innerHTML = `<h2>Changes</h2><ol>${items.join("")}</ol>`;
}
