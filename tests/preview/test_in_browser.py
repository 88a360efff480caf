"""The reading room in Debian's Chromium: a sentence is corrected from end to end, and by keys."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import pytest

from publisher import record
from publisher.pipeline import publish
from publisher.reading import load
from publisher.rebinding import as_asked
from publisher.settings import Settings
from publisher.shelving import shelve
from publisher.workshop import Workshop
from tests.binding.test_pages_in_browser import AXE, COLOURS, SIDEWAYS, contrast
from tests.binding.test_web import HEARD, RULES, TARGETS, THEMES, TSC, browser, plays, until
from tests.command import contents
from tests.conftest import ROOT, need
from tests.preview.conftest import LEXICON, NAME, TIDE, Served, Tide, served, without_page
from tests.preview.test_correcting import home, sounds

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["browser"]

PAGE = "the-tide/web/index.html"
SCRIPTS = ROOT / "publisher/preview/page"
PLAYED = """
  window.played = [];
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () {
    window.played.push([this.src.slice(0, 14), this.currentTime * 1000]);
    return play.call(this);
  };
"""
SOUNDS = """
  window.sounds = [];
  window.Audio = class extends Audio { constructor() { super(); window.sounds.push(this); } };
"""
CHOOSE = "theme => document.querySelector(`[name=theme][value=${theme}]`).click()"
IS_FOCUSED = "name => document.activeElement.id === name"


@contextmanager
def opened(browser: "Browser", room: Served, page: str = PAGE, **more: Any) -> Iterator["Page"]:
    """A page of the room in a window; nothing may go wrong in it, nor leave the room."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}} | more)
    window = context.new_page()
    complaints: list[str] = []

    def heed(url: str) -> None:
        if not url.startswith((room.address, "data:")):
            complaints.append(url)

    window.on("console", lambda said: complaints.append(f"{said.type}: {said.text}"))
    window.on("pageerror", lambda error: complaints.append(str(error)))
    window.on("request", lambda asked: heed(asked.url))
    window.add_init_script(PLAYED + SOUNDS)
    window.goto(room.address + page)
    yield window
    context.close()
    assert complaints == []


def words_of(window: "Page") -> str:
    """What the panel says is spoken, once it is known."""
    until(window, "document.getElementById('line-words').textContent !== '…'")
    return window.locator("#line-words").inner_text()


def choose(window: "Page", name: str = NAME) -> None:
    """Open the panel of a sentence, by a click on it."""
    window.click("#edit")
    window.locator(f"#{name}").click(position={"x": 5, "y": 5})
    assert words_of(window)


def is_made_again(window: "Page") -> None:
    """Wait until the page was loaded again and plays the sentence."""
    is_new(window, f"({HEARD})().plays")


def is_new(window: "Page", holds: str) -> None:
    """Wait until the page was loaded again, and something holds in it."""
    from playwright.sync_api import Error

    end = monotonic() + 20
    while monotonic() < end:
        with suppress(Error):  # as it goes, there is nobody to be asked
            if window.evaluate(f"window.isNew && document.readyState === 'complete' && {holds}"):
                return
        window.wait_for_timeout(20)
    pytest.fail(f"{holds}: {window.locator('#correction').inner_text()}")


def mark_as_seen(window: "Page") -> None:
    """Have pages that are loaded from now on know that they are new ones."""
    window.add_init_script("window.isNew = true")


def test_a_word_is_corrected_from_hearing_it_wrong_to_hearing_it_right(
    browser: "Browser", room: Served
) -> None:
    """Chosen, heard, tried, saved: the page comes back and plays it, and one was spoken anew."""
    before = sounds(home(room))
    known = record.read(room.room.standing.root / "the-tide")
    with opened(browser, room) as window:
        choose(window)
        assert window.locator("#line-printed").inner_text() == "Xoan slept by the sea."
        assert not window.evaluate(HEARD)["plays"]
        assert not window.locator("#retake").is_visible()
        window.click("#hear")
        until(window, "window.sounds.at(-1).currentTime > 0 && window.sounds.at(-1).paused")
        window.fill("#word", "Xoan")
        window.check("[value=ipa]")
        window.fill("#how", "'ʃəʊən")
        window.click("#try")
        until(window, "window.played.at(-1)[0] === 'data:audio/wav'")
        assert "ʃ" in window.locator("#correction-said").inner_text()
        assert (home(room) / "lexicon.toml").read_text("utf-8") == LEXICON
        mark_as_seen(window)
        window.click("#save")
        is_made_again(window)
        assert window.evaluate(HEARD)["lit"] == NAME
        assert not window.locator("#correction").is_visible()
        window.keyboard.press("k")
        window.keyboard.press("e")
        assert "ʃ" in (words_of(window), window.locator("#line-phonemes").inner_text())[1]
    assert sounds(home(room)) == before + 1
    assert (home(room) / "lexicon.toml").read_text("utf-8") == f'{LEXICON}Xoan = "/ˈʃəʊən/"\n'
    assert (home(room) / "tide.md").read_text("utf-8") == TIDE
    now = record.read(room.room.standing.root / "the-tide")
    assert known is not None
    assert now is not None
    assert now.key != known.key
    assert b"~preview" not in (room.room.standing.root / PAGE).read_bytes()


