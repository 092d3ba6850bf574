"""Where uploaded files lie while their job waits and runs."""

import shutil
from pathlib import Path

from indexer.settings import Settings
from matcher.errors import UnreadableInput

FOLDER = 0o700
FILE = 0o600


def folder_of(settings: Settings, id: int) -> Path:
    """Return the folder of a job's files; its name comes from the job and from nothing that was sent."""
    return settings.uploads / str(id)


def make_folder(settings: Settings, id: int) -> Path:
    """Make the folder of a job's files, which only the user of this server may read."""
    settings.uploads.mkdir(parents=True, exist_ok=True, mode=FOLDER)
    folder = folder_of(settings, id)
    folder.mkdir(mode=FOLDER)
    return folder


def remove_files(settings: Settings, id: int) -> None:
    """Take a job's files away, where there are any."""
    shutil.rmtree(folder_of(settings, id), ignore_errors=True)


def find_upload(settings: Settings, id: int) -> Path:
    """Return a job's file, or its folder where it has several.

    Raises:
        UnreadableInput: there is none.
    """
    folder = folder_of(settings, id)
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    if not files:
        raise UnreadableInput("The uploaded file is no longer there.", "Upload it again; what was imported stays.")
    return files[0] if len(files) == 1 else folder
