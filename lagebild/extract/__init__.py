"""From a parse to statements: one document at a time, links only inside it."""
