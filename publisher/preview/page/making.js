// @ts-check
/*
 * The list of publications: makes a web edition of one that has none, and goes there.
 */
import { ask } from "./ask.js";

/** @param {HTMLButtonElement} button */
const make = async (button) => {
  const { publication, goal } = button.dataset;
  const status = button.parentElement?.querySelector("[role=status]");
  /** @param {string} line */
  const tell = (line) => {
    if (status) status.textContent = line;
  };
  button.disabled = true;
  busy = true;
  try {
    await ask("web", { publication }, tell);
    location.assign(goal ?? "/");
  } catch (error) {
    tell(error instanceof Error ? error.message : String(error));
    button.disabled = false;
    busy = false;
  }
};

let busy = false;
window.addEventListener("preview-changed", (event) => busy && event.preventDefault());
for (const each of document.querySelectorAll("button.make")) {
  if (each instanceof HTMLButtonElement) each.addEventListener("click", () => make(each));
}
