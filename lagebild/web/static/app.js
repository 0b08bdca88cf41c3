// Reading works without this file; it makes pages quicker to handle.
