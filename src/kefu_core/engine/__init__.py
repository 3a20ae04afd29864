"""Engines: `reference` is the meaning, `generated` the fast one; they agree on every answer."""
