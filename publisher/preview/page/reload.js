// @ts-check
/*
 * Loads the page again when what it shows was made again; whoever is in the midst of something in it
 * may ask for that to wait (`preventDefault`). A page that nobody sees does not listen: browsers let
 * few pages of one server do that at once. Seen again, it is told what it missed.
 */
import { known } from "./known.js";

const place = new URLSearchParams({ page: known.page, stood: known.stood });
/** @type {EventSource | null} */
let events = null;

const listen = () => {
  events?.close();
  events = document.hidden ? null : new EventSource(`/~preview/events?${place}`);
  events?.addEventListener("changed", () => {
    if (window.dispatchEvent(new Event("preview-changed", { cancelable: true }))) location.reload();
  });
};

document.addEventListener("visibilitychange", listen);
window.addEventListener("pagehide", () => events?.close());
listen();
