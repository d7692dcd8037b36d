"""A disk whose power can be cut, under SQLite: what was written, what was synced, what is left.

`Disk` is a file system in memory (an apsw VFS) that writes down every write, sync, truncation,
creation and removal. `Platter` goes through these once more and can say at any moment what a
disk may hold if the power goes now: of what was not synced any sector may be there or not, in
any order; a file may be longer than what was written; of the changes to the folder that were
not synced only the first few may be there. A sector is written whole or not at all.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import apsw

SECTOR = 512


class Op(NamedTuple):
    """One thing that happened: to a file's content (`inode`), or to a name in the folder."""

    kind: str  # write, truncate, sync, create, remove, sync_folder, acknowledged
    inode: int = 0
    name: str = ""
    offset: int = 0
    data: bytes = b""


class Disk(apsw.VFS):
    """Files in memory for one process; `log` has all that was done to them."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "")
        self.vfs_name = name
        self.log: list[Op] = []
        self.names: dict[str, int] = {}
        self.contents: list[bytearray] = []

    def make(self, name: str) -> int:
        """A new, empty file in the folder."""
        self.contents.append(bytearray())
        self.names[name] = len(self.contents) - 1
        self.log.append(Op("create", self.names[name], name))
        return self.names[name]

    def acknowledge(self, what: str) -> None:
        """Note that a person was told that this is saved."""
        self.log.append(Op("acknowledged", name=what))

    def xFullPathname(self, name: str) -> str:  # noqa: N802 - SQLite's names
        return name

    def xAccess(self, pathname: str, flags: int) -> bool:  # noqa: ARG002, N802
        return Path(pathname).name in self.names

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        name = Path(filename).name
        if name not in self.names:
            return
        self.log.append(Op("remove", self.names.pop(name), name))
        if syncdir:
            self.log.append(Op("sync_folder"))

    def xOpen(self, name: object, flags: list[int]) -> OpenFile:  # noqa: N802
        full = name.filename() if isinstance(name, apsw.URIFilename) else name
        own = Path(str(full)).name if full else f"temporary {len(self.contents)}"
        flags[1] = flags[0]
        is_new = own not in self.names
        inode = self.make(own) if is_new else self.names[own]
        kinds = apsw.SQLITE_OPEN_MAIN_JOURNAL | apsw.SQLITE_OPEN_WAL
        return OpenFile(self, inode, names_unsynced=is_new and bool(flags[0] & kinds))


class OpenFile:
    """A file that SQLite has open. One process alone uses the disk: locks always succeed."""

    def __init__(self, disk: Disk, inode: int, *, names_unsynced: bool) -> None:
        self._disk = disk
        self._inode = inode
        self._content = disk.contents[inode]
        self._names_unsynced = names_unsynced

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802
        return bytes(self._content[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        put(self._content, offset, bytes(data))
        self._disk.log.append(Op("write", self._inode, offset=offset, data=bytes(data)))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        del self._content[newsize:]
        self._disk.log.append(Op("truncate", self._inode, offset=newsize))

    def xSync(self, flags: int) -> None:  # noqa: ARG002, N802
        self._disk.log.append(Op("sync", self._inode))
        if self._names_unsynced:
            # As SQLite does on POSIX: with a new journal's first sync goes its folder's.
            self._names_unsynced = False
            self._disk.log.append(Op("sync_folder"))

    def xFileSize(self) -> int:  # noqa: N802
        return len(self._content)

    def xSectorSize(self) -> int:  # noqa: N802
        return 0  # SQLite's own idea, as on POSIX

    def xDeviceCharacteristics(self) -> int:  # noqa: N802
        return apsw.SQLITE_IOCAP_POWERSAFE_OVERWRITE

    def xFileControl(self, op: int, pointer: int) -> bool:  # noqa: ARG002, N802
        return False

    def xCheckReservedLock(self) -> bool:  # noqa: N802
        return False

    def xLock(self, level: int) -> None:  # noqa: N802
        pass

    def xUnlock(self, level: int) -> None:  # noqa: N802
        pass

    def xClose(self) -> None:  # noqa: N802
        pass


def put(content: bytearray, offset: int, data: bytes) -> None:
    """Write into a file, with zeros in a gap before it."""
    if offset > len(content):
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data


@dataclass
class _Inode:
    durable: bytearray = field(default_factory=bytearray)
    pending: list[Op] = field(default_factory=list)


class Platter:
    """What is certain to be on the disk, and what may be, as the log goes on."""

    def __init__(self) -> None:
        self.acknowledged: list[str] = []
        self._inodes: dict[int, _Inode] = {}
        self._names: dict[str, int] = {}
        self._changes: list[Op] = []

    def apply(self, op: Op) -> None:
        """Let one more thing happen."""
        if op.kind == "acknowledged":
            self.acknowledged.append(op.name)
        elif op.kind == "sync_folder":
            for change in self._changes:
                _rename(self._names, change)
            self._changes.clear()
        elif op.kind in ("create", "remove"):
            self._changes.append(op)
            self._inodes.setdefault(op.inode, _Inode())
        elif op.kind == "sync":
            inode = self._inodes[op.inode]
            for each in inode.pending:
                _happen(inode.durable, each)
            inode.pending.clear()
        else:
            self._inodes[op.inode].pending.append(op)

    def after_a_cut(self, chance: random.Random) -> dict[str, bytes]:
        """The files that may be found when the power comes back: one draw of many."""
        names = dict(self._names)
        for change in self._changes[: chance.randrange(len(self._changes) + 1)]:
            _rename(names, change)
        kept = chance.choice((0.0, 0.2, 0.5, 0.9, 1.0))
        return {
            name: self._left_of(self._inodes[inode], kept, chance) for name, inode in names.items()
        }

    @staticmethod
    def _left_of(inode: _Inode, kept: float, chance: random.Random) -> bytes:
        content = bytearray(inode.durable)
        for op in inode.pending:
            for part in _sectors(op):
                if chance.random() < kept:
                    _happen(content, part)
                elif part.kind == "write" and part.offset >= len(content) and chance.random() < 0.5:
                    # The file has grown, and what is in the new place is anything.
                    put(content, part.offset, chance.randbytes(len(part.data)))
        return bytes(content)


def _rename(names: dict[str, int], change: Op) -> None:
    if change.kind == "create":
        names[change.name] = change.inode
    else:
        names.pop(change.name, None)


def _happen(content: bytearray, op: Op) -> None:
    if op.kind == "truncate":
        del content[op.offset :]
    else:
        put(content, op.offset, op.data)


def _sectors(op: Op) -> Iterator[Op]:
    """A write as what the disk writes at once; anything else as it is."""
    if op.kind != "write":
        yield op
        return
    place, end = op.offset, op.offset + len(op.data)
    while place < end:
        until = min(end, (place // SECTOR + 1) * SECTOR)
        yield op._replace(offset=place, data=op.data[place - op.offset : until - op.offset])
        place = until
