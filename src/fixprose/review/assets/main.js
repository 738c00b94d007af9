// The review page: what the keys and buttons do.

import { ReviewFile } from "./desk.js";
import { Ledger } from "./ledger.js";
import { Article } from "./article.js";
import { Places } from "./places.js";
import { showCard, showNoCard, spoken } from "./card.js";
import { fillFilter, isFiltering, noFilter, readFilter, showFilter, suits, watchFilter } from "./filter.js";
import { counts, fillPrintList, fillSummary } from "./sheet.js";
import { listen } from "./keys.js";
import { announce, count, download, element, say } from "./text.js";

const VIEWS = ["markup", "clean", "original", "pair"];
const SUFFIX = ".fixprose-decisions.jsonl";
const data = JSON.parse(element("data").textContent);
const files = data.files.map((record, number) => new ReviewFile(record, number));
const ledger = new Ledger(files, data);
const article = new Article((index) => pick(index));
const places = new Places({ onDecide: decideAll, onPick: (index) => (showRules(false), pick(index)) });

let file = files[0];
let at = null; // the current stop
let view = "markup";
let filter = noFilter();
let hasTrifles = false; // whether trifles are stops, too
let isAtEnd = false; // whether the last move found nothing more in its direction
let afterForm = null;

// --- where we are ------------------------------------------------------------------------------

function stops() {
  return file.fixes.filter(({ index, trifle }) => (hasTrifles || !trifle) && file.isStop(index)).map(({ index }) => index);
}

function shown() {
  const all = stops();
  return isFiltering(filter) ? all.filter((index) => suits(filter, file, index)) : all;
}

function number(list) {
  file.numbers = new Map(list.map((index, place) => [index, place + 1]));
}

function look(index) {
  const isOff = isFiltering(filter) && !suits(filter, file, index);
  return { isOff, number: file.numbers.get(index) ?? "" };
}

function openFile(next) {
  file = next;
  element("file").value = String(file.number);
  const { pivot, probability } = file;
  const isGarbled = probability >= 0.5;
  const through = pivot ? ` through ${languageName(pivot)}` : "";
  const degree = Math.min(99, Math.floor(probability * 100));
  element("diagnosis").textContent = isGarbled ? `Garbled${through}, ${degree} % sure` : "Hardly garbled";
  fillFilter(file);
  filter = readFilter();
  draw();
  const list = shown();
  at = list.find((index) => file.isOpen(index)) ?? list[0] ?? null;
  window.scrollTo(0, 0);
  if (at === null) showNoCard(file.fixes.length ? "No fix is shown." : "No fixes: nothing to decide here.");
  else go(at, { isQuick: true });
  progress();
}

function languageName(code) {
  if (code === "spin") return "a word spinner";
  try {
    return new Intl.DisplayNames(["en"], { type: "language" }).of(code);
  } catch {
    return code;
  }
}

function draw() {
  number(stops());
  const trifles = file.fixes.filter((fix) => fix.trifle).length;
  element("trifles").hidden = !trifles;
  element("trifles").setAttribute("aria-expanded", String(hasTrifles));
  element("trifles-text").textContent = `${count(trifles, "fix", "fixes")} of spacing and punctuation`;
  element("trifles-hint").textContent = hasTrifles ? "fold" : "made quietly: show";
  document.body.classList.toggle("fold-trifles", !hasTrifles);
  article.open(file, { isSideBySide: view === "pair", look });
}

function go(index, { isQuick = false } = {}) {
  at = index;
  article.show(index, { isQuick });
  refreshCard();
  announce(spoken(file, index, place()));
}

function place() {
  const list = shown();
  const position = list.indexOf(at);
  return position < 0 ? "not among those shown" : `${position + 1} of ${list.length}`;
}

function refreshCard() {
  closeForm();
  if (at === null) return;
  showCard(file, at, { place: place(), trust: trust(file.fixes[at].rule) });
}

function trust(rule) {
  let accepted = 0;
  let decided = 0;
  for (const each of files) {
    for (const [index, { verdict }] of each.decided) {
      if (each.fixes[index].rule !== rule || verdict === "undecided") continue;
      decided += 1;
      accepted += verdict === "accept";
    }
  }
  return decided ? `accepted ${accepted} of ${decided} here` : "";
}

