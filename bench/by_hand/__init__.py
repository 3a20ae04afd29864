"""The yardsticks: what a good programmer would write for one table alone, with no engine in between."""
