"""Files that nobody else on the machine may read: a record holds drafts, private notes, passwords, sessions (S01)."""

import errno
import stat
from pathlib import Path

FILE_MODE, FOLDER_MODE = 0o600, 0o700


def keep_private(path: Path) -> None:
    """Take a file or folder from everyone else, if it is there.

    Raises OSError where that can't be done; on a disk that can only be read there is nothing to be done.
    """
    try:
        status = path.stat()
        wanted = FOLDER_MODE if stat.S_ISDIR(status.st_mode) else FILE_MODE
        if stat.S_IMODE(status.st_mode) & ~wanted:
            path.chmod(wanted & stat.S_IMODE(status.st_mode))
    except FileNotFoundError:
        return
    except OSError as error:
        if error.errno != errno.EROFS:
            raise


def keep_folder_private(folder: Path) -> None:
    """Take DATA_DIR and all that stands at its top from everyone else.

    Raises OSError where that can't be done, and ValueError for a folder that is shared on purpose, like /tmp.
    """
    if folder.stat().st_mode & stat.S_ISVTX:
        raise ValueError(f"{folder} is shared by everybody on this machine")
    keep_private(folder)
    for path in folder.iterdir():
        keep_private(path)
