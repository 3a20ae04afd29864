"""The JSON Schema of rule files: what makes an editor of YAML complete, explain and underline while somebody writes."""

from kefu_core.schema.document import json_schema

__all__ = ["json_schema"]