def test_all_of_it_can_be_done_with_keys(browser: "Browser", room: Served) -> None:
    """From the sentence that is lit; the focus is where one looks for it, and Escape leads back."""
    with opened(browser, room) as window:
        press, typed = window.keyboard.press, window.keyboard.type
        press("ArrowRight")
        press("ArrowRight")  # title, Xoan, Cholmondeley
        press("e")
        assert words_of(window) == "It rose at Chumley."
        press("Escape")
        assert not window.locator("#correction").is_visible()
        press("ArrowLeft")
        press("e")
        assert words_of(window).startswith("Xoan")
        for _ in range(12):
            if window.evaluate(IS_FOCUSED, "word"):
                break
            press("Tab")
        typed("Xoan")
        press("Tab")
        press("Tab")
        assert window.evaluate(IS_FOCUSED, "how")
        typed("Shoan")
        press("Enter")
        until(window, "window.played.length && window.played.at(-1)[0] === 'data:audio/wav'")
        press("Tab")
        press("ArrowDown")  # from the lexicon to the front matter
        press("Tab")
        press("Tab")
        assert window.evaluate(IS_FOCUSED, "save")
        mark_as_seen(window)
        press("Enter")
        is_made_again(window)
        assert window.evaluate(IS_FOCUSED, "edit")
    added = "Nour: Noor\n  Xoan: Shoan\n"
    assert (home(room) / "tide.md").read_text("utf-8") == TIDE.replace("Nour: Noor\n", added)


def test_another_take_and_the_first_again(browser: "Browser", tmp_path: Path, cache: Path) -> None:
    """As --respeak would, of a voice that varies; the panel tells in which take it is."""
    shop = Workshop(tmp_path / "build", cache, Settings(voice="piper", editions=("web",)))
    (tmp_path / "tide.md").write_text("# The tide\n\nIt rose.\n", encoding="utf-8")
    folder = publish(load(tmp_path / "tide.md"), shop).folder
    first = contents(folder / "web/audio")
    with served(shop.output, shop) as room, opened(browser, room) as window:
        mark_as_seen(window)
        choose(window)
        assert not window.locator("#first-take").is_visible()
        window.click("#retake")
        is_made_again(window)
        assert contents(folder / "web/audio") != first
        window.locator(f"#{NAME}").click(position={"x": 5, "y": 5})
        assert words_of(window)
        assert window.locator("#line-voice").inner_text().endswith(", take 1")
        window.evaluate("window.isNew = false")
        window.click("#first-take")
        is_made_again(window)
    assert contents(folder / "web/audio") == first


def test_what_is_in_the_way_is_told_in_the_panel(browser: "Browser", room: Served) -> None:
    """With its remedy; what was typed is still there to be mended."""
    with opened(browser, room) as window:
        choose(window)
        window.fill("#word", "Xoan")
        window.check("[value=ipa]")
        window.fill("#how", "$")
        for way in ("#try", "#save"):
            window.click(way)
            until(window, "document.getElementById('correction-trouble').textContent")
            said = window.locator("#correction-trouble").inner_text()
            assert "no sign of the IPA" in said
            assert said.endswith("Correct that, and try again.")
        assert window.locator("#how").input_value() == "$"
        window.check("[value=letters]")
        assert window.locator("#how").is_disabled()
    assert (home(room) / "lexicon.toml").read_text("utf-8") == LEXICON


def test_keys_that_were_turned_off_stay_off(browser: "Browser", common_room: Served) -> None:
    """The player's choice holds for the preview's one, too (WCAG 2.1.4)."""
    with opened(browser, common_room) as window:
        window.click("#open-keys")
        window.click("#keys-on")
        window.keyboard.press("Escape")
        window.keyboard.press("e")
        assert not window.locator("#correction").is_visible()
        window.click("#edit")
        window.click("#edit-lit")
        assert window.locator("#correction").is_visible()


