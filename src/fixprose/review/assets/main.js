// The review page: what the keys and buttons do.

import { Article } from "./article.js";
import { Places } from "./places.js";
import { showCard, showNoCard, spoken } from "./card.js";
import { fillFilter, isFiltering, noFilter, readFilter, showFilter, watchFilter } from "./filter.js";
import { data, files, here, ledger, look, number, place, shown, stops, trust } from "./here.js";
import { showFacts, showProgress } from "./head.js";
import { fillPrintList, fillSummary } from "./sheet.js";
import { openDecisions, saveDecisions, saveText, stop, write } from "./saving.js";
import { closeForm, openForm, saveForm, watchForm } from "./form.js";
import { listen } from "./keys.js";
import { announce, count, element, say } from "./text.js";

const article = new Article((index) => pick(index));
const places = new Places({ onDecide: decideAll, onPick: (index) => (showRules(false), pick(index)) });

function openFile(next) {
  here.file = next;
  element("file").value = String(here.file.number);
  fillFilter(here.file);
  here.filter = readFilter();
  draw();
  const list = shown();
  here.at = list.find((index) => here.file.isOpen(index)) ?? list[0] ?? null;
  window.scrollTo(0, 0);
  if (here.at === null) showNoCard(here.file.fixes.length ? "No fix is shown." : "No fixes: nothing to decide here.");
  else go(here.at, { isQuick: true });
  showProgress();
}

function draw() {
  number();
  showFacts();
  article.open(here.file, { isSideBySide: here.view === "pair", look });
}

function go(index, { isQuick = false } = {}) {
  here.at = index;
  article.show(index, { isQuick });
  refreshCard();
  announce(spoken(here.file, index, place()));
}

function refreshCard() {
  closeForm();
  if (here.at === null) return;
  showCard(here.file, here.at, { place: place(), trust: trust(here.file.fixes[here.at].rule) });
}

// --- moving ------------------------------------------------------------------------------------

function move(direction, isWanted) {
  const list = shown();
  const ordered = direction > 0 ? list : [...list].reverse();
  const isAhead = (index) => here.at === null || (direction > 0 ? index > here.at : index < here.at);
  let found = ordered.find((index) => isAhead(index) && isWanted(index));
  if (found === undefined && here.isAtEnd) found = ordered.find((index) => index !== here.at && isWanted(index));
  if (found === undefined) {
    const left = list.filter((index) => index !== here.at && isWanted(index)).length;
    here.isAtEnd = left > 0;
    say(left ? `Nothing more this way; ${left} the other way: once more goes round.` : "That was all that is shown.");
    return;
  }
  here.isAtEnd = false;
  go(found);
}

function pick(index) {
  const all = stops();
  const stop = all.includes(index) ? index : all.find((one) => here.file.bundle(one).includes(index));
  if (stop !== undefined) go(stop);
}

function moveFile(direction) {
  const next = files[here.file.number + direction];
  if (next) openFile(next);
  else say(direction > 0 ? "This is the last file." : "This is the first file.");
}

function toNextOpen() {
  const list = shown();
  const next = list.find((index) => index > here.at && here.file.isOpen(index));
  if (next !== undefined) return go(next);
  refreshCard();
  const left = stops().filter((index) => here.file.isOpen(index)).length;
  if (!left) return say(`All of this file is decided. ${files.length > 1 ? "] is the next file, " : ""}q finishes.`);
  here.isAtEnd = true;
  return say("No undecided fix further down; j goes round.");
}

// --- deciding ----------------------------------------------------------------------------------

function apply(decisions) {
  const changed = ledger.act(here.file, decisions);
  article.update(decisions.map(({ index }) => index));
  showProgress();
  if (!element("places").hidden) places.draw();
  return changed;
}

function decide(verdict, text = null) {
  if (here.at === null) return;
  apply(here.file.meaning(here.at, verdict, text));
  toNextOpen();
}

function decideAll(verdict, list) {
  const all = list.flatMap((index) => here.file.meaning(index, verdict));
  const byIndex = new Map(all.map((one) => [one.index, one]));
  const waiting = list.filter((index) => here.file.of(index).verdict !== verdict);
  const reviews = waiting.filter((index) => here.file.fixes[index].safety === "review").length;
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
  const open = list.filter((index) => here.file.isOpen(index));
  if (!list.length) return say("No fix is shown.");
  return decideAll(verdict, open.length ? open : list);
}

function undo() {
  const act = ledger.undo();
  if (!act) return say("Nothing to undo.");
  if (act.file !== here.file) openFile(act.file);
  const indexes = act.before.map(({ index }) => index);
  article.update(indexes);
  const stop = stops().find((index) => indexes.includes(index));
  if (stop !== undefined && element("places").hidden) go(stop);
  else refreshCard();
  showProgress();
  if (!element("places").hidden) places.draw();
  return say(`${count(indexes.length, "decision")} taken back.`);
}

