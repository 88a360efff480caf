// @ts-check
/*
 * The player of a web edition: plays the recordings of the page's sections one after the other, and
 * lights what is heard. Times are milliseconds, as in the page's data; but seconds where a media
 * element tells or takes them. All words that a reader meets come with the page.
 */
"use strict";

(() => {
  /** @typedef {[number: number, begin: number, end: number]} Word  its number in its sentence */
  /** @typedef {[id: string, begin: number, end: number, words?: Word[]]} Clip */
  /** @typedef {{title: string, audio: string, length: number, clips: Clip[]}} Chapter */
  /** @typedef {{id: string, title: string, author: string, artwork: MediaImage,
   *    words: Record<string, string>, chapters: Chapter[]}} Edition */
  /** @typedef {{size: string, leading: string, theme: string, speed: string, keys: boolean}} Look */

  const SKIP_MS = 10_000;
  const ARRIVED_MS = 50; // a browser goes to a frame, not to a millisecond
  const AGAIN_MS = 1_500; // who steps back later than this into a sentence wants it again
  const AGAIN_IN_SECTION_MS = 3_000;
  const COMMON = "publisher:look"; // how a reader wants all pages; the place is each page's own

  /** @template {HTMLElement} T @param {string} id @param {new () => T} kind @returns {T} */
  const find = (id, kind) => {
    const found = document.getElementById(id);
    if (!(found instanceof kind)) throw new Error(`the page has no ${id}`);
    return found;
  };
  /** @param {string} id */
  const button = (id) => find(id, HTMLButtonElement);
  /** @param {string} id */
  const input = (id) => find(id, HTMLInputElement);
  /** @param {string} id */
  const dialog = (id) => find(id, HTMLDialogElement);

  const edition = /** @type {Edition} */ (
    JSON.parse(find("edition", HTMLScriptElement).textContent || "")
  );
  const { chapters, words } = edition;
  if (!chapters.length) return;

  const root = document.documentElement;
  const bar = find("bar", HTMLElement);
  const position = input("position");
  const speed = find("speed", HTMLSelectElement);
  const sleep = find("sleep", HTMLSelectElement);
  const back = button("return");

  /** Where each chapter begins in the whole. */
  const begins = chapters.map((_, at) => chapters.slice(0, at).reduce((sum, c) => sum + c.length, 0));
  const total = chapters.reduce((sum, chapter) => sum + chapter.length, 0);
  /** Where each sentence is heard: its chapter and its number there. @type {Map<string, [number, number]>} */
  const places = new Map();
  chapters.forEach(({ clips }, at) =>
    clips.forEach(([id], number) => places.has(id) || places.set(id, [at, number])),
  );

  // Two elements by turns: while one plays, the other has the next chapter ready.
  const newSound = () => Object.assign(new Audio(), { preload: "auto" });
  let [sound, spare] = [newSound(), newSound()];
  let chapter = 0;
  let number = -1; // of the sentence that is lit
  /** Where to begin once the recording is open. @type {number | null} */
  let wanted = null;
  /** @type {Element | null} */
  let lit = null;
  /** @type {Element | null} */
  let said = null;
  let following = true;
  let ours = 0; // until when a scroll is ours and not the reader's
  let alarm = 0;
  let frame = 0;
  let second = -1;

  // ---- Remembering ----------------------------------------------------------------------------

  /** @param {string} key @returns {any} */
  const recall = (key) => {
    try {
      return JSON.parse(localStorage.getItem(key) || "null");
    } catch {
      return null; // no storage, or another's
    }
  };
  /** @param {string} key @param {unknown} value */
  const remember = (key, value) => {
    try {
      localStorage.setItem(key, JSON.stringify(value));
    } catch {
      // a private window, or a full disk: it plays all the same
    }
  };

  // ---- Time -----------------------------------------------------------------------------------

  /** In whole milliseconds: a browser that is sent to 2.058 s tells that it is at 2.057999. */
  const now = () => wanted ?? Math.round(sound.currentTime * 1000);

  /** A page that is left takes its sound away, and what that tells of the time is nothing. */
  const isTakenAway = () => !sound.readyState && wanted === null;

  /** @param {number} ms */
  const clock = (ms) => {
    const seconds = Math.floor(ms / 1000);
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
    const tail = String(seconds % 60).padStart(2, "0");
    return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${tail}` : `${minutes}:${tail}`;
  };

  /** The last of some that has begun. @param {(at: number) => number} begin @param {number} count @param {number} ms */
  const lastBegun = (begin, count, ms) => {
    let [low, high] = [0, count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (begin(middle) <= ms) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };

  // ---- Lighting -------------------------------------------------------------------------------

  const update = () => {
    if (isTakenAway()) return;
    const ms = now();
    const { clips } = chapters[chapter];
    const at = Math.max(0, lastBegun((each) => clips[each][1], clips.length, ms));
    if (at !== number) light(at);
    lightWord(clips[at], ms);
    if (Math.floor(ms / 1000) !== second) showTime(ms);
  };

  /** @param {number} at */
  const light = (at) => {
    number = at;
    lit?.classList.remove("lit");
    lit = document.getElementById(chapters[chapter].clips[at][0]);
    lit?.classList.add("lit");
    if (following) follow();
    else back.hidden = isSeen();
    keepPlace();
  };

  /** @param {Clip} clip @param {number} ms */
  const lightWord = ([id, , , times = []], ms) => {
    const at = lastBegun((each) => times[each][1], times.length, ms);
    const heard = at >= 0 && ms < times[at][2] ? times[at][0] : 0;
    const word = heard ? document.getElementById(`${id}-w${String(heard).padStart(2, "0")}`) : null;
    if (word === said) return;
    said?.classList.remove("said");
    said = word;
    said?.classList.add("said");
  };

  /** @param {number} ms */
  const showTime = (ms) => {
    second = Math.floor(ms / 1000);
    const { title } = chapters[chapter];
    const [here, whole] = [clock(begins[chapter] + ms), clock(total)];
    position.value = String(Math.round((begins[chapter] + ms) / 1000));
    position.style.setProperty("--done", `${(100 * (begins[chapter] + ms)) / total}%`);
    position.setAttribute("aria-valuetext", filled("position of", { now: here, total: whole, title }));
    find("title", HTMLElement).textContent = title;
    find("time", HTMLElement).textContent = `${here} / ${whole}`;
    tellPosition(ms);
  };

  /** @param {string} word @param {Record<string, string>} values */
  const filled = (word, values) =>
    words[word].replace(/\{(\w+)\}/g, (gap, name) => values[name] ?? gap);

  /** Say something to whoever does not see the bar. @param {string} line */
  const tell = (line) => {
    find("said", HTMLElement).textContent = line;
  };

  // ---- Following ------------------------------------------------------------------------------

  /** How much of the window is not under the bar. */
  const height = () =>
    window.innerHeight - (getComputedStyle(bar).position === "fixed" ? bar.offsetHeight : 0);

  const isSeen = () => {
    const box = lit?.getBoundingClientRect();
    return !box || (box.bottom > 0 && box.top < height());
  };

  /** Bring what is heard into view, if it is not at ease there already. */
  const follow = () => {
    following = true;
    back.hidden = true;
    const box = lit?.getBoundingClientRect();
    if (!box || !root.classList.contains("begun") || (box.top >= 24 && box.bottom <= height() * 0.8)) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    ours = performance.now() + (still ? 200 : 1200);
    const top = window.scrollY + box.top - Math.min(height() * 0.3, Math.max(24, height() - box.height));
    window.scrollTo({ top, behavior: still ? "instant" : "smooth" });
  };

  /** A reader who scrolls what is heard out of sight is left where they are. */
  const onScroll = () => {
    if (performance.now() < ours) return;
    following = isSeen();
    back.hidden = following;
  };

  /** The reader's own hand, even while the page is being scrolled. */
  const takeOver = () => {
    ours = 0;
  };

  // ---- Playing --------------------------------------------------------------------------------

  const tick = () => {
    cancelAnimationFrame(frame);
    if (sound.paused) return;
    update();
    frame = requestAnimationFrame(tick);
  };

  /** @param {HTMLAudioElement} one @param {number} at */
  const open = (one, at) => {
    if (one.dataset.chapter !== String(at)) {
      one.dataset.chapter = String(at);
      one.src = chapters[at].audio;
    }
    one.preservesPitch = true;
    one.defaultPlaybackRate = one.playbackRate = Number(speed.value);
  };

  /** Go somewhere, and go on as before: playing or not. @param {number} at @param {number} ms */
  const go = (at, ms) => {
    const plays = !sound.paused;
    if (at !== chapter && spare.dataset.chapter === String(at)) {
      sound.pause();
      [sound, spare] = [spare, sound];
    }
    chapter = at;
    number = second = -1;
    open(sound, at);
    wanted = sound.readyState ? null : ms;
    if (wanted === null) sound.currentTime = ms / 1000;
    following = true;
    update();
    describe();
    if (plays) play();
  };

  /** Go where the reader wanted to, as soon as the sound can be entered there. */
  const arrive = () => {
    if (wanted === null) return;
    sound.currentTime = wanted / 1000;
    if (Math.abs(sound.currentTime * 1000 - wanted) < ARRIVED_MS) wanted = null;
  };

  const play = () => {
    sound.play().catch((error) => {
      if (error.name === "NotSupportedError") fail();
    });
  };

  const fail = () => tell(filled("unplayable", { file: chapters[chapter].audio }));

  const toggle = () => {
    if (!sound.paused) return sound.pause();
    if (sound.ended) go((chapter + 1) % chapters.length, 0);
    if (!following) follow();
    play();
  };

  /** Click, key or button: from here, aloud. @param {number} at @param {number} ms */
  const playFrom = (at, ms) => {
    go(at, ms);
    play();
  };

  /** @param {number} at @param {number} sentence */
  const goToSentence = (at, sentence) => go(at, chapters[at].clips[sentence][1]);

  const sentenceBack = () => {
    const { clips } = chapters[chapter];
    if (now() - clips[number][1] > AGAIN_MS * sound.playbackRate || (!chapter && !number)) {
      goToSentence(chapter, number);
    } else if (number) goToSentence(chapter, number - 1);
    else goToSentence(chapter - 1, chapters[chapter - 1].clips.length - 1);
  };

  const sentenceOn = () => {
    if (number + 1 < chapters[chapter].clips.length) goToSentence(chapter, number + 1);
    else if (chapter + 1 < chapters.length) goToSentence(chapter + 1, 0);
  };

  const sectionBack = () => {
    const again = now() > AGAIN_IN_SECTION_MS || !chapter;
    go(again ? chapter : chapter - 1, 0);
    tell(chapters[chapter].title);
  };

  const sectionOn = () => {
    if (chapter + 1 === chapters.length) return;
    go(chapter + 1, 0);
    tell(chapters[chapter].title);
  };

  /** Go to a time of the whole. @param {number} ms */
  const goTo = (ms) => {
    const within = Math.min(Math.max(ms, 0), total - 1);
    const at = lastBegun((each) => begins[each], chapters.length, within);
    go(at, within - begins[at]);
  };

  /** @param {number} ms */
  const skip = (ms) => goTo(begins[chapter] + now() + ms);

  const onEnded = () => {
    if (sleep.value === "section") return fallAsleep();
    if (chapter + 1 === chapters.length) return;
    chapter += 1;
    [sound, spare] = [spare, sound];
    number = second = -1;
    open(sound, chapter);
    if (sound.currentTime) sound.currentTime = 0;
    update();
    describe();
    sound.play().catch(() => {
      // Some telephones let only the element play that a finger started.
      [sound, spare] = [spare, sound];
      open(sound, chapter);
      play();
    });
  };

  const fallAsleep = () => {
    sound.pause();
    sleep.value = "";
    tell(words.asleep);
  };

  const setAlarm = () => {
    clearTimeout(alarm);
    const minutes = Number(sleep.value);
    if (minutes) alarm = setTimeout(fallAsleep, minutes * 60_000);
  };

  /** @param {number} step */
  const changeSpeed = (step) => {
    const at = speed.selectedIndex + step;
    speed.selectedIndex = Math.min(Math.max(at, 0), speed.options.length - 1);
    tell(`${speed.value}×`);
    setSpeed();
  };

  const setSpeed = () => {
    for (const one of [sound, spare]) one.defaultPlaybackRate = one.playbackRate = Number(speed.value);
    tellPosition(now());
    keepLook();
  };

  const showState = () => {
    const plays = !sound.paused;
    const word = plays ? words.pause : words.play;
    bar.classList.toggle("plays", plays);
    button("play").setAttribute("aria-label", word);
    button("play").title = word;
    if (navigator.mediaSession) navigator.mediaSession.playbackState = plays ? "playing" : "paused";
    keepPlace();
    if (!plays) return;
    root.classList.add("begun");
    tick();
  };

  /** @param {Event} event */
  const isOfSound = (event) => event.target === sound;

  /** @param {HTMLAudioElement} one */
  const listenTo = (one) => {
    one.addEventListener("play", (event) => {
      if (!isOfSound(event)) return;
      showState();
      if (chapter + 1 < chapters.length) open(spare, chapter + 1);
    });
    one.addEventListener("pause", (event) => isOfSound(event) && showState());
    one.addEventListener("ended", (event) => isOfSound(event) && onEnded());
    one.addEventListener("error", (event) => isOfSound(event) && fail());
    for (const kind of ["loadedmetadata", "canplay"]) {
      one.addEventListener(kind, (event) => isOfSound(event) && arrive());
    }
    // Where no frames are drawn, as in a hidden tab, the clock still ticks four times a second.
    for (const kind of ["timeupdate", "seeked"]) {
      one.addEventListener(kind, (event) => isOfSound(event) && update());
    }
  };

  // ---- The system's own controls --------------------------------------------------------------

  const describe = () => {
    if (!navigator.mediaSession || typeof MediaMetadata === "undefined") return;
    navigator.mediaSession.metadata = new MediaMetadata({
      title: chapters[chapter].title,
      artist: edition.author,
      album: edition.title,
      artwork: [edition.artwork],
    });
  };

  /** @param {number} ms */
  const tellPosition = (ms) => {
    const duration = chapters[chapter].length / 1000;
    navigator.mediaSession?.setPositionState?.({
      duration,
      playbackRate: sound.playbackRate,
      position: Math.min(ms / 1000, duration),
    });
  };

  const takeSystemKeys = () => {
    /** @type {[MediaSessionAction, MediaSessionActionHandler][]} */
    const handlers = [
      ["play", play],
      ["pause", () => sound.pause()],
      ["stop", () => sound.pause()],
      ["previoustrack", sectionBack],
      ["nexttrack", sectionOn],
      ["seekbackward", ({ seekOffset }) => skip(seekOffset ? -1000 * seekOffset : -SKIP_MS)],
      ["seekforward", ({ seekOffset }) => skip(seekOffset ? 1000 * seekOffset : SKIP_MS)],
      ["seekto", ({ seekTime }) => go(chapter, 1000 * (seekTime ?? 0))],
    ];
    for (const [action, handler] of handlers) {
      try {
        navigator.mediaSession?.setActionHandler(action, handler);
      } catch {
        // a browser may not know one of them
      }
    }
  };

  // ---- The page -------------------------------------------------------------------------------

  const INTERACTIVE = "a, button, input, select, textarea, summary, audio, dialog, [contenteditable]";

  /** @param {MouseEvent} event */
  const onClick = (event) => {
    const target = /** @type {Element} */ (event.target);
    if (target.closest(INTERACTIVE) || !window.getSelection()?.isCollapsed) return;
    for (let each = /** @type {Element | null} */ (target); each; each = each.parentElement) {
      const place = places.get(each.id);
      if (place) return playFrom(place[0], chapters[place[0]].clips[place[1]][1]);
    }
  };

  /** An entry of the contents leads the player there as well. @param {MouseEvent} event */
  const onContents = (event) => {
    const link = /** @type {Element} */ (event.target).closest("a");
    if (!link) return;
    dialog("contents-dialog").close();
    const goal = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    const ids = [goal, ...(goal?.querySelectorAll("[id]") ?? [])].map((each) => each?.id ?? "");
    const place = ids.map((id) => places.get(id)).find(Boolean);
    if (!place) return;
    event.preventDefault();
    goToSentence(...place);
    goal?.setAttribute("tabindex", "-1");
    goal?.focus({ preventScroll: true });
  };

  /** @type {Record<string, () => unknown>} */
  const keys = {
    " ": toggle,
    k: toggle,
    ArrowLeft: sentenceBack,
    ArrowRight: sentenceOn,
    j: () => skip(-SKIP_MS),
    l: () => skip(SKIP_MS),
    p: sectionBack,
    n: sectionOn,
    "-": () => changeSpeed(-1),
    "+": () => changeSpeed(1),
    f: follow,
    c: () => dialog("contents-dialog").showModal(),
    t: () => dialog("look").showModal(),
    "?": () => dialog("keys").showModal(),
  };

  /** @param {KeyboardEvent} event */
  const onKey = (event) => {
    const at = /** @type {Element} */ (event.target);
    const action = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (!input("keys-on").checked || document.querySelector("dialog[open]")) return;
    // For a moment the focus is still in a dialog that was closed; that takes no keys.
    const within = at.closest("dialog") ? document.body : at;
    if (within.closest("input, select, textarea, audio")) return;
    if (event.key === " " && within.closest("a, button, summary")) return;
    if (event.key.startsWith("Arrow") && within.closest(".table")) return; // it scrolls the table
    event.preventDefault();
    action();
  };

  // ---- Look -----------------------------------------------------------------------------------

  const theme = () => document.querySelector("input[name=theme]:checked")?.getAttribute("value");

  const keepLook = () => {
    const look = {
      size: input("size").value,
      leading: input("leading").value,
      theme: theme(),
      speed: speed.value,
      keys: input("keys-on").checked,
    };
    remember(COMMON, look);
  };

  const applyLook = () => {
    ours = performance.now() + 300; // words move, and not by the reader's hand
    root.dataset.theme = theme() ?? "auto";
    root.style.setProperty("--size", String(Number(input("size").value) / 100));
    root.style.setProperty("--leading", input("leading").value);
    input("size").setAttribute("aria-valuetext", `${input("size").value} %`);
  };

  const restoreLook = () => {
    const look = /** @type {Partial<Look> | null} */ (recall(COMMON));
    if (!look) return;
    if (look.size) input("size").value = look.size;
    if (look.leading) input("leading").value = look.leading;
    if (look.speed) speed.value = look.speed;
    if (speed.selectedIndex < 0) speed.value = "1";
    input("keys-on").checked = look.keys !== false;
    for (const each of document.getElementsByName("theme")) {
      if (each instanceof HTMLInputElement && each.value === look.theme) each.checked = true;
    }
  };

  const keepPlace = () => {
    if (number < 0 || isTakenAway()) return;
    const [id, begin] = chapters[chapter].clips[number];
    remember(`publisher:${edition.id}`, { id, after: Math.round(now() - begin) });
  };

  /** Go where the reader was, by the sentence's name: its time may be another in a later edition. */
  const restorePlace = () => {
    const kept = recall(`publisher:${edition.id}`);
    const place = kept && places.get(kept.id);
    if (!place) return go(0, 0);
    root.classList.add("begun");
    const [, begin, end] = chapters[place[0]].clips[place[1]];
    go(place[0], Math.min(begin + (Number(kept.after) || 0), end - 1));
  };

  // ---- Beginning ------------------------------------------------------------------------------

  const setUpPage = () => {
    root.classList.add("played");
    bar.append(sound, spare);
    const contents = find("contents", HTMLElement);
    dialog("contents-dialog").prepend(contents);
    // The bar and its dialogs may be in another language than the article.
    for (const each of [contents, find("title", HTMLElement)]) each.lang = root.lang;
    contents.dir = root.dir;
    contents.addEventListener("click", onContents);
    document.querySelector(".title-page")?.append(find("invitation", HTMLElement));
    find("invitation", HTMLElement).hidden = bar.hidden = false;
    for (const each of document.querySelectorAll(".player")) each.remove();
    position.max = String(Math.round(total / 1000));
    speed.value = "1";
  };

  const setUpBar = () => {
    /** @type {Record<string, () => unknown>} */
    const actions = {
      play: toggle,
      listen: play,
      "sentence-back": sentenceBack,
      "sentence-on": sentenceOn,
      "section-back": sectionBack,
      "section-on": sectionOn,
      return: follow,
      "open-contents": () => dialog("contents-dialog").showModal(),
      "open-look": () => dialog("look").showModal(),
      "open-keys": () => dialog("keys").showModal(),
    };
    for (const [id, action] of Object.entries(actions)) button(id).addEventListener("click", action);
    for (const each of document.querySelectorAll("dialog")) {
      each.addEventListener("click", (event) => {
        const target = /** @type {Element} */ (event.target);
        if (target === each || target.closest(".close")) each.close();
      });
    }
    position.addEventListener("input", () => goTo(Number(position.value) * 1000));
    speed.addEventListener("change", setSpeed);
    sleep.addEventListener("change", setAlarm);
    dialog("look").addEventListener("input", () => {
      applyLook();
      keepLook();
    });
    input("keys-on").addEventListener("change", keepLook);
  };

  const setUpWindow = () => {
    document.addEventListener("click", onClick);
    document.addEventListener("keydown", onKey);
    window.addEventListener("scroll", onScroll, { passive: true });
    for (const kind of ["wheel", "touchmove"]) window.addEventListener(kind, takeOver, { passive: true });
    window.addEventListener("pagehide", keepPlace);
    document.addEventListener("visibilitychange", keepPlace);
  };

  setUpPage();
  setUpBar();
  restoreLook();
  applyLook();
  listenTo(sound);
  listenTo(spare);
  setUpWindow();
  takeSystemKeys();
  restorePlace();
})();
