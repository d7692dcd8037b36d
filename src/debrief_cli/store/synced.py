"""Whether a folder is one that a service copies to other machines, by its name or its marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# What the folder of each service is called, the case aside.
_NAMES = {
    "Dropbox": re.compile(r"dropbox( \(.+\))?"),
    "OneDrive": re.compile(r"onedrive( ?- ?.+)?"),
    "iCloud Drive": re.compile(r"icloud ?drive|mobile documents|com~apple~clouddocs"),
    "Google Drive": re.compile(r"google ?drive(-.+)?|googledrivefs|my drive"),
    "Nextcloud": re.compile(r"nextcloud\d*"),
    "ownCloud": re.compile(r"owncloud\d*"),
    "Syncthing": re.compile(r"syncthing"),
    "a file service": re.compile(r"cloudstorage"),
}
# What each leaves in the uppermost folder that it copies.
_MARKS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".stfolder": "Syncthing",
    ".sync_*.db": "Nextcloud",
    "._sync_*.db": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
}


def service_of(path: Path) -> str | None:
    """The name of the service that copies the folder of a file, if one is known to."""
    for folder in path.resolve().parents:
        for service, pattern in _NAMES.items():
            if pattern.fullmatch(folder.name.lower()):
                return service
        for mark, service in _MARKS.items():
            try:
                found = any(folder.glob(mark))
            except OSError:  # a folder that may not be read
                continue
            if found:
                return service
    return None
