"""The web edition in Debian's Chromium, opened from disk: read, heard, and driven by keys."""

import json
import random
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import pytest

from publisher.binding.web import SCRIPT
from publisher.pipeline import publish
from publisher.settings import Settings
from publisher.workshop import Workshop
from tests.binding.conftest import ARABIC
from tests.binding.test_pages_in_browser import AXE, COLOURS, SIDEWAYS, contrast
from tests.checking.conftest import RICH
from tests.conftest import ROOT, article, chromium_path, need

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TSC = ROOT / "tests/tools/node_modules/.bin/tsc"
PLAYER = ROOT / "publisher/binding/reader" / SCRIPT
MOTIONS = (("reduce", "instant"), ("no-preference", "smooth"))
DIALOGS = {"Escape": "", "?": "#keys", "c": "#contents-dialog", "t": "#look"}
THEMES = ("auto", "light", "sepia", "dark", "contrast")
MODERATE = 500  # ms: what a reader waits for without wondering

HEARD = """() => {
  const sounds = [...document.querySelectorAll("#bar audio")];
  const sound = sounds.find(each => !each.paused) ?? sounds.find(each => each.src);
  return {
    file: decodeURI(sound.src).split("/web/")[1], ms: sound.currentTime * 1000,
    plays: sounds.some(each => !each.paused), rate: sound.playbackRate,
    keepsPitch: sounds.every(each => each.preservesPitch),
    lit: document.querySelector(".lit")?.id, said: document.querySelector(".said")?.id,
  };
}"""
DRAG = """seconds => {
  const slider = document.getElementById("position");
  slider.value = seconds;
  slider.dispatchEvent(new Event("input"));
}"""
CHOOSE = "theme => document.querySelector(`[name=theme][value=${theme}]`).click()"
FOCUSED = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect();
  const bar = document.getElementById("bar");
  return {
    name: at.ariaLabel || at.getAttribute("aria-labelledby") || at.innerText.trim(),
    key: at.id || at.href || at.className, tag: at.localName,
    outline: getComputedStyle(at).outlineStyle,
    isSeen: box.bottom > 0 && box.top >= 0
      && (bar.contains(at) || box.top < bar.getBoundingClientRect().top),
  };
}"""
TARGETS = """() => [...document.querySelectorAll(
    "button, select, input, label, #contents a, aside > a, .skip")]
  .filter(each => each.checkVisibility())
  .map(each => [each.id || each.className || each.innerText, each.getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24)
  .map(([name, box]) => `${name}: ${box.width} x ${box.height}`)"""
MARK = """() => {
  const mark = document.querySelector("sup a");
  mark.scrollIntoView({block: "center"});
  const {x, y, width, height} = mark.getBoundingClientRect();
  return [[-12, 0], [12, 0], [0, -12], [0, 12]].every(([right, down]) =>
    document.elementFromPoint(x + width / 2 + right, y + height / 2 + down) === mark);
}"""
RULES = """place => axe.run(
  place ? {include: [place]} : document, {preload: false, resultTypes: ["violations"]})"""
IS_IN_SIGHT = """() => {
  const box = document.querySelector(".lit").getBoundingClientRect();
  return box.top >= 0 && box.bottom <= document.getElementById("bar").getBoundingClientRect().top;
}"""
POOR = """
  Object.defineProperty(window, "localStorage", { get() { throw new Error("refused"); } });
  Object.defineProperty(navigator, "mediaSession", { value: undefined });
"""
SYSTEM = """
  window.handlers = {};
  const session = navigator.mediaSession;
  session.setActionHandler = (action, handler) => { window.handlers[action] = handler; };
  session.setPositionState = state => { window.position = state; };
"""


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """Chromium, which plays without being touched first."""
    need(find_spec("playwright"), "Playwright")
    need(chromium_path(), "Chromium")
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path(), args=flags)
        yield chromium
        chromium.close()


def made(text: str, place: Path, cache: Path, voice: str) -> Path:
    """The page of the web edition of some Markdown."""
    settings = Settings(voice=voice, editions=("web",), granularity="word")
    return publish(article(text, "buoy.md"), Workshop(place, cache, settings)).folder / "web"


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Path:
    """The folder of an edition with something of everything, spoken for real."""
    return made(RICH, tmp_path_factory.mktemp("web"), cache, "espeak:en-gb")


@pytest.fixture(scope="module")
def known(web: Path) -> dict[str, Any]:
    """What its player is told."""
    return told((web / "index.html").read_text("utf-8"))


def told(page: str) -> dict[str, Any]:
    """What the player on a page is told."""
    data = page.partition('id="edition">')[2].partition("</script>")[0]
    return dict(json.loads(data))


@contextmanager
def opened(
    browser: "Browser",
    web: Path,
    script: str = "",
    width: int = 1280,
    height: int = 800,
    **more: Any,
) -> Iterator["Page"]:
    """The page in a window; nothing may go wrong in it, nor leave it.

    Args:
        browser: that opens it.
        web: the folder of the edition.
        script: run before those of the page.
        width: of the window.
        height: of the window.
        more: about the window, as Playwright has it.
    """
    size: Any = {"width": width, "height": height}
    context = browser.new_context(viewport=size, **more)
    window = context.new_page()
    complaints: list[str] = []
    window.on("console", lambda said: complaints.append(f"{said.type}: {said.text}"))
    window.on("pageerror", lambda error: complaints.append(str(error)))
    window.on("request", lambda asked: is_own(asked.url, web) or complaints.append(asked.url))
    window.add_init_script(script)
    window.goto((web / "index.html").as_uri())
    yield window
    context.close()
    assert complaints == []


def is_own(address: str, web: Path) -> bool:
    """Whether an address is within the folder, or within the page."""
    return address.startswith((web.as_uri(), "data:"))


def expected(known: dict[str, Any], file: str, ms: float) -> str:
    """The sentence that is heard at a time of a recording."""
    (clips,) = (each["clips"] for each in known["chapters"] if each["audio"] == file)
    return str([clip[0] for clip in clips if clip[1] <= ms or clip is clips[0]][-1])


def until(window: "Page", holds: str, seconds: float = 5) -> None:
    """Wait until something holds; Playwright's own waiting is what the page's policy forbids."""
    end = monotonic() + seconds
    while not window.evaluate(holds):
        assert monotonic() < end, holds
        window.wait_for_timeout(10)


def plays(window: "Page") -> None:
    """Wait until it plays."""
    until(window, f"(heard => heard.plays && heard.ms > 0)(({HEARD})())")


def rests(window: "Page") -> None:
    """Wait until nothing plays."""
    until(window, f"!({HEARD})().plays")


def click_on(window: "Page", name: str) -> None:
    """Click on the first word of a sentence: in the midst of its box another may stand."""
    window.locator(f"#{name} .word").first.click()


def sentences(known: dict[str, Any]) -> list[str]:
    """All that is heard, by name, in order."""
    return [clip[0] for chapter in known["chapters"] for clip in chapter["clips"]]


def test_the_sentence_that_is_heard_is_lit(
    browser: "Browser", web: Path, known: dict[str, Any]
) -> None:
    """At twenty places chosen by lot, to 100 ms by the recording's own clock; its word as well."""
    chance = random.Random(4)
    total = sum(each["length"] for each in known["chapters"]) // 1000
    words = 0
    with opened(browser, web) as window:
        window.click("#play")
        for _ in range(20):
            window.evaluate(DRAG, chance.randrange(total))
            plays(window)
            window.wait_for_timeout(chance.randrange(120, 320))
            heard = window.evaluate(HEARD)
            around = {expected(known, heard["file"], heard["ms"] + by) for by in (-100, 0, 100)}
            assert heard["lit"] in around, heard
            assert not heard["said"] or heard["said"].startswith(heard["lit"])
            words += bool(heard["said"])
    assert words >= 5


def test_a_click_on_a_sentence_plays_from_there(
    browser: "Browser", web: Path, known: dict[str, Any]
) -> None:
    """Who reads along need not look for the place in a slider; links still lead where they led."""
    with opened(browser, web) as window:
        for name in chosen(known):
            click_on(window, name)
            plays(window)
            heard = window.evaluate(HEARD)
            begin = next(
                clip[1] for each in known["chapters"] for clip in each["clips"] if clip[0] == name
            )
            assert heard["lit"] == name
            assert begin <= heard["ms"] < begin + 2 * MODERATE
        before = window.evaluate(HEARD)
        window.evaluate("document.querySelector('sup a').click()")
        assert window.url.endswith("#c01-n1")
        assert window.evaluate(HEARD)["file"] == before["file"]


def chosen(known: dict[str, Any]) -> list[str]:
    """A sentence of each chapter but the last, and of the first the headline."""
    firsts = [chapter["clips"][0][0] for chapter in known["chapters"]]
    return [*firsts[:-1], "c04-p02-s03"]


def test_all_is_heard_from_chapter_to_chapter_without_a_gap(
    browser: "Browser", web: Path, known: dict[str, Any]
) -> None:
    """A player that stopped after each section would have to be touched again and again."""
    watch = """() => {
      window.ends = [], window.begins = [];
      for (const each of document.querySelectorAll("#bar audio")) {
        each.addEventListener("ended", () => window.ends.push(performance.now()));
        each.addEventListener("playing", () => window.begins.push(performance.now()));
      }
    }"""
    with opened(browser, web) as window:
        window.evaluate(watch)
        window.click("#play")
        plays(window)
        window.evaluate(DRAG, known["chapters"][0]["length"] // 1000 - 1)
        until(window, "window.ends.length && window.begins.at(-1) > window.ends[0]")
        gap = window.evaluate("window.begins.at(-1) - window.ends[0]")
        assert gap < 150
        heard = window.evaluate(HEARD)
        assert heard["plays"]
        assert heard["file"] == known["chapters"][1]["audio"]
        assert heard["lit"] == known["chapters"][1]["clips"][0][0]


def test_it_can_be_driven_by_keys_alone(
    browser: "Browser", web: Path, known: dict[str, Any]
) -> None:
    """Whoever uses no mouse stops, goes back a sentence, leaves a section, finds all the keys."""
    names = sentences(known)
    with opened(browser, web) as window:
        press = window.keyboard.press

        def lit() -> int:
            return names.index(window.evaluate(HEARD)["lit"])

        press("Space")
        plays(window)
        press("k")
        rests(window)
        for key, by in (("ArrowRight", 1), ("ArrowRight", 1), ("ArrowLeft", -1)):
            before = lit()
            press(key)
            assert lit() == before + by
        press("n")
        assert window.evaluate(HEARD)["lit"] == known["chapters"][1]["clips"][0][0]
        assert window.locator("#said").inner_text() == known["chapters"][1]["title"]
        press("p")
        assert lit() == 0
        press("l")
        assert window.evaluate("document.getElementById('position').value") == "10"
        press("j")
        assert lit() == 0
        press("+")
        assert window.locator("#speed").input_value() == "1.1"
        press("-")
        for key, dialog in (("?", "keys"), ("c", "contents-dialog"), ("t", "look")):
            press(key)
            assert window.locator(f"#{dialog}").is_visible()
            press("n")  # what is typed in a dialog is for the dialog
            press("Escape")
            assert not window.locator(f"#{dialog}").is_visible()
        assert lit() == 0
        press("Control+k")
        window.focus("#speed")
        press("k")
        assert not window.evaluate(HEARD)["plays"]


def test_each_sentence_is_reached_by_stepping(
    browser: "Browser", web: Path, known: dict[str, Any]
) -> None:
    """A browser tells times a millionth of a second early; nobody is to be held up by that."""
    early = """
      const time = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, "currentTime");
      Object.defineProperty(HTMLMediaElement.prototype, "currentTime", {
        get() { return Math.max(time.get.call(this) - 1e-6, 0); },
        set(to) { time.set.call(this, to); },
      });
    """
    names = sentences(known)
    with opened(browser, web, early) as window:
        for name in names[1:]:
            window.keyboard.press("ArrowRight")
            assert window.evaluate(HEARD)["lit"] == name
        for name in reversed(names[:-1]):
            window.keyboard.press("ArrowLeft")
            assert window.evaluate(HEARD)["lit"] == name


def test_keys_can_be_turned_off(browser: "Browser", web: Path) -> None:
    """Whoever speaks to the computer would play and skip by every other word (WCAG 2.1.4)."""
    with opened(browser, web) as window:
        window.click("#open-keys")
        window.click("#keys-on")
        window.keyboard.press("Escape")
        window.evaluate("document.activeElement.blur()")
        window.keyboard.press("k")
        assert not window.evaluate(HEARD)["plays"]
        window.reload()
        window.keyboard.press("k")
        assert not window.evaluate(HEARD)["plays"]


def test_the_tab_key_leads_through_controls_and_links_and_no_sentences(
    browser: "Browser", web: Path
) -> None:
    """Each stop has a name and is seen; a thousand sentences would be a thousand stops."""
    stops: list[dict[str, Any]] = []
    with opened(browser, web) as window:
        while not stops or stops[-1]["tag"] != "body":
            window.keyboard.press("Tab")
            stops.append(window.evaluate(FOCUSED))
            assert len(stops) < 40
    for stop in stops[:-1]:
        assert stop["name"] or stop["key"] == "position", stop
        assert stop["outline"] != "none", stop
        assert stop["isSeen"], stop
    keys = [stop["key"] for stop in stops]
    assert keys[0].endswith("skip") or keys[0].endswith("#text")
    assert {"play", "sentence-on", "speed", "sleep", "open-contents", "listen"} <= set(keys)
    assert len(keys) < 30


def test_the_contents_lead_the_player_along(
    browser: "Browser", web: Path, known: dict[str, Any]
) -> None:
    """Who chooses a section wants to hear it, and a screen reader goes on from there."""
    with opened(browser, web) as window:
        window.click("#open-contents")
        window.click("#contents a >> text=Its Sound")
        assert window.evaluate(HEARD)["lit"] == known["chapters"][3]["clips"][0][0]
        assert window.evaluate("document.activeElement.id") == "c04"
        window.keyboard.press("k")
        plays(window)
        assert window.evaluate(HEARD)["file"] == known["chapters"][3]["audio"]


def test_speed_changes_and_the_voice_keeps_its_pitch(browser: "Browser", web: Path) -> None:
    """In later sections too, and the next time."""
    with opened(browser, web) as window:
        window.select_option("#speed", "3")
        window.click("#play")
        plays(window)
        for _ in range(2):
            heard = window.evaluate(HEARD)
            assert (heard["rate"], heard["keepsPitch"]) == (3, True)
            window.keyboard.press("n")
            plays(window)
        window.reload()
        window.click("#play")
        plays(window)
        assert window.evaluate(HEARD)["rate"] == 3


def test_the_sleep_timer_stops_it(browser: "Browser", web: Path, known: dict[str, Any]) -> None:
    """After minutes, and at the end of a section; whoever wakes goes on with the next."""
    with opened(browser, web) as window:
        window.clock.install()
        window.reload()
        window.select_option("#sleep", "5")
        window.click("#play")
        plays(window)
        window.clock.fast_forward("04:58")
        assert window.evaluate(HEARD)["plays"]
        window.clock.fast_forward("00:03")
        rests(window)
        assert window.locator("#sleep").input_value() == ""
        assert window.locator("#said").inner_text()
    with opened(browser, web) as window:
        window.select_option("#sleep", "section")
        window.click("#play")
        window.evaluate(DRAG, known["chapters"][0]["length"] // 1000)
        rests(window)
        assert window.evaluate(HEARD)["file"] == known["chapters"][0]["audio"]
        window.click("#play")
        plays(window)
        assert window.evaluate(HEARD)["file"] == known["chapters"][1]["audio"]


def test_the_place_is_remembered(browser: "Browser", web: Path) -> None:
    """Closed and opened again, it goes on where it was, in the same colours."""
    with opened(browser, web) as window:
        click_on(window, "c04-p02-s02")
        plays(window)
        window.keyboard.press("k")
        window.evaluate(CHOOSE, "sepia")
        window.reload()
        assert window.evaluate(HEARD)["lit"] == "c04-p02-s02"
        assert window.evaluate(IS_IN_SIGHT)
        assert window.evaluate("document.documentElement.dataset.theme") == "sepia"
        window.keyboard.press("k")
        plays(window)
        assert window.evaluate(HEARD)["lit"] == "c04-p02-s02"


def test_the_place_outlives_its_sound(browser: "Browser", web: Path) -> None:
    """A browser may take the sound of a page away before it says that the page is left."""
    with opened(browser, web) as window:
        click_on(window, "c04-p02-s02")
        plays(window)
        window.keyboard.press("k")
        rests(window)
        window.evaluate(
            """() => {
              for (const sound of document.querySelectorAll("#bar audio")) {
                sound.removeAttribute("src");
                sound.load();
              }
              window.dispatchEvent(new Event("pagehide"));
            }"""
        )
        window.reload()
        assert window.evaluate(HEARD)["lit"] == "c04-p02-s02"


def test_a_reader_who_scrolls_away_is_left_in_peace(
    browser: "Browser", web: Path, known: dict[str, Any]
) -> None:
    """A page that jumped back at each sentence could not be read; a button leads back."""
    with opened(browser, web, height=500, reduced_motion="reduce") as window:
        window.click("#play")
        window.evaluate(DRAG, sum(each["length"] for each in known["chapters"][:2]) // 1000 + 2)
        plays(window)
        until(window, IS_IN_SIGHT)
        window.mouse.move(600, 200)
        window.mouse.wheel(0, -5000)
        until(window, "window.scrollY === 0")
        before = window.evaluate(HEARD)["lit"]
        until(window, f"({HEARD})().lit !== {before!r}", seconds=15)
        assert window.evaluate("window.scrollY") == 0
        window.click("#return")
        until(window, IS_IN_SIGHT)
        assert not window.locator("#return").is_visible()


@pytest.mark.parametrize(("motion", "behavior"), MOTIONS)
def test_it_scrolls_gently_unless_motion_is_unwelcome(
    browser: "Browser", web: Path, motion: Any, behavior: str
) -> None:
    """Pages that glide make some people sick (WCAG 2.2, 2.3.3)."""
    watch = "window.moves = []; window.scrollTo = how => window.moves.push(how.behavior);"
    with opened(browser, web, watch, height=400, reduced_motion=motion) as window:
        window.click("#play")
        plays(window)
        window.keyboard.press("n")
        window.keyboard.press("n")
        assert set(window.evaluate("window.moves")) == {behavior}


def test_the_systems_own_controls_work(
    browser: "Browser", web: Path, known: dict[str, Any]
) -> None:
    """Keys of a headset, a lock screen, a car."""
    with opened(browser, web, SYSTEM) as window:

        def call(action: str, details: str = "{}") -> dict[str, Any]:
            window.evaluate(f"window.handlers.{action}({details})")
            window.wait_for_timeout(100)
            return dict(window.evaluate(HEARD))

        call("play")
        plays(window)
        assert call("nexttrack")["file"] == known["chapters"][1]["audio"]
        shown = window.evaluate(
            "(({title, artist, album, artwork}) => [title, artist, album, artwork.length])"
            "(navigator.mediaSession.metadata)"
        )
        assert shown == [known["chapters"][1]["title"], "Nell Brandt", "The Bell Buoy", 1]
        assert call("seekto", "{seekTime: 2}")["ms"] == pytest.approx(2000, abs=MODERATE)
        assert call("seekforward", "{seekOffset: 1}")["ms"] == pytest.approx(3000, abs=MODERATE)
        length = window.evaluate("window.position.duration")
        assert length == pytest.approx(known["chapters"][1]["length"] / 1000)
        assert call("previoustrack")["file"] == known["chapters"][1]["audio"]
        assert call("previoustrack")["file"] == known["chapters"][0]["audio"]
        assert not call("pause")["plays"]


def test_it_plays_where_nothing_can_be_kept_and_the_system_has_no_controls(
    browser: "Browser", web: Path
) -> None:
    """In a private window, or an old browser."""
    with opened(browser, web, POOR) as window:
        window.click("#listen")
        plays(window)
        window.keyboard.press("n")
        plays(window)


def test_without_script_it_is_an_article_with_a_player_for_each_section(
    browser: "Browser", web: Path, known: dict[str, Any]
) -> None:
    """Where scripts are turned off, all can be read and heard all the same."""
    with opened(browser, web, java_script_enabled=False) as window:
        assert not window.locator("#bar").is_visible()
        assert not window.locator("#invitation").is_visible()
        assert window.locator("#contents a").count() == 6
        assert window.locator("#contents").is_visible()
        players = window.locator("audio[controls]")
        files = [players.nth(at).get_attribute("src") for at in range(players.count())]
        assert files == [each["audio"] for each in known["chapters"]]
        assert all(players.nth(at).is_visible() for at in range(players.count()))


@pytest.mark.parametrize("theme", THEMES)
def test_all_can_be_read_in_every_theme_and_axe_finds_nothing(
    browser: "Browser", web: Path, theme: str
) -> None:
    """Text has 7:1 (1.4.6), what is lit as well; the rules of WCAG that can be tried by machine."""
    need(AXE.exists(), "axe (see .ci/run)")
    scheme: Any = "dark" if theme in ("auto", "sepia") else "light"  # against the system's wish
    with opened(browser, web, width=390, color_scheme=scheme, reduced_motion="reduce") as window:
        window.evaluate(CHOOSE, theme)
        click_on(window, "c01-p01-s01")
        until(window, "document.querySelector('.said')")
        window.keyboard.press("k")
        window.evaluate("document.getElementById('return').hidden = false")
        window.evaluate(AXE.read_text("utf-8"))
        for key, place in DIALOGS.items():
            window.evaluate("document.activeElement.blur()")
            window.keyboard.press(key)
            for words, ink, ground in window.evaluate(COLOURS):
                assert contrast(ink, ground) >= 7, f"{theme}: {words!r} is {ink} on {ground}"
            found = window.evaluate(RULES, place)
            assert [(each["id"], each["help"]) for each in found["violations"]] == [], theme
            window.keyboard.press("Escape")


def test_what_is_lit_is_seen_where_the_system_forces_its_colours(
    browser: "Browser", web: Path
) -> None:
    """In Windows' contrast themes a background of ours would not be there."""
    with opened(browser, web, forced_colors="active") as window:
        click_on(window, "c04-p02-s01")
        plays(window)
        ground = "getComputedStyle(document.querySelector('.lit')).backgroundColor"
        assert window.evaluate(ground) != window.evaluate(
            "getComputedStyle(document.documentElement).backgroundColor"
        )


@pytest.mark.parametrize("height", [256, 640])
def test_it_fits_the_narrowest_window_and_large_letters(
    browser: "Browser", web: Path, height: int
) -> None:
    """1280 by 1024 enlarged four times (1.4.10); letters twice as large (1.4.4)."""
    with opened(browser, web, width=320, height=height) as window:
        for size in ("100", "200"):
            window.evaluate(
                "size => { const at = document.getElementById('size'); at.value = size;"
                "at.dispatchEvent(new Event('input', {bubbles: true})); }",
                size,
            )
            assert window.evaluate(SIDEWAYS) <= 0
        for key in ("", "?", "c", "t"):
            if key:
                window.keyboard.press(key)
            assert window.evaluate(TARGETS) == []
            assert window.evaluate(SIDEWAYS) <= 0
            window.keyboard.press("Escape")
        assert window.evaluate(MARK)
        bar = window.locator("#bar").evaluate("bar => getComputedStyle(bar).position")
        assert bar == ("static" if height == 256 else "fixed")


def test_a_language_that_is_written_from_the_right(
    browser: "Browser", tmp_path: Path, cache: Path
) -> None:
    """Words of ours are in English, and said to be; the article's own keep their language."""
    folder = made(ARABIC, tmp_path, cache, "silence")
    with opened(browser, folder, width=390) as window:
        assert window.evaluate("document.documentElement.dir") == "rtl"
        assert window.locator("#bar").get_attribute("lang") == "en"
        assert window.evaluate(SIDEWAYS) <= 0
        for moved in ("#title", "#contents"):
            assert window.locator(moved).get_attribute("lang") == "ar"
        names = sentences(told((folder / "index.html").read_text("utf-8")))
        window.click("#sentence-on")
        assert window.evaluate(HEARD)["lit"] == names[1]
        window.keyboard.press("ArrowLeft")
        assert window.evaluate(HEARD)["lit"] == names[0]


def test_a_headline_cannot_end_what_the_player_is_told(tmp_path: Path, cache: Path) -> None:
    """Nor run anything: what an author writes is words."""
    title = "A </script><script>alert(1)</script> <!-- & Co"
    text = f"---\ntitle: '{title}'\nlanguage: de\n---\n\nEin Satz. Noch einer.\n"
    page = (made(text, tmp_path, cache, "silence") / "index.html").read_text("utf-8")
    assert told(page)["title"] == title
    assert page.count("<script") == 2
    assert "Satz weiter" in page
    assert all(clip[1] < clip[2] for each in told(page)["chapters"] for clip in each["clips"])
    for before, after in pairwise(told(page)["chapters"][0]["clips"]):
        assert before[2] == after[1]


def test_the_script_keeps_to_its_types() -> None:
    """A slip of the pen in a script is found by nobody but a reader, or by this."""
    need(TSC.exists(), "TypeScript (see .ci/run)")
    options = "--noEmit --allowJs --checkJs --strict --target es2020 --lib es2020,dom,dom.iterable"
    command = (TSC, *options.split(), PLAYER)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("", 0)
