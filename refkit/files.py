"""Files that are replaced as a whole or not at all."""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path


def replace_file(path: Path | str, data: bytes) -> None:
    """Write a file so that whoever reads it finds the old content or the new, and nothing between.

    The file keeps its mode; a link is followed and stays one; a pipe or a device such as /dev/null
    is written to.

    Args:
        path: The file, which need not exist; its folder must.
        data: The new content.

    Raises:
        OSError: If it cannot be written. What was there before is there still.
        ValueError: If there can be no such path.
    """
    target = os.path.realpath(path)
    try:
        mode = os.stat(target).st_mode
    except FileNotFoundError:
        mode = 0
    if mode and not stat.S_ISREG(mode):
        with open(target, "wb") as file:
            file.write(data)
        return
    draft = f"{target}.{secrets.token_hex(4)}.tmp"
    try:
        with open(draft, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())  # else a power failure may leave an empty file
        if mode:
            os.chmod(draft, stat.S_IMODE(mode))
        os.replace(draft, target)
    except BaseException:
        if os.path.lexists(draft):
            os.unlink(draft)
        raise
