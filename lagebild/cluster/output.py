"""Where a batch keeps its results: a folder on this machine or on object storage. What is marked as done is whole."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any

from lagebild.errors import StoreError

TABLES = ("documents", "statements", "mentions", "links", "vectors", "accounts")


def library(name: str) -> Any:
    """A module of the extra.

    Raises:
        StoreError: it is not installed.
    """
    from importlib import import_module

    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise StoreError(f"{name.split('.')[0]} is not installed: pip install 'lagebild[cluster]'") from error


@dataclass(frozen=True)
class Output:
    """A folder of Parquet files, one for each table and shard, and of small JSON files that say what is done."""

    url: str

    @cached_property
    def _place(self) -> tuple[Any, str]:
        fs, root = library("fsspec.core").url_to_fs(self.url)
        return fs, root.rstrip("/")

    def path(self, name: str) -> str:
        """The full path of a file here."""
        return f"{self._place[1]}/{name}"

    def put(self, name: str, data: bytes) -> None:
        """Write a file; the folders above it are made."""
        fs, path = self._place[0], self.path(name)
        fs.makedirs(path.rpartition("/")[0], exist_ok=True)
        fs.pipe_file(path, data)

    def get(self, name: str) -> bytes | None:
        """A file's bytes; None where there is none."""
        try:
            found: bytes = self._place[0].cat_file(self.path(name))
        except FileNotFoundError:
            return None
        return found

    def drop(self, name: str) -> None:
        """Remove a file, if it is there."""
        if self._place[0].exists(self.path(name)):
            self._place[0].rm_file(self.path(name))

    def put_json(self, name: str, value: Any) -> None:
        """Write a value as JSON."""
        self.put(name, json.dumps(value, ensure_ascii=False, sort_keys=True).encode("utf8", "backslashreplace"))

    def get_json(self, name: str) -> Any:
        """A value from JSON; None where there is no file, or only a part of one."""
        try:
            return json.loads(self.get(name) or b"null")
        except ValueError:
            return None

    def put_table(self, name: str, table: Any) -> None:
        """Write an Arrow table as Parquet; the same table always gives the same bytes."""
        held = BytesIO()
        library("pyarrow.parquet").write_table(table, held, compression="zstd")
        self.put(f"{name}.parquet", held.getvalue())

    def get_table(self, name: str, columns: list[str] | None = None) -> Any:
        """An Arrow table.

        Raises:
            StoreError: it is missing or damaged.
        """
        data = self.get(f"{name}.parquet")
        try:
            return library("pyarrow.parquet").read_table(BytesIO(data or b""), columns=columns)
        except (OSError, ValueError) as error:
            raise StoreError(f"{self.url}/{name}.parquet is missing or damaged: {error}; run lagebild batch again") from error

    def done(self, some: Iterable[int] | None = None) -> dict[int, Any]:
        """The shards that are whole, of all or of some, with what came of them."""
        fs, folder = self._place[0], self.path("done")
        there = (p.rpartition("/")[2] for p in fs.find(folder)) if some is None and fs.exists(folder) else ()
        numbers = sorted(int(n.removesuffix(".json")) for n in there if n.endswith(".json")) if some is None else some
        found = {n: self.get_json(f"done/{n:05}.json") for n in numbers}
        return {n: said for n, said in found.items() if said is not None}


def shard_name(table: str, number: int) -> str:
    """The name of one shard of a table, without its ending."""
    return f"{table}/{number:05}"
