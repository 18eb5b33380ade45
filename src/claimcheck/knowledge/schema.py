"""JSON Schemas of the record files, for the completion and the red lines of an editor; made from records.py, with the keys as YAML has them."""

from __future__ import annotations

import json
from typing import Any

from claimcheck import rulebase
from claimcheck.knowledge.load import KEYWORDS
from claimcheck.knowledge.records import KINDS

WRITTEN = {inside: key for key, inside in KEYWORDS.items() if key != "truth"}


def schema(kind: str) -> dict[str, Any]:
    """The schema of a file of records of a kind (a key of KINDS)."""
    record: dict[str, Any] = _as_written(rulebase.adapter(KINDS[kind]).json_schema())
    if kind == "false-claims":
        record = _renamed(record, {"says": "truth"})
    if "draft" in record["properties"] and "status" not in record["properties"]:
        record["properties"]["status"] = {"const": "draft", "description": "Not verified yet: kept, but not used."}
    parts = record.pop("$defs", {})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"https://claimcheck.invalid/schemas/{kind}.schema.json",
        "title": f"claimcheck: rules/knowledge/{kind}/*.yaml",
        "description": f"{record.pop('description', '').rstrip('.')}. See docs/knowledge.md.".lstrip(". "),
        "type": "array",
        "items": record,
        **({"$defs": parts} if parts else {}),
    }


def render(kind: str) -> str:
    """The schema as the text of its file."""
    return json.dumps(schema(kind), indent=2, ensure_ascii=False) + "\n"


def _as_written(value: Any) -> Any:
    """A schema of pydantic without its titles (they repeat the keys), and with the keys that are Python keywords as YAML has them."""
    if isinstance(value, list):
        return [_as_written(item) for item in value]
    if not isinstance(value, dict):
        return value
    out = {key: _as_written(item) for key, item in value.items() if key not in ("title", "properties")}
    if "properties" in value:
        out["properties"] = {key: _as_written(item) for key, item in value["properties"].items()}
        return _renamed(out, WRITTEN)
    return out


def _renamed(record: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    properties = {names.get(key, key): item for key, item in record["properties"].items()}
    return {**record, "properties": properties, "required": [names.get(key, key) for key in record.get("required", ())]}
