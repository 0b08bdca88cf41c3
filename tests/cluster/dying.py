"""Work that ends its process once."""

import os
import signal
from pathlib import Path


def dying(accounts, part):
    """The first of some accounts; the process that is asked for three of them dies the first time."""
    marker, n = part
    if n == 3 and not Path(marker).exists():
        Path(marker).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return [accounts[i] for i in range(n)]
