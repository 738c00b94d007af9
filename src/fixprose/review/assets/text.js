// Small helpers for text on a page.

const UNSAFE = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export function escaped(text) {
  return text.replace(/[&<>"']/g, (character) => UNSAFE[character]);
}

/** Text of a change: what would be invisible on its own has a sign (which is not copied). */
export function visible(text) {
  if (text.trim() !== "" || text === "") return escaped(text);
  const signs = text.replace(/\r?\n/g, "⏎").replace(/[^\S⏎]/g, "␣");
  return `<span class="blank" data-sign="${signs}">${text}</span>`;
}

export function count(number, noun, plural = `${noun}s`) {
  return `${number.toLocaleString("en")} ${number === 1 ? noun : plural}`;
}

/** A probability in two digits, never rounded up to certainty. */
export function probability(value) {
  if (value >= 1) return "1.0";
  return "." + String(Math.min(99, Math.floor(value * 100 + 1e-9))).padStart(2, "0");
}

export function element(id) {
  return document.getElementById(id);
}

/** Give the browser a file to save. */
export function download(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

let told = 0;

/** Say something to the eye for a moment, and to a screen reader. */
export function say(message) {
  const toast = element("toast");
  toast.textContent = message;
  toast.classList.add("on");
  const mine = ++told;
  setTimeout(() => mine === told && toast.classList.remove("on"), 4000);
}

/** Say something to a screen reader only. */
export function announce(message) {
  element("live").textContent = message;
}