function progress() {
  const found = counts(file, stops());
  const total = Object.values(found).reduce((sum, each) => sum + each, 0);
  const done = total - found.undecided;
  element("progress").max = total || 1;
  element("progress").value = done;
  element("progress-text").textContent = `${done} of ${total} decided`;
  const names = { undecided: "undecided", accept: "accepted", reject: "rejected", edit: "edited", query: "queries", void: "fallen away" };
  element("progress-detail").textContent = Object.entries(names)
    .filter(([state]) => found[state])
    .map(([state, name]) => `${found[state]} ${name}`)
    .join(" · ");
  const list = shown();
  const open = list.filter((index) => file.isOpen(index)).length;
  element("bulk-count").textContent = `${isFiltering(filter) ? "Filtered: " : ""}${list.length} shown, ${open} undecided`;
  element("bulk").hidden = !list.length;
  element("filter-button").classList.toggle("active", isFiltering(filter));
  for (const option of element("file").options) option.textContent = fileLabel(files[Number(option.value)]);
}

function fileLabel(each) {
  const all = each === file ? stops() : each.fixes.filter(({ trifle }) => !trifle).map(({ index }) => index).filter((index) => each.isStop(index));
  const open = all.filter((index) => each.isOpen(index)).length;
  return open ? `${each.name} (${open} left)` : `${each.name} ✓`;
}

// --- moving ------------------------------------------------------------------------------------

function move(direction, isWanted) {
  const list = shown();
  const ordered = direction > 0 ? list : [...list].reverse();
  const isAhead = (index) => at === null || (direction > 0 ? index > at : index < at);
  let found = ordered.find((index) => isAhead(index) && isWanted(index));
  if (found === undefined && isAtEnd) found = ordered.find((index) => index !== at && isWanted(index));
  if (found === undefined) {
    const left = list.filter((index) => index !== at && isWanted(index)).length;
    isAtEnd = left > 0;
    say(left ? `Nothing more this way; ${left} the other way: once more goes round.` : "That was all that is shown.");
    return;
  }
  isAtEnd = false;
  go(found);
}

function pick(index) {
  const all = stops();
  const stop = all.includes(index) ? index : all.find((one) => file.bundle(one).includes(index));
  if (stop !== undefined) go(stop);
}

function moveFile(direction) {
  const next = files[file.number + direction];
  if (next) openFile(next);
  else say(direction > 0 ? "This is the last file." : "This is the first file.");
}

function toNextOpen() {
  const list = shown();
  const next = list.find((index) => index > at && file.isOpen(index));
  if (next !== undefined) return go(next);
  refreshCard();
  const left = stops().filter((index) => file.isOpen(index)).length;
  if (!left) return say(`All of this file is decided. ${files.length > 1 ? "] is the next file, " : ""}q finishes.`);
  isAtEnd = true;
  return say("No undecided fix further down; j goes round.");
}

// --- deciding ----------------------------------------------------------------------------------

function apply(decisions) {
  const changed = ledger.act(file, decisions);
  article.update(decisions.map(({ index }) => index));
  progress();
  if (!element("places").hidden) places.draw();
  return changed;
}

function decide(verdict, text = null) {
  if (at === null) return;
  apply(file.meaning(at, verdict, text));
  toNextOpen();
}

function decideAll(verdict, list) {
  const all = list.flatMap((index) => file.meaning(index, verdict));
  const byIndex = new Map(all.map((one) => [one.index, one]));
  const waiting = list.filter((index) => file.of(index).verdict !== verdict);
  const reviews = waiting.filter((index) => file.fixes[index].safety === "review").length;
  if (!waiting.length) return say("All of them are decided so already.");
  const run = () => {
    apply([...byIndex.values()]);
    refreshCard();
    say(`${count(waiting.length, "fix", "fixes")} ${verdict === "accept" ? "accepted" : "rejected"}. u takes it back.`);
  };
  if (!reviews) return run();
  const verb = verdict === "accept" ? "Accept" : "Reject";
  return ask(`${verb} ${count(waiting.length, "fix", "fixes")}? ${reviews === waiting.length ? "All" : reviews} of them ask for a review.`, verb, run);
}

function decideShown(verdict) {
  const list = shown();
  const open = list.filter((index) => file.isOpen(index));
  if (!list.length) return say("No fix is shown.");
  return decideAll(verdict, open.length ? open : list);
}

function undo() {
  const act = ledger.undo();
  if (!act) return say("Nothing to undo.");
  if (act.file !== file) openFile(act.file);
  const indexes = act.before.map(({ index }) => index);
  article.update(indexes);
  const stop = stops().find((index) => indexes.includes(index));
  if (stop !== undefined && element("places").hidden) go(stop);
  else refreshCard();
  progress();
  if (!element("places").hidden) places.draw();
  return say(`${count(indexes.length, "decision")} taken back.`);
}

