"""What is said, one module a family; `kefu_core.diagnostics.catalogue` lists them."""
