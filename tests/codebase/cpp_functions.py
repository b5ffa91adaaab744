"""Finds the functions of a C++ file by matching braces: enough to measure them, without a compiler."""

import re
from dataclasses import dataclass

NO_CODE = re.compile(
    r"""
      //[^\n]*
    | /\*.*?\*/
    | R"(?P<mark>[^()\\\s]*)\(.*?\)(?P=mark)"
    | "(?:\\.|[^"\\\n])*"
    | (?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+'
    | ^[ \t]*\#(?:\\\n|[^\n])*
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
TYPE_HEAD = re.compile(r"^(?:template\s*<.*>\s*)?(?:typedef\s+)?(?:class|struct|union|enum)\b", re.DOTALL)
SCOPE_HEAD = re.compile(r"^(?:inline\s+)?namespace\b|^extern\b\s*$")
ASSIGNMENT = re.compile(r"(?<!operator)(?<![=!<>+\-*/%&|^])=(?!=)")


@dataclass(frozen=True)
class Function:
    head: str
    first_line: int
    last_line: int

    @property
    def line_count(self) -> int:
        return self.last_line - self.first_line + 1


def blank_out(text: str) -> str:
    """Replaces what is no code by spaces, so that positions and lines stay."""
    return NO_CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def without_parentheses(head: str) -> str:
    previous = None
    while previous != head:
        previous, head = head, re.sub(r"\([^()]*\)", "", head)
    return head


def is_member_initializer(head: str) -> bool:
    """True for `Name::Name(int x) : member_`, where the brace that follows holds the member's value."""
    after_parameters = re.search(r"\)[^()]*?(?<!:):(?!:)", head)
    return after_parameters is not None and re.search(r"[\w>]\s*$", head) is not None


def opens_function(head: str) -> bool:
    bare = without_parentheses(head)
    return bare != head and "(" not in bare and ASSIGNMENT.search(bare) is None


class Scanner:
    def __init__(self, text: str) -> None:
        self.code = blank_out(text)
        self.position = 0
        self.functions: list[Function] = []

    def skip_block(self) -> None:
        """From just after an opening brace to just after its closing one."""
        depth = 1
        while depth > 0 and self.position < len(self.code):
            depth += {"{": 1, "}": -1}.get(self.code[self.position], 0)
            self.position += 1

    def line_at(self, position: int) -> int:
        return self.code.count("\n", 0, position) + 1

    def scan_scope(self) -> None:
        start = self.position
        while self.position < len(self.code):
            character = self.code[self.position]
            self.position += 1
            if character == "}":
                return
            if character == "{":
                if self.enter_block(start):
                    start = self.position
            elif character == ";" or self.ends_access_label(start):
                start = self.position

    def ends_access_label(self, start: int) -> bool:
        return re.fullmatch(r"\s*(?:public|protected|private)\s*:", self.code[start : self.position]) is not None

    def enter_block(self, start: int) -> bool:
        """Handles the brace before the position; False when what began at `start` goes on after its block."""
        head = self.code[start : self.position - 1]
        stripped = head.strip()
        if TYPE_HEAD.match(stripped) or SCOPE_HEAD.match(stripped):
            self.scan_scope()
            return True
        if is_member_initializer(stripped) or not opens_function(stripped):
            self.skip_block()
            return False
        self.skip_block()
        first = start + len(head) - len(head.lstrip())
        self.functions.append(Function(" ".join(stripped.split()), self.line_at(first), self.line_at(self.position)))
        return True


def find_functions(text: str) -> list[Function]:
    scanner = Scanner(text)
    while scanner.position < len(scanner.code):
        scanner.scan_scope()
    return scanner.functions
