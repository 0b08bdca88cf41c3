"""How large an input may be."""

LARGEST = 5_000_000
