"""The description as a page for people: plain HTML, which loads nothing and runs nothing."""

from __future__ import annotations

import json
from functools import cache
from html import escape
from itertools import groupby
from typing import Any

import onduty
from onduty.web.openapi.document import document
from onduty.web.openapi.operations import OPERATIONS, Operation
from onduty.web.openapi.parameters import PARAMETERS
from onduty.web.openapi.schemas import SCHEMAS, Schema

_STYLE = """
body { font: 16px/1.5 sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222; }
code, pre { font: 14px/1.4 monospace; }
pre { background: #f6f6f6; padding: .7rem; overflow-x: auto; }
h3 code { font-size: 1rem; }
table { border-collapse: collapse; margin: .5rem 0 1rem; }
td, th { text-align: left; vertical-align: top; padding: .2rem .8rem .2rem 0; border-bottom: 1px solid #ddd; }
""".strip()


@cache
def page() -> str:
    """The whole page."""
    groups = groupby(OPERATIONS, key=lambda operation: operation.tag)
    sections = "\n".join(_section(tag, list(operations)) for tag, operations in groups)
    schemas = "\n".join(_schema(name, schema) for name, schema in SCHEMAS.items())
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>onduty: the HTTP API</title>
<style>
{_STYLE}
</style>
</head>
<body>
<h1>onduty {escape(onduty.__version__)}: the HTTP API</h1>
<p>{escape(document()["info"]["description"])}</p>
<p>For programs the same as <a href="openapi.json">openapi.json</a>.</p>
{sections}
<h2>Objects</h2>
{schemas}
</body>
</html>
"""


def _section(tag: str, operations: list[Operation]) -> str:
    return f"<h2>{escape(tag)}</h2>\n" + "\n".join(map(_operation, operations))


def _operation(operation: Operation) -> str:
    described = document()["paths"][operation.path][operation.method.lower()]
    parts = [
        f'<h3 id="{described["operationId"]}"><code>{operation.method} {escape(operation.path)}</code></h3>',
        f"<p>{escape(described['summary'])}. {escape(described.get('description', ''))}</p>",
    ]
    if operation.body is not None:
        parts.append(f"<p>Body: {_link(operation.body)}</p>")
    parts.append(_table("Parameter", [_parameter(reference) for reference in described["parameters"]]))
    parts.append(_table("Answer", [_response(*item) for item in described["responses"].items()]))
    return "\n".join(parts)


def _table(head: str, rows: list[tuple[str, str]]) -> str:
    lines = "\n".join(f"<tr><td>{name}</td><td>{meaning}</td></tr>" for name, meaning in rows)
    return f"<table>\n<tr><th>{head}</th><th></th></tr>\n{lines}\n</table>"


def _parameter(reference: dict[str, str]) -> tuple[str, str]:
    parameter = PARAMETERS[_last_part(reference)]
    return f"<code>{escape(parameter['name'])}</code> ({parameter['in']})", escape(parameter["description"])


def _response(status: str, response: dict[str, Any]) -> tuple[str, str]:
    schemas = [content["schema"] for content in response.get("content", {}).values() if "schema" in content]
    links = "".join(f" {_link(_last_part(schema))}" for schema in schemas)
    return f"<code>{status}</code>", escape(response["description"]) + links


def _schema(name: str, schema: Schema) -> str:
    text = json.dumps(schema, indent=2, ensure_ascii=False)
    return f'<h3 id="{name}"><code>{name}</code></h3>\n<pre>{escape(text)}</pre>'


def _link(schema_name: str) -> str:
    return f'<a href="#{schema_name}"><code>{schema_name}</code></a>'


def _last_part(reference: dict[str, str]) -> str:
    return reference["$ref"].rpartition("/")[2]
