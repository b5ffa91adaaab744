"""If-Match (U7)."""

import re


def holds(if_match: str | None, version: int) -> bool:
    if if_match is None or if_match.strip() == "*":
        return True
    return f'"{version}"' in entity_tags(if_match)


def entity_tags(if_match: str) -> list[str]:
    """The elements of the list; a comma within quotes divides nothing."""
    return [tag.strip(" \t") for tag in re.findall(r'(?:[^,"]|"[^"]*"|")+', if_match)]