def test_without_edit_a_click_plays_as_ever(browser: "Browser", common_room: Served) -> None:
    """And with it no link leads away from what is being corrected."""
    with opened(browser, common_room) as window:
        window.locator(f"#{NAME}").click(position={"x": 5, "y": 5})
        plays(window)
        window.click("#edit")
        assert window.locator("#edit").get_attribute("aria-pressed") == "true"
        window.locator(f"#{NAME}").click(position={"x": 5, "y": 5})
        assert not window.evaluate(HEARD)["plays"]
        window.click("#correction-close")
        window.click("#edit")
        window.locator("#c02-p01-s01").click(position={"x": 5, "y": 5})
        plays(window)


def test_a_page_follows_what_is_built(browser: "Browser", room: Served) -> None:
    """A page that is open shows the new words; with the panel open it waits for that to close."""
    page = room.room.standing.root / PAGE
    with opened(browser, room) as window:
        mark_as_seen(window)
        (home(room) / "tide.md").write_text(TIDE.replace("slept", "dozed"), encoding="utf-8")
        publish(*as_asked(page.parent.parent, room.room.correcting.shop))
        is_new(window, "document.body.innerText.includes('Xoan dozed')")
        window.evaluate("window.isNew = false")
        window.keyboard.press("e")
        page.write_text(page.read_text("utf-8").replace("dozed", "woke"), encoding="utf-8")
        window.wait_for_timeout(1500)
        assert not window.evaluate("window.isNew")
        assert window.locator("#correction").is_visible()
        until(window, "!document.getElementById('correction').ariaBusy")
        window.click("#correction-close")
        is_new(window, "document.body.innerText.includes('Xoan woke')")


def test_other_pages_are_shown_as_they_were_built(browser: "Browser", common_room: Served) -> None:
    """The report with its pictures; it is no place to correct anything."""
    with opened(browser, common_room, "the-tide/report.html") as window:
        assert window.locator("svg").first.is_visible()
        assert not window.locator("#edit").count()


def test_a_web_edition_is_made_from_the_list(browser: "Browser", room: Served) -> None:
    """Of what was built without one, by one button."""
    without_page(room.room.standing.root / "the-tide")
    with opened(browser, room, "") as window:
        window.click("text=Make one")
        window.wait_for_url(room.address + PAGE)
        assert window.locator("#edit").is_visible()
    assert any("web edition" in line for line in room.said)


def test_the_panel_can_be_read_in_every_theme_and_axe_finds_nothing(
    browser: "Browser", common_room: Served
) -> None:
    """On a telephone's window, too, where nothing may be too small for a finger."""
    need(AXE.exists(), "axe (see .ci/run)")
    with opened(browser, common_room, viewport={"width": 360, "height": 740}) as window:
        window.evaluate(AXE.read_text("utf-8"))
        window.click("#edit")
        found = window.evaluate(RULES, "#correcting")
        assert [each["id"] for each in found["violations"]] == []
        assert window.evaluate(SIDEWAYS) <= 0
        window.click("#edit-lit")
        words_of(window)
        window.evaluate("document.getElementById('correction-said').textContent = 'Said so.'")
        window.evaluate("document.getElementById('correction-trouble').textContent = 'Not so.'")
        assert window.evaluate(TARGETS) == []
        assert window.evaluate(SIDEWAYS) <= 0
        for theme in THEMES:
            window.evaluate(CHOOSE, theme)
            found = window.evaluate(RULES, "#correction")
            assert [(each["id"], each["help"]) for each in found["violations"]] == [], theme
            for words, ink, ground in window.evaluate(COLOURS):
                assert contrast(ink, ground) >= 7, f"{theme}: {words!r} is {ink} on {ground}"


def test_the_list_has_no_fault_that_axe_finds(browser: "Browser", common_room: Served) -> None:
    """It is a page like any other."""
    need(AXE.exists(), "axe (see .ci/run)")
    with opened(browser, common_room, "") as window:
        window.evaluate(AXE.read_text("utf-8"))
        assert [each["id"] for each in window.evaluate(RULES, "")["violations"]] == []


def test_its_scripts_keep_to_their_types() -> None:
    """As the player's does."""
    need(TSC.exists(), "TypeScript (see .ci/run)")
    options = "--noEmit --allowJs --checkJs --strict --target es2020 --module es2020"
    libraries = "--lib es2020,dom,dom.iterable"
    scripts: list[Path] = sorted(SCRIPTS.glob("*.js"))
    command = (TSC, *options.split(), *libraries.split(), *scripts)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("", 0)


def test_the_index_is_searched_as_from_the_disk(
    browser: "Browser",
    room: Served,
    tide: Tide,
) -> None:
    """Its script stands in the page itself, and is the only one that may run there so."""
    shelve(tide[1])
    with opened(browser, room, "") as window:
        window.get_by_role("searchbox").fill("nobody")
        assert window.locator(".works > li:visible").count() == 0
        window.get_by_role("searchbox").fill("tide")
        assert window.locator(".works > li:visible").count() == 1
