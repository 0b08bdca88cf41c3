"""Records packed for their columns: their JSON, shrunk with what stands in most of them known beforehand. Databases see bytes, all else text."""

import zlib
from typing import Any

from sqlalchemy import Dialect, LargeBinary, TypeDecorator

from lagebild.text import storable

FORM = b"\x01"
WINDOW, MEMORY, LEVEL = -12, 6, 6
# What the first form knows beforehand. Never to be changed: what was packed with it could not be read any more. A better one is a new form.
KNOWN = (
    b'"certainty":"hedged""disputed""denied""modality":"planned""requested""threatened""possible""negated""hedges":[['
    b'"formal":true"total":true"until":{"replaces":"part_of":"within":{"role":"timex":"candidates":[{"mode":"instrument":{"recipients":[{"code":"'
    b'"quoted":true"timezone":"Europe/"score":0."approx":true"group":"unit":"persons"},"unspecified""week""month""year""hour""facility""country"'
    b'"question""topic":{"text":"position""content":{"holder":{"span":[status""subject":{"kind":"closed""opposes""demands""announces"'
    b'"ASSAULT""COERCE""PROTEST""HAZARD""MOBILIZE""ACCUSE""REQUEST""AID""CONSULT""arrested""missing""killed""injured"'
    b'{"names":["sentences":[[[0,"sketch":"","words":["'
    b'[{"feature":"place","weight":3.0,"words":"both in "},{"feature":"time","weight":2.0,"words":"on the same day"},{"feature":"kind","weight":1.5,'
    b'"words":"both tell of "},{"feature":"counts","weight":0.0,"words":" not far apart: "},{"feature":"names","weight":0.75,"words":"both name "},'
    b'{"feature":"words","weight":-0.5,"words":"no word in common"},{"feature":"words","weight":1.0,"words":"words in common: "},'
    b'{"feature":"meaning","weight":-0.5,"words":"the sentences are 0. alike"}]'
    b'{"copies":"","counts":[["killed",],"dated":true,"document":"","family":"harm","first":"2030-01-","key":"","language":"de","last":"2030-01-",'
    b'"names":["","reported":"2030-01-T23:59:59.999999Z","sketch":"","spots":[{"country":"","geonames":,"name":"","precision":"city"}],'
    b'"statements":["","types":["","words":["'
    b'{"actors":[{"name":"","span":[],"text":""}],"anchor":{"span":[0,],"text":""},"confidence":0.,"id":"","kind":"figure","kind":"event",'
    b'"origin":"de/","place":{"country":"DEU","geonames":,"latitude":,"longitude":,"name":"","precision":"city","span":[],"text":""},'
    b'"quantity":{"high":.0,"low":.0,"unit":"persons"},"span":[],"time":{"earliest":"2030-01-","latest":"2030-01-","precision":"day","span":[],'
    b'"text":"","type":"date"},"type":"","voice":{"cue":"","kind":"speaker","span":[],"text":""}}'
)


def pack(said: str) -> bytes:
    """Bytes that ``unpack`` gives back as the same text; only signs that no store takes are replaced."""
    shrink = zlib.compressobj(LEVEL, zlib.DEFLATED, WINDOW, MEMORY, zlib.Z_DEFAULT_STRATEGY, KNOWN)
    return FORM + shrink.compress(storable(said).encode("utf8")) + shrink.flush()


def unpack(kept: bytes) -> str:
    """The text of packed bytes.

    Raises:
        ValueError: they are of no form that this version knows.
    """
    if kept[:1] != FORM:
        raise ValueError(f"a record is packed in a form that this version does not know: {kept[:1].hex()}")
    return zlib.decompressobj(WINDOW, KNOWN).decompress(kept[1:]).decode("utf8")


class Packed(TypeDecorator[str]):
    """A column of packed text. A database cannot look into it."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """To the database."""
        return None if value is None else pack(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        """From the database."""
        return None if value is None else unpack(bytes(value))
