"""Readings as lines of the contract, as a terminal picture and as Markdown."""
