"""What a page of ours may ask for, and how it is answered: in lines of JSON.

Each step that is made is a line, and what came of it is the last, or an error with its remedy.
"""

import asyncio
import base64
import json
import logging
import threading
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from publisher.errors import BindingError, FaultError, PublisherError, SettingsError
from publisher.preview.correcting import Correcting
from publisher.preview.entries import Entry, Place, entry
from publisher.preview.guarding import told
from publisher.preview.standing import Standing
from publisher.progress import Progress
from publisher.publication import Publication

log = logging.getLogger(__name__)

Asked = Mapping[str, Any]
Answer = dict[str, object]
Work = Callable[[Asked, Progress], Answer]


@dataclass(frozen=True, slots=True)
class Answers:
    """What is done for whoever reads.

    Attributes:
        standing: what is served.
        correcting: makes what is corrected.
        say: tells whoever started the server of what is made.
    """

    standing: Standing
    correcting: Correcting
    say: Callable[[str], None]

    def works(self) -> dict[str, Work]:
        """All that can be asked for, by its name."""
        return {
            "sentence": self._sentence,
            "trial": self._trial,
            "save": self._save,
            "take": self._take,
            "web": self._web,
        }

    def _sentence(self, asked: Asked, _: Progress) -> Answer:
        """What a sentence is, and where a word of it can be corrected."""
        desk = self.correcting.desk(self._folder(asked))
        line = desk.line(_word(asked, "sentence"))
        return {
            "printed": line.printed,
            "words": line.saying.shown,
            "phonemes": line.saying.phonemes,
            "voice": str(line.who.voice),
            "take": line.take,
            "varies": line.who.varies,
            "places": [{"name": each.name, "said": _in_words(each)} for each in desk.places()],
        }

    def _trial(self, asked: Asked, _: Progress) -> Answer:
        """How a sentence would be said."""
        folder, name = self._folder(asked), _word(asked, "sentence")
        trial = self.correcting.try_out(folder, name, _entry(asked))
        return {
            "words": trial.saying.shown,
            "phonemes": trial.saying.phonemes,
            "sound": f"data:audio/wav;base64,{base64.b64encode(trial.sound).decode()}",
            "changed": trial.changed,
        }

    def _save(self, asked: Asked, progress: Progress) -> Answer:
        """Write an entry, and make the publication again."""
        folder, name, place = self._folder(asked), _word(asked, "sentence"), _word(asked, "place")
        written = _entry(asked)
        made = self.correcting.save(folder, name, written, place, progress)
        return self._made(made, f"“{written.word}” is corrected")

    def _take(self, asked: Asked, progress: Progress) -> Answer:
        """Speak a sentence in its next take, or in its first."""
        folder, name, take = self._folder(asked), _word(asked, "sentence"), asked.get("take")
        if take not in (None, 0):
            raise SettingsError("That is no take", "Ask for the next, or for the first.")
        return self._made(
            self.correcting.retake(folder, name, take, progress), f"{name} is retaken"
        )

    def _web(self, asked: Asked, progress: Progress) -> Answer:
        """Make a web edition."""
        made = self.correcting.bind_web(self._folder(asked), progress)
        return self._made(made, "It has a web edition")

    def _folder(self, asked: Asked) -> Path:
        folder = self.standing.folder(_word(asked, "publication"))
        if folder is None:
            raise SettingsError("There is no such publication", "Load the page again.")
        return folder

    def _made(self, made: Publication, what: str) -> Answer:
        counted = f"{made.spoken} clauses spoken, {made.remembered} remembered"
        self.say(f"{made.folder}: {what} ({counted})")
        return {"spoken": made.spoken, "remembered": made.remembered}


def _in_words(place: Place) -> str:
    if place.front:
        return f"The article’s front matter ({place.path.name})"
    new = "" if place.path.exists() else ", which is new"
    return f"The lexicon beside the article ({place.path.name}{new})"


def _word(asked: Asked, name: str) -> str:
    """A text in what was asked.

    Raises:
        SettingsError: there is none.
    """
    value = asked.get(name)
    if not isinstance(value, str):
        raise SettingsError(f"It is not told which {name}", "Load the page again.")
    return value


def _entry(asked: Asked) -> Entry:
    return entry(_word(asked, "word"), _word(asked, "manner"), _word(asked, "how"))


def answering(work: Work) -> Callable[[Request], Any]:
    """What answers a request by some work, line by line."""

    async def answer(request: Request) -> Response:
        try:
            asked = json.loads(await request.body())
        except (ValueError, RecursionError):
            asked = None
        if not isinstance(asked, dict):
            return JSONResponse({"error": {"message": "That is no JSON", "remedy": ""}}, 400)
        return StreamingResponse(_lines(work, asked), media_type="application/x-ndjson")

    return answer


async def _lines(work: Work, asked: Asked) -> AsyncIterator[str]:
    """Every step of some work, then what came of it.

    It is done in a thread of its own, to its end though nobody listens any more: a process waits
    for such threads before it leaves.
    """
    loop, told_of = asyncio.get_running_loop(), asyncio.Queue[Answer | None]()

    def tell(line: Answer | None) -> None:
        with suppress(RuntimeError):  # the server has stopped
            loop.call_soon_threadsafe(told_of.put_nowait, line)

    def run() -> None:
        try:
            tell(_outcome(work, asked, lambda step: tell({"step": asdict(step)})))
        finally:
            tell(None)

    threading.Thread(target=run, name="making").start()
    while (line := await told_of.get()) is not None:
        yield json.dumps(line) + "\n"


def _outcome(work: Work, asked: Asked, step: Progress) -> Answer:
    try:
        return {"done": work(asked, step)}
    except PublisherError as error:
        log.debug("it came from here", exc_info=error)
        return told(error)
    except OSError as error:
        return told(
            BindingError(
                f"The system would not let it be done: {error.strerror or error}",
                remedy="Make room there, and try again.",
            )
        )
    except SystemExit:
        return told(BindingError("The server was stopped", "Start publisher preview again."))
    except Exception as error:
        log.debug("it came from here", exc_info=error)
        return told(
            FaultError(
                f"publisher met a fault of its own ({type(error).__name__}: {error})",
                remedy="Nothing that was published is harmed. Please report it with this line.",
            )
        )