function split() {
  if (at === null) return;
  const { group } = file.fixes[at];
  if (group.fixes.length < 2) return void say("This is a single fix.");
  if (!file.split.delete(group.number)) file.split.add(group.number);
  number(stops());
  if (!file.isStop(at)) at = group.fixes.find((index) => file.isStop(index)) ?? at;
  article.update(group.fixes);
  go(at);
  progress();
}

// --- writing in the card -----------------------------------------------------------------------

function openForm(label, value, done) {
  if (at === null) return;
  element("form-label").textContent = label;
  const box = element("form-text");
  box.value = value;
  element("form").hidden = false;
  element("card-actions").hidden = true;
  box.focus();
  box.select();
  afterForm = done;
}

function closeForm() {
  element("form").hidden = true;
  element("card-actions").hidden = false;
  afterForm = null;
}

function saveForm() {
  const done = afterForm;
  const text = element("form-text").value;
  element("form-text").blur();
  closeForm();
  done?.(text);
}

function edit() {
  if (at === null) return;
  const { verdict, text } = file.of(at);
  const now = verdict === "edit" ? text : file.fixes[at].replacement;
  openForm("Your own words for it", now ?? "", (own) => decide("edit", own));
}

function note() {
  if (at === null) return;
  const { verdict, text, note: now } = file.of(at);
  openForm("Note", now ?? "", (next) => {
    apply([{ index: at, verdict, text, note: next.trim() }]);
    refreshCard();
  });
}

// --- views -------------------------------------------------------------------------------------

function setView(next) {
  const top = article.anchor();
  const isRedrawn = (next === "pair") !== (view === "pair");
  view = next;
  document.body.dataset.view = view;
  for (const button of document.querySelectorAll("[data-set-view]")) {
    button.setAttribute("aria-pressed", String(button.dataset.setView === view));
  }
  showRules(false);
  if (isRedrawn) {
    draw();
    if (at !== null) article.show(at, { isQuick: true });
  }
  article.restore(top);
  announce(`View: ${view === "pair" ? "side by side" : view}`);
}

function showRules(isOn, rule) {
  if (isOn === !element("places").hidden && rule === undefined) return;
  element("places").hidden = !isOn;
  element("article").hidden = isOn;
  element("rules-button").setAttribute("aria-pressed", String(isOn));
  if (isOn) {
    places.show(file, shown(), rule);
    window.scrollTo(0, 0);
    if (rule) document.querySelector("#places [aria-expanded=true]")?.scrollIntoView({ block: "center" });
  } else article.reveal(true);
}

function toggleTrifles() {
  hasTrifles = !hasTrifles;
  draw();
  if (at !== null && !stops().includes(at)) at = stops()[0] ?? null;
  if (at !== null) go(at, { isQuick: true });
  progress();
}

function refilter(next) {
  filter = next;
  article.refresh();
  if (!element("places").hidden) places.show(file, shown());
  const list = shown();
  if (list.length && !list.includes(at)) go(list.find((index) => file.isOpen(index)) ?? list[0]);
  else refreshCard();
  progress();
}

function toggleFilter(isOn = element("filter").hidden) {
  element("filter").hidden = !isOn;
  element("filter-button").setAttribute("aria-expanded", String(isOn));
  if (isOn) element("filter-state").focus();
}

function hold(isDown) {
  if (document.body.classList.contains("hold") === isDown) return;
  const top = article.anchor();
  document.body.classList.toggle("hold", isDown);
  article.restore(top);
}

function leave() {
  if (!element("places").hidden) return showRules(false);
  if (!element("filter").hidden) toggleFilter(false);
  if (isFiltering(filter)) clearFilter();
  return undefined;
}

function clearFilter() {
  showFilter(noFilter());
  refilter(noFilter());
}

// --- dialogs -----------------------------------------------------------------------------------

function ask(question, verb, run) {
  const dialog = element("ask");
  element("ask-text").textContent = question;
  element("ask-yes").textContent = verb;
  dialog.onsubmit = ({ submitter }) => submitter.value === "yes" && run();
  dialog.showModal();
  element("ask-yes").focus();
}

function goTo() {
  const list = shown();
  if (!list.length) return;
  const dialog = element("go");
  element("go-label").textContent = `Fix number (1 to ${list.length})`;
  element("go-number").max = list.length;
  element("go-number").value = "";
  dialog.onsubmit = () => {
    const wanted = list[Number(element("go-number").value) - 1];
    if (wanted !== undefined) go(wanted);
  };
  dialog.showModal();
}

