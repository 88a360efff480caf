// @ts-check
/*
 * Loads the page again when what it shows was made again; whoever is in the midst of something in it
 * may ask for that to wait (`preventDefault`).
 */
import { known } from "./known.js";

const place = new URLSearchParams({ page: known.page, stood: known.stood });
const events = new EventSource(`/~preview/events?${place}`);

events.addEventListener("changed", () => {
  if (window.dispatchEvent(new Event("preview-changed", { cancelable: true }))) location.reload();
});
window.addEventListener("pagehide", () => events.close());
