"""Who asks: somebody signed in, a program with a key, this machine before there are users, or nobody."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path

from flask import Flask, current_app, g, request, session
from sqlalchemy import Engine, make_url

from indexer.catalogue.access import keys, sessions, users
from indexer.catalogue.opening import open_catalogue
from indexer.settings import Settings
from web.access.cookies import OWN_HOST
from web.access.forwarding import is_forwarded
from web.access.rates import count_guess, refuse_guesses
from web.programs import is_program

KEY = "enmusubi_access"
WORD = "signed_in"  # where the cookie keeps the word of its session
BEARER = "bearer "
ROLES = dict(zip(users.ROLES, keys.SCOPES, strict=True))
EVERYTHING = frozenset(keys.SCOPES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Whoever sent this request."""

    kind: str  # "user", "key", "machine" (before there are users) or "nobody"
    scopes: frozenset[str] = frozenset()
    name: str | None = None  # of the user or the key
    id: int | None = None  # of the user or the key

    @property
    def known_as(self) -> str | None:
        """What stands for it in counts and logs, such as "key 3"; None: it has no number."""
        return None if self.id is None else f"{self.kind} {self.id}"


NOBODY = Visitor(kind="nobody")


class Register:
    """The users, keys and sessions of a home; its catalogue is opened when somebody first asks."""

    def __init__(self, settings: Settings) -> None:
        """Remember where it is."""
        self.settings = settings
        self._engine: Engine | None = None

    def open(self) -> Engine:
        """Return the catalogue, which is made if it is missing."""
        if self._engine is None:
            self._engine = open_catalogue(self.settings.database)
        return self._engine

    def has_users(self) -> bool:
        """Say whether anybody can sign in; asking makes no catalogue."""
        address = make_url(self.settings.database)
        is_missing = address.get_backend_name() == "sqlite" and not Path(str(address.database)).exists()
        return not is_missing and users.has_users(self.open())


def init_visitors(app: Flask, settings: Settings) -> None:
    """Give the app its register."""
    app.extensions[KEY] = Register(settings)


def find_register() -> Register:
    """Return the register of this app."""
    register: Register = current_app.extensions[KEY]
    return register


def find_visitor() -> Visitor:
    """Return who sent this request, looked up once."""
    if "visitor" not in g:
        g.visitor = _find_visitor()
    visitor: Visitor = g.visitor
    return visitor


def tell_moment() -> datetime:
    """Return now, in UTC."""
    return datetime.now(UTC)


def is_loopback() -> bool:
    """Say whether the request came straight from this machine, under a name of its own."""
    if is_forwarded() or not OWN_HOST.fullmatch(request.host):
        return False
    with suppress(ValueError):
        return ip_address(request.remote_addr or "").is_loopback
    return False


def read_key() -> str | None:
    """Return the key that the request shows; None: it shows none."""
    shown = request.headers.get("Authorization", "")
    return shown[len(BEARER) :].strip() if shown.lower().startswith(BEARER) else None


def _find_visitor() -> Visitor:
    register = find_register()
    if (text := read_key()) is not None:
        return _find_program(register, text)
    if WORD in session:
        found = sessions.find_session(register.open(), str(session[WORD]), tell_moment())
        if found is not None:
            scopes = keys.widen_scopes([ROLES[found.role]])
            return Visitor(kind="user", scopes=scopes, name=found.name, id=found.user)
    return _find_machine(register)


def _find_program(register: Register, text: str) -> Visitor:
    refuse_guesses()
    found, now = keys.find_key(register.open(), text), tell_moment()
    if found is None:
        count_guess()
        return NOBODY
    keys.note_use(register.open(), found, now)
    return Visitor(kind="key", scopes=found.scopes, name=found.name, id=found.id)


def _find_machine(register: Register) -> Visitor:
    """Until there is a user, this machine's own browser may do everything, and its programs may read."""
    if register.settings.proxies or not is_loopback() or register.has_users():
        return NOBODY
    return Visitor(kind="machine", scopes=frozenset({"read"}) if is_program() else EVERYTHING)
