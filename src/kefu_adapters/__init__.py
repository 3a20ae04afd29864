"""Thin adapters around `kefu_core`: everything that touches files, terminals and other libraries."""
