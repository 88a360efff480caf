// @ts-check
/*
 * Corrects how a sentence is said, beside the player of a web edition, which knows nothing of it:
 * what is lit is told by its mark, and a click that is let through has it play from there.
 * Times are milliseconds, as in the page's data; but seconds where a media element has them.
 */
import { ask } from "./ask.js";
import { find, known } from "./known.js";

/** @typedef {[id: string, begin: number, end: number]} Clip */
/** @typedef {{audio: string, clips: Clip[]}} Chapter */
/** @typedef {{name: string, said: string}} Place */
/** @typedef {{printed: string, words: string, phonemes: string, voice: string, take: number,
 *    varies: boolean, places: Place[]}} Sentence */

const KEPT = "publisher:corrected"; // the sentence that a page is to go to when it is loaded again
const OWN = "#bar, #correcting, dialog, #contents";

/** @param {string} id */
const button = (id) => find(id, HTMLButtonElement);
/** @param {string} id */
const input = (id) => find(id, HTMLInputElement);

const panel = find("correction", HTMLDialogElement);
const form = find("correction-form", HTMLFormElement);
const { chapters } = /** @type {{chapters: Chapter[]}} */ (
  JSON.parse(find("edition", HTMLScriptElement).textContent || "")
);
/** Where each sentence is heard. @type {Map<string, {audio: string, begin: number, end: number}>} */
const heard = new Map();
for (const { audio, clips } of chapters) {
  for (const [id, begin, end] of clips) heard.has(id) || heard.set(id, { audio, begin, end });
}

const sound = new Audio();
let until = Infinity; // when the sound that plays is to stop
let editing = false;
let passing = false; // whether a click is ours, and meant for the player
let busy = false;
let stale = false; // whether the page shows what is not there any more
let chosen = "";

// ---- Telling ----------------------------------------------------------------------------------

/** @param {string} line */
const tell = (line) => {
  find("correction-said", HTMLElement).textContent = line;
};

/** @param {unknown} error */
const complain = (error) => {
  tell("");
  find("correction-trouble", HTMLElement).textContent = error instanceof Error ? error.message : "";
};

/** Do something, and nothing else meanwhile. @param {() => Promise<void>} work */
const alone = async (work) => {
  if (busy) return;
  busy = true;
  panel.setAttribute("aria-busy", "true");
  complain(null);
  try {
    await work();
  } catch (error) {
    complain(error);
  }
  busy = false;
  panel.removeAttribute("aria-busy");
};

// ---- Hearing ----------------------------------------------------------------------------------

const stopAll = () => {
  for (const each of document.querySelectorAll("audio")) each.pause();
  sound.pause();
};

const watchEnd = () => {
  if (sound.paused) return;
  if (sound.currentTime * 1000 >= until) sound.pause();
  else requestAnimationFrame(watchEnd);
};

/** Nobody waits for it: who hears enough may save at once. @param {string} source @param {number} begin @param {number} end */
const play = (source, begin = 0, end = Infinity) => {
  stopAll();
  sound.src = source;
  sound.currentTime = begin / 1000;
  until = end;
  sound.play().then(watchEnd, (error) => {
    if (error.name !== "AbortError") complain(error); // it was stopped before it began
  });
};

const hear = () => {
  const place = heard.get(chosen);
  if (place) play(place.audio, place.begin, place.end);
};

// ---- Choosing ---------------------------------------------------------------------------------

/** @param {boolean} on */
const edit = (on) => {
  editing = on;
  document.documentElement.classList.toggle("editing", on);
  button("edit").setAttribute("aria-pressed", String(on));
  button("edit-lit").hidden = find("edit-hint", HTMLElement).hidden = !on;
};

/** The sentence that something on the page belongs to. @param {Element | null} at */
const sentenceAt = (at) => {
  for (let each = at; each; each = each.parentElement) if (heard.has(each.id)) return each;
  return null;
};

const openLit = () => {
  const lit = sentenceAt(document.querySelector(".lit"));
  if (lit) open(lit);
};

/** @param {Element} at */
const open = (at) => {
  const marked = String(window.getSelection() ?? "").trim();
  stopAll();
  edit(true);
  chosen = at.id;
  form.reset();
  showManner();
  input("word").value = marked.length <= 80 && at.textContent?.includes(marked) ? marked : "";
  show({ printed: at.textContent ?? "", words: "…", phonemes: "", voice: "", take: 0, varies: false, places: [] });
  complain(null);
  panel.showModal();
  alone(async () => show(await ask("sentence", { sentence: chosen })));
};

