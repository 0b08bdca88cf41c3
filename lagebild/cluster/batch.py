"""``lagebild batch``: shards read by Ray Data, one reader for each core; then near-copies and incidents over all of them."""

import contextlib
import logging
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lagebild.cluster import linking
from lagebild.cluster.output import Output, library, shard_name
from lagebild.cluster.plan import Plan, made
from lagebild.cluster.sharing import Pool, Workers
from lagebild.cluster.work import ShardReader
from lagebild.entries import Account, Incident
from lagebild.errors import StoreError
from lagebild.link import linked
from lagebild.link.leading import Near
from lagebild.reader.model import THREADS, cores

STARTS = 3


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch is. ``failed`` are names with reasons."""

    shards: int
    done: int
    documents: int
    failed: tuple[tuple[str, str], ...] = ()
    incidents: int | None = None


def batch(
    source: str, url: str, *, date: str | None = None, language: str | None = None, workers: int | None = None, address: str | None = None
) -> Iterator[Progress]:
    """Read archives into a folder of Parquet; what an earlier run finished is not done again.

    Args:
        source: an archive or a folder of them: JSON lines, Parquet, WARC; a path or an address that fsspec knows.
        url: where results are kept.
        date: publication date of documents that bring none.
        language: of all documents; found out from each if absent.
        workers: how many read at the same time; default: one for each core.
        address: a Ray cluster to use; default: one on this machine, which ends with the batch.

    Raises:
        InputError: there is no archive, or ``url`` holds the results of something else.
        StoreError: shards could not be written; the others are kept, and another run goes on.
    """
    output = Output(url)
    plan = made(source, output, date, language)
    done = output.done()
    todo = [s.number for s in plan.shards if s.number not in done]
    yield _progress(plan, done)
    if not todo and output.get_json("finished.json"):
        return
    output.drop("finished.json")
    with _ray(workers or cores(), address) as ray:
        for number in _read(ray, output, source, todo, workers or cores()):
            done |= output.done([number])
            yield _progress(plan, done)
        count = link(output, plan, Pool(ray, workers or cores()))
    yield _progress(plan, done, count)


def _progress(plan: Plan, done: dict[int, Any], incidents: int | None = None) -> Progress:
    failed = (*plan.failed, *((name, message) for n in sorted(done) for name, _, message in done[n]["failed"]))
    return Progress(len(plan.shards), len(done), sum(d["documents"] for d in done.values()), failed, incidents)


@contextlib.contextmanager
def _ray(workers: int, address: str | None) -> Iterator[Any]:
    """Ray, on this machine or as a client of a cluster. It is told to send nothing home."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    os.environ.setdefault("RAY_worker_register_timeout_seconds", "600")  # workers that start slowly would be killed, again and again
    ray = library("ray")
    data = library("ray.data")
    own = {} if address else {"num_cpus": workers, "include_dashboard": False}
    asked = {"address": address, "log_to_driver": False, "logging_level": "ERROR", "runtime_env": {"env_vars": {THREADS: "1"}}, **own}
    _patiently(ray, asked)
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    context = data.DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    try:
        yield ray
    finally:
        ray.shutdown()


def _patiently(ray: Any, asked: dict[str, Any]) -> None:
    """Start or join Ray; a machine that is busy may need more than the half minute that Ray waits."""
    for left in reversed(range(STARTS)):
        try:
            ray.init(**asked)
            return
        except Exception as error:  # Ray raises bare exceptions here
            ray.shutdown()
            if not left:
                raise StoreError(f"Ray does not start: {error}") from error


def _read(ray: Any, output: Output, source: str, todo: list[int], workers: int) -> Iterator[int]:
    """Read shards on actors, and give the numbers of those that are whole; an actor that dies is started anew, and its shard with it."""
    if not todo:
        return
    rows = ray.data.from_items([{"shard": n} for n in todo], override_num_blocks=len(todo))
    pool = ray.data.ActorPoolStrategy(size=min(workers, len(todo)))
    outcomes = rows.map_batches(ShardReader, fn_constructor_args=(source, output.url), batch_size=1, compute=pool, num_cpus=1)
    stopped: dict[int, str] = {}
    for outcome in outcomes.iter_rows():
        if outcome["stopped"]:
            stopped[outcome["number"]] = outcome["stopped"]
        else:
            yield int(outcome["number"])
    if stopped:
        raise StoreError(f"{len(stopped)} shards could not be written: {min(stopped.values())}; mend that and run the same command again")


def link(output: Output, plan: Plan, workers: Workers) -> int:
    """Group near-copies, compare accounts, make incidents, and mark the batch as finished; the number of incidents.

    Args:
        output: where the shards are.
        plan: which shards there are.
        workers: who compares and groups.
    """
    numbers = [s.number for s in plan.shards]
    heads = _columns(output, "documents", numbers, ["key", "reported", "signature"])
    first = {k: (r, s) for k, r, s in reversed(heads)}
    keys = list(dict.fromkeys(k for k, _, _ in heads))
    group = linking.copies_of(keys, [first[k][0] for k in keys], [first[k][1] for k in keys])
    rows = _columns(output, "accounts", numbers, ["key", "document", "body", "blocks"])
    accounts = linking.bodies(((k, d, b) for k, d, b, _ in rows), group)
    near = linking.near(list({k: (k, d, x) for k, d, _, x in rows}.values()))
    workers.hold(accounts)
    edges = linked(near, lambda some: _compared(workers, some))
    found = [i for some in workers.each(linking.incidents_of, linking.components(accounts, edges)) for i in some]
    _write(output, group, edges, found, accounts)
    output.put_json("finished.json", {"documents": len(keys), "incidents": len(found), "reader": plan.reader})
    return len(found)


def _compared(workers: Workers, near: Iterable[Near]) -> Iterator[linking.Scored]:
    for columns in workers.each(linking.edges_of, linking.chunked(near)):
        yield from map(linking.Scored, *columns)


def _columns(output: Output, table: str, numbers: list[int], columns: list[str]) -> list[tuple[Any, ...]]:
    return [tuple(r[c] for c in columns) for n in numbers for r in output.get_table(shard_name(table, n), columns).to_pylist()]


def _write(output: Output, group: dict[str, str], edges: list[linking.Scored], found: list[Incident], accounts: dict[str, Account]) -> None:
    arrow = library("pyarrow")
    output.put_table("copies", arrow.table({"key": list(group), "copies": list(group.values())}))
    kinds, columns = (arrow.string(), arrow.string(), arrow.float64(), arrow.string()), list(zip(*edges, strict=True)) or [()] * 4
    table = arrow.table({n: arrow.array(c, kind) for n, c, kind in zip(linking.Scored._fields, columns, kinds, strict=True)})
    output.put_table("edges", table.sort_by([("a", "ascending"), ("b", "ascending")]).combine_chunks())
    told = [
        (i.id, a, accounts[a].document, s) for i in sorted(found, key=lambda i: i.id) for a in i.accounts for s in accounts[a].statements or (None,)
    ]
    heads = ("incident", "account", "key", "statement")
    output.put_table("incidents", arrow.table({n: arrow.array([r[i] for r in told], arrow.string()) for i, n in enumerate(heads)}))
