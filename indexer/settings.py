"""The one reader of the environment."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_data_path
from sqlalchemy import URL

from indexer.tagging.guess import DETECTORS, ENSEMBLE
from matcher.errors import EnmusubiError

HOST = re.compile(r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")
MOST_PROXIES = 5
SHORTEST_SECRET = 32
LOGS = ("auto", "json", "console")
SWITCH = ("off", "on")
DTYPES = ("auto", "float32", "bfloat16", "int8")


class InvalidSetting(EnmusubiError):
    """A setting has a value that means nothing."""

    code = "invalid_setting"
    exit_code = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything the program can be told from outside."""

    home: Path  # holds the catalogue, the generations, the models and the rejects
    database: str  # SQLAlchemy URL
    model: str | None = None  # a sentence-transformers name or folder; None: the default encoder
    dtype: str = "auto"  # one of DTYPES
    detector: str = ENSEMBLE  # one of DETECTORS: tells languages that share an alphabet
    data: Path = Path("../shared/data")  # open data sets, for `enmusubi evaluate`
    hosts: tuple[str, ...] = ()  # names that the page answers to, beside those of this machine
    proxies: int = 0  # how many stand in front of the page, each adding to X-Forwarded-For
    api_rate: int = 1200  # requests a minute that the API answers to one key, user or address
    log: str = "auto"  # one of LOGS
    secret: str | None = field(default=None, repr=False)  # signs cookies; None: the home folder's own
    weights: Path | None = None  # of authenticity; None: the packaged ones
    emv: bool = False  # tell earned media value by the packaged rate cards

    @property
    def snapshots(self) -> Path:
        """Where generations are published."""
        return self.home / "snapshots"

    @property
    def models(self) -> Path:
        """Where the default encoder is unpacked."""
        return self.home / "models"

    @property
    def secrets(self) -> Path:
        """Where what nobody else may read is kept."""
        return self.home / "secrets"

    @property
    def salt(self) -> Path:
        """The secret that those who were forgotten are recognised by."""
        return self.secrets / "forgetting"

    @property
    def rejects(self) -> Path:
        """Where rows that an import could not take are kept."""
        return self.home / "rejects"

    @property
    def uploads(self) -> Path:
        """Where uploaded files lie until their job is over."""
        return self.home / "uploads"


def read_settings(environment: Mapping[str, str], home: Path | None = None) -> Settings:
    """Read the settings from the environment; `home` given on a command line wins.

    Raises:
        InvalidSetting: a variable has a value that means nothing.
    """
    folder = _read_folder(home or Path(environment.get("ENMUSUBI_HOME") or user_data_path("enmusubi")))
    dtype = environment.get("ENMUSUBI_DTYPE") or "auto"
    if dtype not in DTYPES:
        raise InvalidSetting(
            f"ENMUSUBI_DTYPE is {dtype!r}, which is no number format.",
            f"Set it to one of {', '.join(DTYPES)}.",
        )
    detector = environment.get("ENMUSUBI_DETECTOR") or ENSEMBLE
    if detector not in DETECTORS:
        raise InvalidSetting(
            f"ENMUSUBI_DETECTOR is {detector!r}, which detects no languages.",
            f"Set it to one of {', '.join(DETECTORS)}.",
        )
    catalogue = URL.create("sqlite", database=str(folder / "catalogue.db"))
    return Settings(
        home=folder,
        database=environment.get("ENMUSUBI_DATABASE") or catalogue.render_as_string(),
        model=environment.get("ENMUSUBI_MODEL") or None,
        dtype=dtype,
        detector=detector,
        data=Path(environment.get("ENMUSUBI_DATA") or "../shared/data"),
        hosts=_read_hosts(environment.get("ENMUSUBI_HOSTS") or ""),
        proxies=_read_proxies(environment.get("ENMUSUBI_PROXIES") or "0"),
        api_rate=_read_rate(environment.get("ENMUSUBI_API_RATE") or "1200"),
        log=_read_choice(environment, "ENMUSUBI_LOG", LOGS),
        secret=_read_secret(environment.get("ENMUSUBI_SECRET") or None),
        weights=Path(environment["ENMUSUBI_WEIGHTS"]) if environment.get("ENMUSUBI_WEIGHTS") else None,
        emv=_read_choice(environment, "ENMUSUBI_EMV", SWITCH) == "on",
    )


def _read_folder(home: Path) -> Path:
    try:
        return home.expanduser().absolute()
    except RuntimeError as error:
        raise InvalidSetting(f"There is no user as in the home folder {home}.", "Give the whole path.") from error


def _read_choice(environment: Mapping[str, str], name: str, choices: tuple[str, ...]) -> str:
    """Return what a variable chooses; the first choice where it is not set."""
    chosen = environment.get(name) or choices[0]
    if chosen not in choices:
        raise InvalidSetting(f"{name} is {chosen!r}.", f"Set it to one of {', '.join(choices)}.")
    return chosen


def _read_hosts(given: str) -> tuple[str, ...]:
    hosts = tuple(host.strip().lower() for host in given.split(",") if host.strip())
    for host in hosts:
        if not HOST.fullmatch(host):
            raise InvalidSetting(
                f"ENMUSUBI_HOSTS names {host!r}, which is no host.",
                "Name hosts without scheme, port or *, separated by commas: search.example.com.",
            )
    return hosts


def _read_proxies(given: str) -> int:
    if not re.fullmatch("[0-9]", given) or int(given) > MOST_PROXIES:
        raise InvalidSetting(
            f"ENMUSUBI_PROXIES is {given!r}, which is no number of proxies.",
            f"Set it to how many stand in front of the page: 0 to {MOST_PROXIES}.",
        )
    return int(given)


def _read_rate(given: str) -> int:
    if not re.fullmatch("[1-9][0-9]{0,6}", given):
        raise InvalidSetting(
            f"ENMUSUBI_API_RATE is {given!r}, which is no number of requests a minute.",
            "Set it to a whole number from 1.",
        )
    return int(given)


def _read_secret(given: str | None) -> str | None:
    if given is not None and len(given) < SHORTEST_SECRET:
        raise InvalidSetting(
            f"ENMUSUBI_SECRET is shorter than {SHORTEST_SECRET} characters.",
            "Make one with: python -c 'import secrets; print(secrets.token_urlsafe(32))'",
        )
    return given
