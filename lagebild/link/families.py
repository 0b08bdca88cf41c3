"""Which types belong together: what happens, by whom it is counted, what is done about it."""

HARM, PROTEST = "harm", "protest"
FAMILIES = {
    **dict.fromkeys(("ASSAULT", "HAZARD", "killed", "injured", "missing", "abducted", "damaged", "displaced", "affected"), HARM),
    **dict.fromkeys(("PROTEST", "participants"), PROTEST),
}
COUNTED_WITH = {"arrested": (PROTEST, HARM, "COERCE"), "troops": ("MOBILIZE", PROTEST, HARM), "participants": (PROTEST,)}
VICTIMS = (HARM, PROTEST)
RISING = frozenset({"killed", "injured", "missing", "arrested", "abducted", "displaced", "affected", "damaged"})
WIDE = frozenset({"country", "region", "province", "unknown"})


def family(type_: str) -> str:
    """The family of an event type or measure; what belongs to none is one of its own."""
    return FAMILIES.get(type_, type_)


def homes(measure: str) -> tuple[str, ...]:
    """Families of happenings that a figure may count something of, the likeliest first; empty: any."""
    if measure in COUNTED_WITH:
        return COUNTED_WITH[measure]
    return VICTIMS if family(measure) == HARM else ()
