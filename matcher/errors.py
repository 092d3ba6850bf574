"""Errors raised on purpose: each says what is wrong and what to do about it."""


class EnmusubiError(Exception):
    """Root of every error raised on purpose.

    Attributes:
        code: stable identifier for programs.
        exit_code: what a command returns: 1 rejected or not found, 2 wrong usage, 3 the environment cannot.
        details: the fields that are wrong, each by its path ("filter.followers.min"), and what is wrong with it.
    """

    code = "error"
    exit_code = 1
    details: tuple[tuple[str, str], ...] = ()

    def __init__(self, problem: str, fix: str) -> None:
        """Say the problem in one sentence and the cure in another."""
        super().__init__(f"{problem} {fix}")
        self.problem, self.fix = problem, fix

    def __reduce__(self) -> tuple[type["EnmusubiError"], tuple[str, str]]:
        """Let it pass from one process to another."""
        return type(self), (self.problem, self.fix)


class InvalidBrief(EnmusubiError):
    """The brief cannot be answered as it stands."""

    code = "invalid_brief"
    exit_code = 2


class InvalidFilter(EnmusubiError):
    """A filter names something that does not exist or contradicts itself."""

    code = "invalid_filter"
    exit_code = 2


class CreatorNotFound(EnmusubiError):
    """No creator has that id."""

    code = "creator_not_found"


class UnreadableInput(EnmusubiError):
    """A file cannot be read at all: no row of it can be judged."""

    code = "unreadable_input"


class HomeUnusable(EnmusubiError):
    """The home folder is missing, not writable, or full."""

    code = "home_unusable"
    exit_code = 3


class CatalogueUnusable(EnmusubiError):
    """The catalogue cannot be opened, is not ours, or is newer than this program."""

    code = "catalogue_unusable"
    exit_code = 3


class IndexNotReady(EnmusubiError):
    """Nothing has been published yet."""

    code = "index_not_ready"
    exit_code = 3


class SnapshotDamaged(EnmusubiError):
    """A published generation fails its own checks."""

    code = "snapshot_damaged"
    exit_code = 3


class EncoderMismatch(EnmusubiError):
    """The generation was built with another encoder than the one that is asked with."""

    code = "encoder_mismatch"
    exit_code = 3


class EncoderUnusable(EnmusubiError):
    """The encoder cannot be loaded."""

    code = "encoder_unusable"
    exit_code = 3


class Busy(EnmusubiError):
    """Another process is doing this already."""

    code = "busy"
    exit_code = 3
