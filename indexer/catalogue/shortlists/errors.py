"""What can be wrong with a shortlist or a link to one."""

from matcher.errors import EnmusubiError


class ShortlistNotFound(EnmusubiError):
    """No shortlist has that id, or it was deleted."""

    code = "shortlist_not_found"

    def __init__(self, problem: str = "There is no such shortlist.", fix: str = "Take an id from the list.") -> None:
        """Say so."""
        super().__init__(problem, fix)


class EntryNotFound(EnmusubiError):
    """The creator is not on that shortlist."""

    code = "entry_not_found"

    def __init__(
        self, problem: str = "The creator is not on this shortlist.", fix: str = "Read the shortlist again."
    ) -> None:
        """Say so."""
        super().__init__(problem, fix)


class ShareNotFound(EnmusubiError):
    """No open link has that secret: unknown, expired and revoked ones are not told apart."""

    code = "share_not_found"

    def __init__(
        self,
        problem: str = "This link does not lead to a shortlist.",
        fix: str = "Ask whoever sent it for a new one; links expire and can be withdrawn.",
    ) -> None:
        """Say so."""
        super().__init__(problem, fix)


class ShortlistFull(EnmusubiError):
    """The list, or what a client may say about it, has reached its bound."""

    code = "shortlist_full"


class Outdated(EnmusubiError):
    """Somebody else changed the same field since it was read."""

    code = "outdated"

    def __init__(
        self,
        problem: str = "Somebody else changed this meanwhile.",
        fix: str = "Read it again, then decide which of the two is kept.",
    ) -> None:
        """Say so."""
        super().__init__(problem, fix)
