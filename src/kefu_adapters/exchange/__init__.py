"""Data of other systems → facts: one module a source."""
