"""What is measured: tables, packs and facts. The same every time, so that two runs can be compared."""