/** @param {Sentence} line */
const show = (line) => {
  const take = line.take ? `, take ${line.take}` : "";
  write("printed", line.printed);
  write("words", line.words);
  write("phonemes", line.phonemes);
  write("voice", `${line.voice}${take}`);
  button("retake").hidden = !line.varies;
  button("first-take").hidden = !line.take;
  const parts = new Set(line.printed.match(/[\p{L}\p{N}]+(?:[-'’.][\p{L}\p{N}]+)*/gu) ?? []);
  find("line-parts", HTMLElement).replaceChildren(...[...parts].map((each) => new Option(each, each)));
  const places = find("line-places", HTMLElement);
  for (const each of places.querySelectorAll("label, p")) each.remove();
  places.append(...line.places.map(choice));
  button("save").disabled = !line.places.length;
  if (line.voice && !line.places.length) places.append(nowhere());
};

/** @param {string} what @param {string} words */
const write = (what, words) => {
  const at = find(`line-${what}`, HTMLElement);
  at.textContent = words;
  if (at.parentElement) at.parentElement.hidden = !words;
};

/** @param {Place} place @param {number} at */
const choice = ({ name, said }, at) => {
  const label = document.createElement("label");
  const radio = Object.assign(document.createElement("input"), { type: "radio", name: "place", value: name });
  radio.checked = !at;
  label.append(radio, said);
  return label;
};

const nowhere = () =>
  Object.assign(document.createElement("p"), {
    textContent: "The article is no file here: write the word into a lexicon, and name that with --lexicon.",
  });

// ---- Correcting -------------------------------------------------------------------------------

/** @param {string} name */
const field = (name) => String(new FormData(form).get(name) ?? "");

const showManner = () => {
  const manner = field("manner");
  const takes = manner === "said" || manner === "ipa";
  input("how").disabled = !takes;
  find("how-label", HTMLElement).textContent = manner === "ipa" ? "Its phonemes in IPA" : "Spelt as it sounds";
};

const proposal = () => ({
  sentence: chosen,
  word: field("word"),
  manner: field("manner"),
  how: field("how"),
  place: field("place"),
});

const tryOut = () =>
  alone(async () => {
    tell("Speaking…");
    const { words, phonemes, sound: said, changed } = await ask("trial", proposal());
    tell(`${changed ? "It would be" : "Nothing changes: it is"} said “${words}” ${phonemes}`);
    play(said);
  });

/** Have the publication made again, and go on in what was made. @param {string} what @param {object} about */
const make = (what, about) =>
  alone(async () => {
    stopAll();
    tell("Making it again…");
    const { spoken } = await ask(what, { ...about }, tell);
    tell(`It is made; ${spoken} spoken anew.`);
    sessionStorage.setItem(KEPT, JSON.stringify({ page: known.page, name: chosen }));
    location.reload();
  });

const save = () => {
  if (form.reportValidity()) make("save", proposal());
};

/** Go on with the sentence that was corrected, and play it. */
const goOn = () => {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) || "null");
  const at = kept && document.getElementById(kept.name);
  if (!at || kept.page !== known.page) return;
  sessionStorage.removeItem(KEPT);
  edit(true);
  button("edit").focus({ preventScroll: true });
  passing = true;
  at.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  passing = false;
};

// ---- The page ---------------------------------------------------------------------------------

/** @param {MouseEvent} event */
const onClick = (event) => {
  const target = /** @type {Element} */ (event.target);
  const at = sentenceAt(target);
  if (!editing || passing || !at || target.closest(OWN)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  open(at);
};

/** The player's own choice whether single keys do something holds for ours too. @param {KeyboardEvent} event */
const onKey = (event) => {
  const at = /** @type {Element} */ (event.target);
  if (event.key.toLowerCase() !== "e" || event.ctrlKey || event.altKey || event.metaKey) return;
  if (!input("keys-on").checked || document.querySelector("dialog[open]")) return;
  if (at.closest("input, select, textarea")) return;
  event.preventDefault();
  openLit();
};

document.addEventListener("click", onClick, true);
document.addEventListener("keydown", onKey);
button("edit").addEventListener("click", () => edit(!editing));
button("edit-lit").addEventListener("click", openLit);
button("hear").addEventListener("click", hear);
button("retake").addEventListener("click", () => make("take", { sentence: chosen }));
button("first-take").addEventListener("click", () => make("take", { sentence: chosen, take: 0 }));
button("save").addEventListener("click", save);
button("correction-close").addEventListener("click", () => panel.close());
form.addEventListener("change", showManner);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  tryOut();
});
panel.addEventListener("cancel", (event) => busy && event.preventDefault());
panel.addEventListener("close", () => {
  sound.pause();
  if (stale) location.reload();
});
// What is typed is not to be lost because something was built meanwhile.
window.addEventListener("preview-changed", (event) => {
  if (!panel.open) return;
  event.preventDefault();
  stale = true;
});
goOn();
