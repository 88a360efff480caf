// @ts-check
"use strict";
// Search: works in which every word that was typed is found stay; how many these are is told.
(() => {
  const form = /** @type {HTMLFormElement} */ (document.querySelector(".search"));
  const field = /** @type {HTMLInputElement} */ (form.querySelector("input"));
  const told = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
  const works = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".works > li")]);
  const plain = (/** @type {string} */ text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = works.map((work) => plain(work.textContent ?? ""));

  function search() {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    let found = 0;
    works.forEach((work, place) => {
      work.hidden = !words.every((word) => texts[place].includes(word));
      if (!work.hidden) found += 1;
    });
    told.textContent = words.length ? (form.dataset.found ?? "").replace("{count}", `${found}`) : "";
  }

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", search);
  search(); // a browser that goes back has kept what was typed
})();
