"""What simulated people are called."""

from __future__ import annotations

import unicodedata

FIRST_NAMES = (
    "Ada", "Aiko", "Amélie", "Anjali", "António", "Beatriz", "Björn", "Carla", "Chiara", "Daniel",
    "Dilara", "Elena", "Emil", "Fatima", "Felix", "Giulia", "Hana", "Ines", "Ivan", "Jane",
    "Jorge", "Kenji", "Lars", "Leila", "Luca", "Maria", "Matteo", "Mei", "Nora", "Olga",
    "Omar", "Paolo", "Priya", "Ravi", "Rosa", "Sara", "Sven", "Tomás", "Yuki", "Zoë",
)  # fmt: skip
LAST_NAMES = (
    "Almeida", "Bianchi", "Brown", "Carvalho", "Colombo", "Costa", "Das", "Demir", "Doe", "Esposito",
    "Ferrari", "Fischer", "García", "Haddad", "Iyer", "Jensen", "Kaya", "Kowalski", "Lind", "López",
    "Marino", "Martin", "Mehta", "Moreau", "Mori", "Müller", "Nakamura", "Novák", "Okafor", "Patel",
    "Ricci", "Rossi", "Santos", "Sato", "Silva", "Smith", "Tanaka", "Weber", "Wilson", "Zhang",
)  # fmt: skip


def email(first: str, last: str, number: int) -> str:
    """An address of nobody, different for each number."""
    return f"{_plain(first)}.{_plain(last)}.{number}@simulated.example"


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(character for character in decomposed if character.isascii()).lower()
