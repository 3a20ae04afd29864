"""Stores of cases: in memory, and in SQL databases."""
