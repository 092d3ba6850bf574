"""People who sign in: added, listed, removed, and given another password."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from indexer.catalogue.access.tables import SessionRow, UserRow
from indexer.catalogue.transactions import reading, writing
from matcher.errors import EnmusubiError

ROLES = ("viewer", "editor", "admin")  # each may do what those before it may
LONGEST_NAME = 64


class InvalidUser(EnmusubiError):
    """A user cannot be added or changed as asked."""

    code = "invalid_user"
    exit_code = 2


class UserNotFound(EnmusubiError):
    """Nobody has that name."""

    code = "user_not_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A person who signs in; the password stays where it is."""

    id: int
    name: str
    role: str
    made_at: datetime


COLUMNS = (UserRow.id, UserRow.name, UserRow.role, UserRow.made_at)


def add_user(engine: Engine, name: str, password: str, role: str | None, now: datetime) -> User:
    """Add a person.

    Args:
        engine: the catalogue.
        name: what to sign in with; upper and lower case are one.
        password: its argon2 hash.
        role: one of ROLES; None makes the first user an admin and any other one an editor.
        now: when.

    Raises:
        InvalidUser: the name is empty, too long or taken.
    """
    name = read_name(name)
    with writing(engine) as connection:
        if connection.scalar(select(UserRow.id).where(UserRow.name == name)) is not None:
            raise InvalidUser(
                f"There is a user {name} already.", "Choose another name, or run `enmusubi user password`."
            )
        is_first = connection.scalar(select(func.count()).select_from(UserRow)) == 0
        row = {
            "name": name,
            "password": password,
            "role": role or ("admin" if is_first else "editor"),
            "made_at": now,
        }
        made = connection.execute(insert(UserRow).values(row).returning(*COLUMNS)).mappings().one()
    return User(**made)


def read_name(name: str) -> str:
    """Return a name as it is stored: without spaces around it, in lower case.

    Raises:
        InvalidUser: it is empty, too long, or holds what cannot be seen.
    """
    name = _fold(name)
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise InvalidUser("That is no name for a user.", f"Give one of 1 to {LONGEST_NAME} visible characters.")
    return name


def list_users(engine: Engine) -> list[User]:
    """Return everybody who can sign in, by name."""
    with reading(engine) as connection:
        return [User(**row) for row in connection.execute(select(*COLUMNS).order_by(UserRow.name)).mappings()]


def has_users(engine: Engine) -> bool:
    """Say whether anybody can sign in."""
    with reading(engine) as connection:
        return connection.scalar(select(UserRow.id).limit(1)) is not None


def find_password(engine: Engine, name: str) -> tuple[int, str] | None:
    """Return id and hash of the person with that name; None where nobody has it."""
    if not name.isprintable():  # some are no text for a database
        return None
    query = select(UserRow.id, UserRow.password).where(UserRow.name == _fold(name))
    with reading(engine) as connection:
        row = connection.execute(query).first()
    return None if row is None else (row[0], row[1])


def remove_user(engine: Engine, name: str) -> None:
    """Remove a person, who is signed out everywhere at once.

    Raises:
        UserNotFound: nobody has that name.
    """
    with writing(engine) as connection:
        id = _sign_out(connection, name)
        connection.execute(delete(UserRow).where(UserRow.id == id))


def change_password(engine: Engine, name: str, password: str) -> None:
    """Give a person another password (its hash); whoever was signed in with the old one is signed out.

    Raises:
        UserNotFound: nobody has that name.
    """
    with writing(engine) as connection:
        id = _sign_out(connection, name)
        connection.execute(update(UserRow).where(UserRow.id == id).values(password=password))


def _fold(name: str) -> str:
    return name.strip().lower()


def _sign_out(connection: Connection, name: str) -> int:
    """End all sessions of the person with that name, and return its id."""
    id = connection.scalar(select(UserRow.id).where(UserRow.name == _fold(name)))
    if id is None:
        raise UserNotFound(f"There is no user {name}.", "Run `enmusubi user list` to see who there is.")
    connection.execute(delete(SessionRow).where(SessionRow.user_id == id))
    return id
