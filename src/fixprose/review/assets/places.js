// The rule view: one rule, all its places, decided together.

import { count, element, escaped, visible } from "./text.js";
import { stateName } from "./card.js";

const CONTEXT = 60;
const MOST = 300; // places that are listed at once; the rest on demand

export class Places {
  constructor({ onDecide, onPick }) {
    this.root = element("places");
    this.open = null; // the rule whose places are listed
    this.unticked = new Set();
    this.most = MOST;
    this.root.addEventListener("click", (event) => {
      const target = event.target.closest("[data-rule], [data-verdict], [data-go], [data-more]");
      if (!target) return;
      if (target.dataset.rule) this.#toggle(target.dataset.rule);
      else if (target.dataset.go) onPick(Number(target.dataset.go));
      else if (target.dataset.more) this.#more();
      else onDecide(target.dataset.verdict, this.ticked());
    });
    this.root.addEventListener("change", (event) => {
      const { place, all } = event.target.dataset;
      if (place) this.#tick(Number(place), event.target.checked);
      if (all) this.stops.forEach((stop) => this.#tick(stop, event.target.checked));
      if (place || all) this.draw();
    });
  }

  /** Show the rules of these stops; `rule` opens one. */
  show(file, stops, rule = this.open) {
    this.file = file;
    this.all = stops;
    if (rule !== this.open) this.unticked.clear();
    this.open = rule;
    this.draw();
  }

  /** The places that are ticked: what a bulk decision is about. */
  ticked() {
    return (this.stops ?? []).filter((stop) => !this.unticked.has(stop));
  }

  draw() {
    const focused = document.activeElement?.id;
    const byRule = grouped(this.all, this.file);
    const rules = [...byRule].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
    this.stops = byRule.get(this.open) ?? [];
    const items = rules.map(([rule, stops], number) => this.#rule(rule, stops, number));
    this.root.innerHTML = items.length ? `<ul class="rules">${items.join("")}</ul>` : "<p>No rule has a place that is shown.</p>";
    if (focused) element(focused)?.focus({ preventScroll: true });
  }

  #rule(rule, stops, number) {
    const isOpen = rule === this.open;
    const decided = stops.filter((stop) => this.file.state(stop) !== "undecided");
    const accepted = decided.filter((stop) => this.file.state(stop) === "accept");
    const trust = decided.length ? `accepted ${accepted.length} of ${decided.length} here` : "";
    const head =
      `<button type="button" class="rule" id="rule-${number}" data-rule="${escaped(rule)}" aria-expanded="${isOpen}">` +
      `<code>${escaped(rule)}</code><span>${count(stops.length, "place")}</span><span class="trust">${trust}</span></button>`;
    return `<li>${head}${isOpen ? this.#places(stops) : ""}</li>`;
  }

  #places(stops) {
    const ticked = this.ticked().length;
    const fix = this.file.fixes[stops[0]];
    const note = this.file.rules[fix.rule];
    const why = escaped(note?.why ?? fix.reason);
    const bar =
      `<div class="bar"><label><input type="checkbox" id="tick-all" data-all="1" ${ticked === stops.length ? "checked" : ""}> ${ticked} ticked</label>` +
      `<button type="button" data-verdict="accept" id="places-accept" ${ticked ? "" : "disabled"}>Accept ${ticked}</button>` +
      `<button type="button" data-verdict="reject" id="places-reject" ${ticked ? "" : "disabled"}>Reject ${ticked}</button></div>`;
    const rows = stops.slice(0, this.most).map((stop) => this.#place(stop));
    const more = stops.length > this.most ? `<li><button type="button" data-more="1">${stops.length - this.most} more places</button></li>` : "";
    return `<p class="why">${why}</p>${bar}<ol>${rows.join("")}${more}</ol>`;
  }

  #place(stop) {
    const { original, replacement, part, start, end } = this.file.fixes[stop];
    const unit = this.file.blocks[part.block].units[part.unit];
    const at = unit.indexOf(part.id);
    const text = (pieces) => pieces.map((one) => (typeof one === "string" ? one : this.file.parts[one].text)).join("");
    const before = text(unit.slice(0, at)) + part.points.slice(0, start).join("");
    const behind = part.points.slice(end).join("") + text(unit.slice(at + 1));
    const state = this.file.state(stop);
    const checked = this.unticked.has(stop) ? "" : "checked";
    const own = state === "edit" ? (this.file.of(stop).text ?? "") : replacement;
    const context =
      `${before.length > CONTEXT ? "…" : ""}${escaped(before.slice(-CONTEXT))}` +
      `<del>${visible(original)}</del><ins>${visible(own)}</ins>` +
      `${escaped(behind.slice(0, CONTEXT))}${behind.length > CONTEXT ? "…" : ""}`;
    return (
      `<li><input type="checkbox" id="tick-${stop}" data-place="${stop}" ${checked} aria-label="tick this place">` +
      `<span class="context">${context}</span><span class="pill ${state}">${stateName(state)}</span>` +
      `<button type="button" class="quiet" data-go="${stop}" id="go-${stop}">show</button></li>`
    );
  }

  #toggle(rule) {
    this.most = MOST;
    this.show(this.file, this.all, rule === this.open ? null : rule);
  }

  #more() {
    this.most += MOST;
    this.draw();
  }

  #tick(stop, isOn) {
    if (isOn) this.unticked.delete(stop);
    else this.unticked.add(stop);
  }
}

function grouped(stops, file) {
  const found = new Map();
  for (const stop of stops) {
    const { rule } = file.fixes[stop];
    if (!found.has(rule)) found.set(rule, []);
    found.get(rule).push(stop);
  }
  return found;
}
