// @ts-check
/*
 * What the server tells a page: which one it is, how it stood, and the secret of this run. It stands
 * in the page, which other sites cannot read, and not in a script, which they could run.
 */

/** @typedef {{page: string, publication: string, stood: string, token: string}} Known */

export const known = /** @type {Known} */ (
  JSON.parse(document.getElementById("preview")?.textContent || "{}")
);

/** @template {HTMLElement} T @param {string} id @param {new () => T} kind @returns {T} */
export const find = (id, kind) => {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${id}`);
  return found;
};
