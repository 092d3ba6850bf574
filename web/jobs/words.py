"""What jobs, their fields and their failures are called, for people."""

from dataclasses import dataclass

from indexer.importers.layouts import FIELDS
from indexer.jobs.inspecting import MOST_COLUMNS
from indexer.jobs.nouns import Failure
from indexer.jobs.uploads import MOST_BYTES, MOST_LINES, MOST_PACKED
from matcher.errors import EnmusubiError
from web.phrases import Phrase

STATES = {
    "draft": Phrase("Not started"),
    "queued": Phrase("Waiting"),
    "running": Phrase("Running"),
    "done": Phrase("Done"),
    "failed": Phrase("Failed"),
    "cancelled": Phrase("Cancelled"),
}
STEPS = {
    "Importing": Phrase("Importing"),
    "Reading the topic bank": Phrase("Reading the topic bank"),
    "Unpacking the encoder": Phrase("Unpacking the encoder"),
    "Indexing creators": Phrase("Indexing creators"),
    "Measuring languages": Phrase("Measuring languages"),
    "Arranging vectors": Phrase("Arranging vectors"),
    "Another process is building the index.": Phrase("Another process is building the index."),
}
LABELS = {
    "external_id": Phrase("Account ID"),
    "handle": Phrase("Account name (handle)"),
    "name": Phrase("Display name"),
    "platform": Phrase("Platform"),
    "url": Phrase("Profile address"),
    "bio": Phrase("Profile text"),
    "tags": Phrase("Topics of the creator"),
    "region": Phrase("Region"),
    "languages": Phrase("Languages"),
    "followers": Phrase("Followers"),
    "following": Phrase("Following"),
    "verified": Phrase("Verified"),
    "post.text": Phrase("Post: text"),
    "post.title": Phrase("Post: title"),
    "post.tags": Phrase("Post: hashtags"),
    "post.url": Phrase("Post: address"),
    "post.external_id": Phrase("Post: ID"),
    "post.published_at": Phrase("Post: date"),
    "post.language": Phrase("Post: language"),
    "post.likes": Phrase("Post: likes"),
    "post.comments": Phrase("Post: comments"),
    "post.views": Phrase("Post: views"),
    "post.shares": Phrase("Post: shares"),
    "post.saves": Phrase("Post: saves"),
    "post.sponsored": Phrase("Post: sponsored"),
}
FAULTS = {
    "identity": Phrase("Choose a column for the account ID, the account name or the profile address."),
    "platform": Phrase("Choose a column for the platform, or say which platform all rows are from."),
}
SAY_ON_SERVER = Phrase("Split it, or run `enmusubi import` on the server.")
FAILURES = {
    "upload_empty": (Phrase("The file is empty."), Phrase("Export it again.")),
    "upload_bytes": (Phrase("The file is larger than %(most)d MB.", most=MOST_BYTES // 1_000_000), SAY_ON_SERVER),
    "upload_lines": (Phrase("The file has more than %(most)s lines.", most=f"{MOST_LINES:,}"), SAY_ON_SERVER),
    "upload_archive": (
        Phrase("The archive is damaged or locked."),
        Phrase("Unpack it and upload what is inside."),
    ),
    "upload_files": (
        Phrase("The archive holds more than %(most)d files.", most=MOST_PACKED),
        Phrase("Upload the tables alone."),
    ),
    "upload_workbook": (
        Phrase("This is a workbook, not a table."),
        Phrase("Save it in your spreadsheet program as “CSV UTF-8” and upload that."),
    ),
    "upload_tables": (
        Phrase("The archive holds none of creators.csv, posts.csv, history.csv and fees.csv."),
        Phrase("Upload a single file, or name the tables so."),
    ),
    "upload_encoding": (Phrase("The file is not written in this encoding."), Phrase("Choose another one.")),
    "upload_kind": (Phrase("The file is neither a table nor JSON Lines."), Phrase("Upload CSV or JSON Lines.")),
    "upload_columns": (
        Phrase("The table has more than %(most)d columns.", most=MOST_COLUMNS),
        Phrase("Check what separates its columns, or keep those that matter."),
    ),
    "upload_missing": (Phrase("No file was chosen."), Phrase("Choose a file, or drop one on the box.")),
    "worker_lost": (
        Phrase("The process that worked on it ended five times before it was done."),
        Phrase("See whether the machine runs out of memory, then start it again."),
    ),
    "unexpected": (
        Phrase("Something went wrong that nobody expected."),
        Phrase("Start it again; if that does not help, the log of the server tells more."),
    ),
    "home_unusable": (
        Phrase("The disk of the server is full or cannot be written."),
        Phrase("Free some space, then start it again; what was done so far is kept."),
    ),
    "index_not_ready": (Phrase("There are no creators yet."), Phrase("Import some first.")),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A failure in words that a page can translate."""

    problem: str
    fix: str


def tell_failure(failure: Failure | EnmusubiError) -> Told:
    """Return a failure in our words for its code where there are some, else as it was said."""
    return Told(*FAILURES.get(failure.code, (failure.problem, failure.fix)))


def label_of(field: str) -> Phrase:
    """Return what a field is called."""
    return LABELS[field]


def list_faults(faults: tuple[str, ...]) -> list[Phrase]:
    """Return what is wrong with a mapping."""
    doubled = [fault for fault in faults if fault in FIELDS and fault not in FAULTS]
    told = [FAULTS[fault] for fault in faults if fault in FAULTS]
    return told + [Phrase("Two columns are meant to be “%(field)s”.", field=LABELS[fault]) for fault in doubled]