function split() {
  if (here.at === null) return;
  const { group } = here.file.fixes[here.at];
  if (group.fixes.length < 2) return void say("This is a single fix.");
  if (!here.file.split.delete(group.number)) here.file.split.add(group.number);
  number();
  if (!here.file.isStop(here.at)) here.at = group.fixes.find((index) => here.file.isStop(index)) ?? here.at;
  article.update(group.fixes);
  go(here.at);
  showProgress();
}

// --- writing in the card -----------------------------------------------------------------------

function edit() {
  if (here.at === null) return;
  const { verdict, text } = here.file.of(here.at);
  const now = verdict === "edit" ? text : here.file.fixes[here.at].replacement;
  openForm("Your own words for it", now ?? "", (own) => decide("edit", own));
}

function note() {
  if (here.at === null) return;
  const { verdict, text, note: now } = here.file.of(here.at);
  openForm("Note", now ?? "", (next) => {
    apply([{ index: here.at, verdict, text, note: next.trim() }]);
    refreshCard();
  });
}

// --- views -------------------------------------------------------------------------------------

function setView(next) {
  const top = article.anchor();
  const isRedrawn = (next === "pair") !== (here.view === "pair");
  here.view = next;
  document.body.dataset.view = here.view;
  for (const button of document.querySelectorAll("[data-set-view]")) {
    button.setAttribute("aria-pressed", String(button.dataset.setView === here.view));
  }
  showRules(false);
  if (isRedrawn) {
    draw();
    if (here.at !== null) article.show(here.at, { isQuick: true });
  }
  article.restore(top);
  announce(`View: ${here.view === "pair" ? "side by side" : here.view}`);
}

function showRules(isOn, rule) {
  if (isOn === !element("places").hidden && rule === undefined) return;
  element("places").hidden = !isOn;
  element("article").hidden = isOn;
  element("rules-button").setAttribute("aria-pressed", String(isOn));
  if (isOn) {
    places.show(here.file, shown(), rule);
    window.scrollTo(0, 0);
    if (rule) document.querySelector("#places [aria-expanded=true]")?.scrollIntoView({ block: "center" });
  } else article.reveal(true);
}

function toggleTrifles() {
  here.hasTrifles = !here.hasTrifles;
  draw();
  if (here.at !== null && !stops().includes(here.at)) here.at = stops()[0] ?? null;
  if (here.at !== null) go(here.at, { isQuick: true });
  showProgress();
}

function refilter(next) {
  here.filter = next;
  article.refresh();
  if (!element("places").hidden) places.show(here.file, shown());
  const list = shown();
  if (list.length && !list.includes(here.at)) go(list.find((index) => here.file.isOpen(index)) ?? list[0]);
  else refreshCard();
  showProgress();
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
  if (isFiltering(here.filter)) clearFilter();
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

function refreshAll() {
  draw();
  refreshCard();
  showProgress();
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
  nextOpen: () => move(1, (index) => here.file.isOpen(index)),
  previousOpen: () => move(-1, (index) => here.file.isOpen(index)),
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
  saveText,
  saveForm,
  closeForm,
  print: () => window.print(),
  ruleOfCard: () => here.at !== null && showRules(true, here.file.fixes[here.at].rule),
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
  watchForm();
  element("who").addEventListener("change", (event) => ledger.setWho(event.target.value.trim()));
  element("open-decisions").addEventListener("change", (event) => openDecisions(event.target, refreshAll));
  window.addEventListener("beforeprint", () => {
    article.finish();
    fillPrintList(here.file, here.file.numbers);
  });
  window.addEventListener("beforeunload", (event) => {
    if (!ledger.isKept || ledger.unsent || !element("trouble").hidden) event.preventDefault();
  });
  ledger.onTrouble = (trouble) => {
    element("trouble").hidden = !trouble;
    element("trouble-text").textContent = trouble ?? "";
  };
  new ResizeObserver(([{ target }]) => {
    document.documentElement.style.setProperty("--head", `${target.offsetHeight}px`);
  }).observe(element("heads"));
  document.body.classList.toggle("served", data.server);
  element("file-box").classList.toggle("single", files.length < 2);
}

wire();
setTheme(ledger.theme);
openFile(files[0]);
if (changedShare(here.file) > 0.6) setView("pair");
performance.mark("fixprose-ready");
window.fixprose = { files, ledger, shown, go }; // for tests, and for those who look behind the page

/** How much of the text fixes cover: what is mostly rewritten is read side by side. */
function changedShare({ parts, blocks }) {
  const kept = blocks.flatMap((block) => block.units.flat()).filter((piece) => typeof piece === "string");
  const same = kept.reduce((sum, piece) => sum + piece.length, 0);
  const changed = parts.reduce((sum, part) => sum + part.text.length, 0);
  return changed / (same + changed || 1);
}
