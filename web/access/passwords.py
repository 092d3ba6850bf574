"""Passwords: kept as argon2id hashes, compared in a time that tells nothing."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from indexer.catalogue.access.users import InvalidUser

SHORTEST = 12
LONGEST = 200


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher(time_cost=3, memory_cost=32 * 1024, parallelism=1)  # 32 MiB: a few at once do no harm


@cache
def _nobodys_hash() -> str:
    return _hasher().hash("")


def hash_password(password: str) -> str:
    """Return what is stored of a password.

    Raises:
        InvalidUser: it is too short or too long.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise InvalidUser("That password is too short or too long.", f"Give one of {SHORTEST} to {LONGEST} characters.")
    return _hasher().hash(password)


def is_right(password: str, stored: str | None) -> bool:
    """Say whether it is the password; takes as long where there is no user (None) as where it is wrong."""
    if len(password) > LONGEST:
        return False
    try:
        _hasher().verify(_nobodys_hash() if stored is None else stored, password)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None
