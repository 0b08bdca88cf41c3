"""Secret words: long and random, so that a plain hash is enough to keep them by."""

import hashlib
import hmac


def hashed(word: str) -> str:
    """What the store keeps in place of a secret word."""
    return hashlib.sha256(word.encode("utf8", "replace")).hexdigest()


def csrf(word: str) -> str:
    """What forms carry: only who knows the browser's secret word can make it."""
    return hmac.new(word.encode("utf8", "replace"), b"csrf", hashlib.sha256).hexdigest()


def same(a: str, b: str) -> bool:
    """Whether two words are the same, in a time that tells nothing about them."""
    return hmac.compare_digest(a.encode("utf8", "replace"), b.encode("utf8", "replace"))
