// The field in the card: for the editor's own words, and for notes.

import { element } from "./text.js";

let after = null; // what becomes of the text that is being written

/** Open the field; `done(text)` is called when the text is saved. */
export function openForm(label, value, done) {
  element("form-label").textContent = label;
  const box = element("form-text");
  box.value = value;
  element("form").hidden = false;
  element("card-actions").hidden = true;
  box.focus();
  box.select();
  after = done;
}

export function closeForm() {
  element("form").hidden = true;
  element("card-actions").hidden = false;
  after = null;
}

export function saveForm() {
  const done = after;
  const text = element("form-text").value;
  element("form-text").blur();
  closeForm();
  done?.(text);
}

export function watchForm() {
  element("form-text").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey) saveForm();
    else if (event.key === "Escape") closeForm();
    else return;
    event.preventDefault();
  });
}
