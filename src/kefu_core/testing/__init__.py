"""For those who test their own rules: strategies, laws, and the collector of scenarios."""
