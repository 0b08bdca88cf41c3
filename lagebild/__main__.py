"""``python -m lagebild``."""

from lagebild.cli import main

main()
