"""How good it is: one harness a data set, run by ``python -m evaluation NAME --data DIR``.

A harness is a module of this package with a function ``measure(data, split, limit) -> Outcome``; its name is the module's.
"""
