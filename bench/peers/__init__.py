"""Other engines, each by the fastest way that its documentation offers. A module imports its engine at the top.

Each has ``prepare(table)``, which gives a function from the facts of a case, as the engine likes them, to what the
engine answers; ``facts(cases)``, which makes such facts; and ``read(answer)``, which gives the row and the output.
Only calls of the function are timed.
"""
