"""Small products of matrices on one thread: to share them out costs more than they do, and on a busy machine several times as much."""

from contextlib import AbstractContextManager
from functools import lru_cache
from typing import Any

from threadpoolctl import ThreadpoolController


def one_thread() -> AbstractContextManager[Any]:
    """What numpy multiplies inside runs on the caller's thread; afterwards all is as it was."""
    return _pools().limit(limits=1)  # type: ignore[no-any-return]


@lru_cache(maxsize=1)
def _pools() -> ThreadpoolController:
    return ThreadpoolController().select(user_api="blas")
