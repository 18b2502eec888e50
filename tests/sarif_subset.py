"""What of SARIF 2.1.0 refkit writes, as a JSON schema: stricter than the standard's, and no more.

Made from the text of the standard (OASIS, sections 3.13 to 3.58), so that a property with another
name, or of another type, than it has there is refused.
"""

from __future__ import annotations

from typing import Any

TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
COUNT: dict[str, Any] = {"type": "integer", "minimum": 1}


def record(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": required | (optional or {}),
        "required": list(required),
        "additionalProperties": False,
    }


def rows(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


MESSAGE = record({"text": TEXT})
LEVEL = {"enum": ["none", "note", "warning", "error"]}
ADDRESS = {"type": "string", "pattern": r"^[A-Za-z0-9._~:/%!$&'()*+,;=@-]+$"}
ARTIFACT = record({"uri": ADDRESS}, {"uriBaseId": TEXT})
REGION = record({"startLine": COUNT}, {"startColumn": COUNT, "endLine": COUNT, "endColumn": COUNT})
LOCATION = record({"physicalLocation": record({"artifactLocation": ARTIFACT}, {"region": REGION})})
FIX = record(
    {
        "description": MESSAGE,
        "artifactChanges": rows(
            record(
                {
                    "artifactLocation": ARTIFACT,
                    "replacements": rows(
                        record(
                            {"deletedRegion": REGION},
                            {"insertedContent": record({"text": {"type": "string"}})},
                        )
                    ),
                }
            )
        ),
    }
)
SUPPRESSION = record({"kind": {"enum": ["inSource", "external"]}}, {"justification": TEXT})
RESULT = record(
    {
        "ruleId": TEXT,
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": LEVEL,
        "message": MESSAGE,
        "locations": rows(LOCATION),
    },
    {
        "fixes": rows(FIX),
        "suppressions": rows(SUPPRESSION),
        "properties": {"type": "object"},
    },
)
RULE = record(
    {"id": TEXT},
    {
        "name": {"type": "string", "pattern": "^[A-Z][A-Za-z]+$"},
        "shortDescription": MESSAGE,
        "fullDescription": MESSAGE,
        "help": MESSAGE,
        "defaultConfiguration": record({"level": LEVEL}),
        "properties": {"type": "object"},
    },
)
DRIVER = record(
    {"name": TEXT},
    {"semanticVersion": TEXT, "informationUri": ADDRESS, "rules": rows(RULE)},
)
NOTIFICATION = record({"message": MESSAGE}, {"level": LEVEL, "locations": rows(LOCATION)})
INVOCATION = record(
    {"executionSuccessful": {"type": "boolean"}},
    {"exitCode": {"type": "integer"}, "toolExecutionNotifications": rows(NOTIFICATION)},
)
RUN = record(
    {"tool": record({"driver": DRIVER}), "results": rows(RESULT)},
    {
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        "originalUriBaseIds": {
            "type": "object",
            "additionalProperties": record({"description": MESSAGE}),
        },
        "invocations": rows(INVOCATION),
        "artifacts": rows(record({"location": ARTIFACT})),
    },
)
LOG = record({"version": {"const": "2.1.0"}, "runs": rows(RUN)}, {"$schema": {"type": "string"}})
