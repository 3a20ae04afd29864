"""Text of rule files → forms: the only package that knows YAML and the grammar of cells."""
