"""A small disk of a test's own, which may fill up or be mounted for reading."""

import subprocess
from pathlib import Path


class Disk:
    """A mounted disk of 32 MB."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filling = folder / "filling"

    def fill(self) -> None:
        """Leave no byte."""
        with self._filling.open("ab", buffering=0) as file:
            try:
                while True:
                    file.write(b"x" * 4096)
            except OSError:
                return

    def make_room(self) -> None:
        """Give back what filled it."""
        self._filling.unlink()

    def only_read(self) -> None:
        """Mount it for reading alone; nothing may be open for writing."""
        subprocess.run(["mount", "-o", "remount,ro", str(self.folder)], check=True)
