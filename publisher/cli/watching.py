"""`publisher build --watch`: what changed is made anew as files are saved, until Ctrl-C.

An alarm from the system says only that something was touched in a folder. What changed is found by
looking: how each file stands, against how it stood when it was last looked at. So it is all one
whether an editor writes into a file or puts another in its place, whether it saves once or thrice,
and whether that was during a build.

Folders are watched, and not files: another file under the same name is another file to the system.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Set
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import click

from publisher.cli.outcomes import Manner, Outcome, failed, say_shelf, tell
from publisher.cli.shop import own_lexicons, stop
from publisher.cli.telling import say_error
from publisher.cli.working import Job, Wanted, built, jobs_of
from publisher.errors import PublisherError, SettingsError
from publisher.lexiconfile import NAMES
from publisher.settings import FILE

if TYPE_CHECKING:
    from publisher.journal import Stamp
    from publisher.reading import Collection, Source
    from publisher.workshop import Workshop

QUIET_S: Final = 0.2  # that files that changed stand as they are: what is saved may be half written
LONGEST_S: Final = 2.0  # that is waited for those that are written all the time
ALARM_MS: Final = 100  # in which alarms are gathered

Eyes = Iterator[Set[tuple[object, str]]]
"""What was touched in some folders, and how; every now and then, nothing."""


def keep_watch(
    wanted: Wanted, shop: "Workshop", manner: Manner, opened: Callable[[], "Workshop"]
) -> NoReturn:
    """Build, and build again what changed, until the user stops it.

    Args:
        wanted: what is to be made.
        shop: where and how at first.
        manner: how it is gone about.
        opened: where and how, once settings have changed.

    Raises:
        SettingsError: something that is wanted is no file.
        SystemExit: the user stopped it.
    """
    from publisher import arguments

    for path in wanted.paths:
        if not arguments.is_file(path):
            what = "standard input" if path == arguments.STANDARD_INPUT else path
            raise SettingsError(
                f"--watch looks at files, and {what} is none",
                remedy="Save it as a file, and name that; or leave --watch out.",
            )
    try:
        Watch(wanted, shop, manner, opened).go_on()
    except KeyboardInterrupt:  # so the library tells of any signal, having swallowed what it raised
        stop.check()
        raise


@dataclass(slots=True)
class Watch:
    """A watch over articles and all that shapes them.

    Attributes:
        wanted: what is to be made.
        shop: where and how.
        manner: how it is gone about.
        opened: where and how, once settings have changed.
    """

    wanted: Wanted
    shop: "Workshop"
    manner: Manner
    opened: Callable[[], "Workshop"]
    _jobs: dict[str, Job] = field(default_factory=dict, init=False)
    _sought: dict[str, list[set[Path]]] = field(default_factory=dict, init=False)
    _stood: dict[Path, "Stamp"] = field(default_factory=dict, init=False)
    _said: dict[str, str] = field(default_factory=dict, init=False)
    _settled: bool = field(default=True, init=False)

    def go_on(self) -> NoReturn:
        """Look, build what is due, and look again; when nothing is due, wait for an alarm."""
        watched = frozenset[Path]()
        eyes = _eyes_on(watched)
        while True:
            self._find()
            places = self._places()
            if places != watched:
                with suppress(FileNotFoundError):  # a folder has gone since
                    eyes, watched = _eyes_on(places), places
                continue  # what was touched before they were open was seen by nobody
            due = self._due()
            if due or not self.manner.only_news:
                self._build(due)
            elif watched.intersection(_touched(eyes)):
                watched = frozenset()  # another folder of the same name is not watched yet

    def _find(self) -> None:
        """Find what there is to be made, and tell of what is gone, or was never there."""
        absent: dict[str, PublisherError] = {}

        def refuse(error: PublisherError, name: str) -> None:
            absent[name] = error

        jobs = {job.name: job for job in jobs_of(self.wanted, refuse)}
        there = {name for job in jobs.values() for name in job.files}
        gone = [each for job in self._jobs.values() for each in job.files if each not in there]
        for name in gone:
            if not self.manner.quiet:
                click.echo(f"{name} is gone; its edition is left as it is.", err=True)
        for name, error in absent.items():
            if name not in gone and self._said.get(name) != str(error):
                tell(failed(name, error), self.manner)
        self._said = {name: said for name, said in self._said.items() if name in jobs}
        self._said |= {name: str(error) for name, error in absent.items()}
        self._sought = {name: sought for name, sought in self._sought.items() if name in jobs}
        self._jobs = jobs

    def _due(self) -> list[Job]:
        """What is to be built: what changed since the last look, and what failed before."""
        stands = self._at_rest()
        changed = {path for path, _ in stands.items() ^ self._stood.items()}
        if not changed:
            return []
        common = self._common()
        if self._stood and changed & common:
            self._stood |= {path: stands[path] for path in common}
            self._settle()
        if not self._settled:
            return []
        self._stood = stands
        for job in self._jobs.values():
            if changed & set(_articles(job)):
                self._said.pop(job.name, None)  # what it fails by is told, though it is the same
        whole = self.wanted.title is not None or bool(changed & common)
        return [
            job
            for job in self._jobs.values()
            if whole or job.name in self._said or changed & self._shaping(job)
        ]

    def _at_rest(self) -> "dict[Path, Stamp]":
        """How each file stands, once those that have changed are no longer written."""
        stands = self._stands()
        until = time.monotonic() + LONGEST_S
        while self._stood and stands != self._stood and time.monotonic() < until:
            time.sleep(QUIET_S)
            before, stands = stands, self._stands()
            if stands == before:
                break
        return stands

    def _stands(self) -> "dict[Path, Stamp]":
        from publisher.journal import stamp

        return {path: stamp(path) for path in self._files()}

    def _settle(self) -> None:
        """Take in settings that have changed; until they make sense nothing is built."""
        try:
            self.shop = replace(self.opened(), crew=self.shop.crew)
            self._settled = True
        except SettingsError as error:
            say_error(error)
            self._settled = False

    def _build(self, due: list[Job]) -> None:
        """Build, and tell what is new; the first time, all there is."""
        taken = set[Path]()
        shop = replace(self.shop, taken=taken)
        for job in due:
            outcome = built(self._attended(job), shop, self.manner)
            if outcome.folder is not None:
                taken.add(outcome.folder)
            self._tell(outcome)
        if due:
            say_shelf(self.shop, self.manner)
        if not self.manner.only_news:
            self.shop = replace(self.shop, force=False, respeak=())
            self.manner = replace(self.manner, only_news=True)
            if not self.manner.quiet:
                click.echo("Watching; what changes is made anew, until Ctrl-C.", err=True)

    def _tell(self, outcome: Outcome) -> None:
        """Tell what came of an article, but not that it fails as it did before."""
        before = self._said.pop(outcome.article, None)
        if outcome.error is not None:
            self._said[outcome.article] = str(outcome.error)
            if before == str(outcome.error):
                return
        tell(outcome, self.manner)

    def _attended(self, job: Job) -> Job:
        """A job by which it comes to be known what is sought beside its articles."""
        from publisher.identity import sources_of

        def take() -> "Source | Collection":
            source = job.take()
            self._sought[job.name] = [each.sought for each in sources_of(source)]
            return source

        return replace(job, take=take)

    def _files(self) -> set[Path]:
        """All that is looked at, there or not."""
        return self._common().union(*map(self._shaping, self._jobs.values()))

    def _common(self) -> set[Path]:
        """The files that shape every publication: settings, and lexicons that they name."""
        settings = self.shop.wished
        named = (*map(Path, settings.lexicon), *own_lexicons())
        return {each.absolute() for each in (Path(FILE), *named)}

    def _shaping(self, job: Job) -> set[Path]:
        """The files that shape one publication: its articles, and what is sought beside them."""
        articles = list(_articles(job))
        beside = (each.parent / name for each in articles for name in NAMES)
        return {*articles, *beside}.union(*self._sought.get(job.name, ()))

    def _places(self) -> frozenset[Path]:
        """The folders to be watched: those of all these files, and those that were named."""
        from publisher.reading import folders_in

        named = [Path(path).absolute() for path in self.wanted.paths]
        files = self._files().union(named)
        inside = (each for path in named for each in folders_in(path, self.wanted.output))
        links = (each.resolve().parent for each in files if each.is_symlink())
        return frozenset(map(_there, {*(each.parent for each in files), *links, *inside}))


def _articles(job: Job) -> Iterator[Path]:
    return (Path(name).absolute() for name in job.files)


def _there(folder: Path) -> Path:
    """A folder, or where it is not there the nearest around it that is."""
    return next(each for each in (folder, *folder.parents) if each.is_dir())


def _touched(eyes: Eyes) -> Iterator[Path]:
    """Wait until something is touched; what it is."""
    return (Path(path) for _, path in next(filter(None, eyes)))


def _eyes_on(places: Iterable[Path]) -> Eyes:
    """Eyes on folders, open already.

    Raises:
        FileNotFoundError: one of them is not there.
        SettingsError: the system watches no more of them.
    """
    from watchfiles import watch

    eyes = watch(
        *places,
        watch_filter=None,
        step=ALARM_MS,
        rust_timeout=ALARM_MS,
        yield_on_timeout=True,
        recursive=False,
        ignore_permission_denied=True,
    )
    try:
        next(eyes)
    except FileNotFoundError:
        raise
    except (OSError, RuntimeError) as error:  # the latter is the library's own
        raise SettingsError(
            f"The system does not watch {len(tuple(places))} folders for us: {error}",
            remedy="Name fewer, raise its limit (on Linux fs.inotify.max_user_watches), or set "
            "WATCHFILES_FORCE_POLLING=1.",
        ) from error
    return eyes
