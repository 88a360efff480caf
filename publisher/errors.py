"""What can go wrong, and what to do about it.

    PublisherError            anything this package raises on purpose
    ├── SettingsError         a setting or option makes no sense             exit code 2
    ├── ReadingError          an article cannot be read                      exit code 3
    ├── VoiceError            a voice is unknown, absent or out of reach     exit code 4
    ├── BindingError          an edition cannot be made or put in place      exit code 5
    ├── CheckingError         a check cannot be carried out                  exit code 6
    └── FaultError            publisher itself is at fault                   exit code 70

Another library's exception becomes one of these where it arises, and stays on as the
cause. Every error knows its remedy: the one thing the user can do now.
"""

from typing import ClassVar


class PublisherError(Exception):
    """Something went wrong that the user can do something about.

    Args:
        message: what happened and where, in one line, without a full stop's worth of jargon.
        remedy: what to do now, in one line; empty when the message says it all.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}. {self.remedy}" if self.remedy else self.message


class SettingsError(PublisherError):
    """A setting or an option makes no sense."""

    exit_code = 2


class ReadingError(PublisherError):
    """An article cannot be read, or there is nothing in it to publish."""

    exit_code = 3


class VoiceError(PublisherError):
    """A voice is unknown, not installed, out of reach, or fell silent."""

    exit_code = 4


class BindingError(PublisherError):
    """An edition cannot be made, or cannot be put in its place."""

    exit_code = 5


class CheckingError(PublisherError):
    """A check cannot be carried out; what it would have found is unknown."""

    exit_code = 6


class FaultError(PublisherError):
    """Publisher itself is at fault; what it met is the cause."""

    exit_code = 70  # sysexits.h, EX_SOFTWARE
