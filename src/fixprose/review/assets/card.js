// The card of the current fix: before and after, the cause, how sure, and what else was thought of.

import { withChanges } from "./replay.js";
import { count, element, escaped, probability, visible } from "./text.js";

const NEARBY = 220; // characters of a long sentence that are shown on either side
const STATES = {
  undecided: "undecided",
  accept: "accepted",
  reject: "rejected",
  edit: "edited",
  query: "query",
  void: "falls away",
};

export const stateName = (state) => STATES[state];

/** Show a stop. `place` says which of how many; `trust` what was decided about its rule here. */
export function showCard(file, index, { place, trust }) {
  const fix = file.fixes[index];
  const state = file.state(index);
  const decision = file.of(index);
  element("card").hidden = false;
  element("card-empty").hidden = true;
  element("card-place").textContent = place;
  const pill = element("card-state");
  pill.textContent = STATES[state];
  pill.className = `pill ${state}`;
  const { before, after } = sentences(file, index);
  element("card-before").innerHTML = before;
  element("card-after").innerHTML = after;
  element("card-reason").textContent = fix.reason;
  showSource(file.rules[fix.rule], fix);
  element("card-rule").textContent = fix.rule;
  element("card-trust").textContent = trust;
  element("card-confidence").textContent = probability(fix.confidence);
  element("card-bar").value = fix.confidence;
  element("card-tags").innerHTML = tags(file, fix).map((tag) => `<li>${escaped(tag)}</li>`).join("");
  showBundle(file, index);
  showNote(decision);
  showOthers(file, fix);
  showHistory(file, index);
  for (const button of document.querySelectorAll("#card-actions [data-verdict]")) {
    button.setAttribute("aria-pressed", String(button.dataset.verdict === decision.verdict));
  }
}

export function showNoCard(message) {
  element("card").hidden = true;
  element("card-empty").hidden = false;
  element("card-empty").textContent = message;
}

/** What a screen reader is told on arriving at a stop. */
export function spoken(file, index, place) {
  const fix = file.fixes[index];
  const old = fix.original ? `“${fix.original}”` : "nothing";
  const next = fix.replacement ? `“${fix.replacement}”` : "nothing";
  return `${place}: ${old} becomes ${next}. ${fix.rule}, ${fix.safety}, ${STATES[file.state(index)]}.`;
}

function tags(file, fix) {
  const found = [fix.stage, fix.safety === "safe" ? "safe: made unless rejected" : "review: made if accepted"];
  if (fix.quoted) found.push("in a quotation");
  if (fix.named) found.push("touches a name");
  if (fix.trifle) found.push("typography");
  return found;
}

function showSource(rule, fix) {
  const line = element("card-source");
  line.hidden = !rule?.source;
  if (rule?.source) line.innerHTML = `<b>${escaped(fix.pivot ?? "")}</b> ${escaped(rule.source)}`;
}

/** The sentence as it came, and as it would be with this fix. */
export function sentences(file, index) {
  const fix = file.fixes[index];
  const { part } = fix;
  const unit = file.blocks[part.block].units[part.unit];
  const own = file.of(index).verdict === "edit";
  const changes = own ? file.changes(part).now : file.partIf(part, file.bundle(index), true);
  const original = [{ start: fix.start, end: fix.end, replacement: "", fixes: [index], isOld: true }];
  const others = (one) => {
    const found = file.parts[one];
    return withChanges(found, file.changes(found).now);
  };
  return {
    before: sentence(unit, part, (one) => file.parts[one].text, original, index),
    after: sentence(unit, part, others, changes, index),
  };
}

function sentence(unit, part, textOf, changes, index) {
  const at = unit.indexOf(part.id);
  const outer = (pieces) => pieces.map((one) => (typeof one === "string" ? one : textOf(one))).join("");
  const before = outer(unit.slice(0, at)).trimStart();
  const behind = outer(unit.slice(at + 1)).trimEnd();
  return escaped(shortened(before, -1)) + marked(part, changes, index) + escaped(shortened(behind, 1));
}