function finish() {
  fillSummary(files);
  element("who").value = ledger.who;
  element("finish").showModal();
}

async function write() {
  const answers = [];
  for (const each of files) answers.push(await ledger.write(each));
  element("finish-message").textContent = answers.map(({ message }) => message).join("\n");
  announce(element("finish-message").textContent);
}

async function stop() {
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

function saveDecisions() {
  for (const each of files.filter((one) => one.history.length || one === file)) {
    download(baseName(each) + SUFFIX, each.lines().map((line) => `${line}\n`).join(""));
  }
}

async function openDecisions(event) {
  const [chosen] = event.target.files;
  if (!chosen) return;
  try {
    const lines = (await chosen.text()).split("\n");
    const { placed, lost } = file.readLines(lines);
    ledger.keepAll(file, lines);
    draw();
    refreshCard();
    progress();
    say(`${count(placed, "decision")} placed${lost ? `, ${lost} could not be placed: the text differs there` : ""}.`);
  } catch (error) {
    say(`${chosen.name} holds no decisions: ${error.message}`);
  }
  event.target.value = "";
}

function setTheme(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}

function nextTheme() {
  const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
  const now = document.documentElement.dataset.theme ?? (isDark ? "dark" : "light");
  setTheme(now === "dark" ? "light" : "dark");
  ledger.setTheme(document.documentElement.dataset.theme);
}

// --- wiring ------------------------------------------------------------------------------------

const actions = {
  nextOpen: () => move(1, (index) => file.isOpen(index)),
  previousOpen: () => move(-1, (index) => file.isOpen(index)),
  next: () => move(1, () => true),
  previous: () => move(-1, () => true),
  nextFile: () => moveFile(1),
  previousFile: () => moveFile(-1),
  accept: () => decide("accept"),
  reject: () => decide("reject"),
  query: () => decide("query"),
  edit,
  note,
  undo,
  split,
  acceptShown: () => decideShown("accept"),
  rejectShown: () => decideShown("reject"),
  viewMarkup: () => setView("markup"),
  viewClean: () => setView("clean"),
  viewOriginal: () => setView("original"),
  viewPair: () => setView("pair"),
  rules: () => showRules(element("places").hidden),
  filter: () => toggleFilter(),
  search: () => (toggleFilter(true), element("filter-text").focus()),
  trifles: toggleTrifles,
  goTo,
  help: () => element("help").showModal(),
  finish,
  leave,
  theme: nextTheme,
  clearFilter,
  write,
  stop,
  saveDecisions,
  saveText: () => download(baseName(file), file.text()),
  saveForm,
  closeForm,
  print: () => window.print(),
  ruleOfCard: () => at !== null && showRules(true, file.fixes[at].rule),
};

function wire() {
  listen(actions, hold);
  watchFilter(refilter);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) actions[button.dataset.do]();
  });
  element("file").append(...files.map((each) => new Option(each.name, String(each.number))));
  element("file").addEventListener("change", (event) => (event.target.blur(), openFile(files[Number(event.target.value)])));
  element("form-text").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey) saveForm();
    else if (event.key === "Escape") closeForm();
    else return;
    event.preventDefault();
  });
  element("who").addEventListener("change", (event) => ledger.setWho(event.target.value.trim()));
  element("open-decisions").addEventListener("change", openDecisions);
  window.addEventListener("beforeprint", () => {
    article.finish();
    fillPrintList(file, file.numbers);
  });
  window.addEventListener("beforeunload", (event) => {
    if (!ledger.isKept || ledger.unsent) event.preventDefault();
  });
  ledger.onTrouble = (trouble) => {
    element("trouble").hidden = !trouble;
    element("trouble-text").textContent = trouble ?? "";
  };
  document.body.classList.toggle("served", data.server);
  element("file-box").classList.toggle("single", files.length < 2);
}

wire();
setTheme(ledger.theme);
openFile(files[0]);
if (changedShare(file) > 0.6) setView("pair");
performance.mark("fixprose-ready");
window.fixprose = { files, ledger, shown, go }; // for tests, and for those who look behind the page

/** How much of the text fixes cover: what is mostly rewritten is read side by side. */
function changedShare({ parts, blocks }) {
  const kept = blocks.flatMap((block) => block.units.flat()).filter((piece) => typeof piece === "string");
  const same = kept.reduce((sum, piece) => sum + piece.length, 0);
  const changed = parts.reduce((sum, part) => sum + part.text.length, 0);
  return changed / (same + changed || 1);
}
