"""Write docs/schema/*.json from `claimgraph.describe_claims`; a test holds that they are what it gives."""

import json
from pathlib import Path

import claimgraph as cg

SCHEMAS = {"claims.schema.json": {"table": False}, "claim-row.schema.json": {"table": True}}

if __name__ == "__main__":
    folder = Path(__file__).parent.parent / "docs" / "schema"
    for name, options in SCHEMAS.items():
        text = json.dumps(cg.describe_claims(**options), indent=2, ensure_ascii=False)
        (folder / name).write_text(text + "\n", encoding="utf-8")