function shortened(text, side) {
  if (text.length <= NEARBY * 1.4) return text;
  if (side > 0) return `${text.slice(0, text.lastIndexOf(" ", NEARBY))} …`;
  return `… ${text.slice(text.indexOf(" ", text.length - NEARBY) + 1)}`;
}

function marked(part, changes, index) {
  let html = "";
  let at = 0;
  for (const change of changes) {
    html += escaped(part.points.slice(at, change.start).join(""));
    const isIt = change.fixes.includes(index);
    if (change.isOld) {
      const text = part.points.slice(change.start, change.end).join("");
      html += text ? `<del>${visible(text)}</del>` : "<i class='caret'></i>";
    } else if (isIt) html += change.replacement ? `<ins>${visible(change.replacement)}</ins>` : "<i class='caret'></i>";
    else html += escaped(change.replacement);
    at = change.end;
  }
  return html + escaped(part.points.slice(at).join(""));
}

function showBundle(file, index) {
  const { group } = file.fixes[index];
  const box = element("card-bundle");
  const steps = file.bundle(index).filter((one) => one !== index);
  const isSplit = file.split.has(group.number);
  box.hidden = !steps.length && !isSplit;
  if (isSplit) {
    box.innerHTML = "<p>Split: each of the fixes that build upon each other is decided by itself. <kbd>s</kbd> joins them again.</p>";
    return;
  }
  const items = steps.sort((a, b) => file.fixes[a].step[0] - file.fixes[b].step[0]).map((one) => {
    const { original, replacement, rule, reason } = file.fixes[one];
    return `<li><del>${visible(original)}</del> <ins>${visible(replacement)}</ins> <code>${escaped(rule)}</code><br>${escaped(reason)}</li>`;
  });
  box.innerHTML = `<p>Builds upon ${count(items.length, "other fix", "other fixes")}, decided with it (<kbd>s</kbd> splits):</p><ul>${items.join("")}</ul>`;
}

function showNote({ note }) {
  const line = element("card-note");
  line.hidden = !note;
  line.textContent = note ?? "";
}

function showOthers(file, fix) {
  const block = file.blocks[fix.part.block];
  const refused = (block.refused ?? []).filter(([unit]) => unit === fix.part.unit);
  const box = element("card-others");
  box.hidden = !refused.length;
  if (!refused.length) return;
  // What was thought of for the same words comes first.
  const isHere = ([, original]) => original && (fix.original.includes(original) || original.includes(fix.original));
  const sorted = [...refused.filter(isHere), ...refused.filter((one) => !isHere(one))];
  element("card-others-title").textContent = `Other candidates and refusals in this sentence (${refused.length})`;
  element("card-others-list").innerHTML = sorted
    .map(([, original, replacement, rule, confidence, why]) => {
      const change = `<del>${visible(original)}</del> <ins>${visible(replacement)}</ins>`;
      return `<li>${change} <code>${escaped(rule)}</code> ${probability(confidence)}<br>Refused: ${escaped(why)}.</li>`;
    })
    .join("");
}

function showHistory(file, index) {
  const events = file.history.filter((event) => event.index === index);
  element("card-history").hidden = !events.length;
  element("card-history-list").innerHTML = ["<li>proposed by fixprose</li>"]
    .concat(
      events.map(({ verdict, text, note, who, when }) => {
        const what = verdict === "edit" ? `edited to “${escaped(text ?? "")}”` : STATES[verdict];
        const by = who ? ` by ${escaped(who)}` : "";
        const time = when ? ` <time datetime="${escaped(when)}">${escaped(new Date(when).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" }))}</time>` : "";
        return `<li>${what}${by}${time}${note ? `: ${escaped(note)}` : ""}</li>`;
      }),
    )
    .join("");
}
