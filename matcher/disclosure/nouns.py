"""What a creator's posts told their readers so far. Frozen facts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """How many of a creator's posts that look sponsored disclose it, by verdict."""

    clear: int
    unclear: int
    missing: int
    rules: str  # the pack that they were judged by
    version: str

    @property
    def sponsored(self) -> int:
        """How many posts look sponsored."""
        return self.clear + self.unclear + self.missing

    @property
    def share(self) -> float | None:
        """The share of these that disclose it clearly; None: no post looks sponsored."""
        return self.clear / self.sponsored if self.sponsored else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sponsor:
    """A brand that is named beside a sign of sponsorship."""

    name: str  # as it stands, a handle without its @
    posts: tuple[int, ...]  # ids of the posts that name it, newest first
    key: str  # what names of the same brand have in common
