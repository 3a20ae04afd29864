"""Generated policies: every type, hit policy, aggregate, function and kind of cell; new features have to enter here."""
