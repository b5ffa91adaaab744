"""What files use of the standard library and do not include: one compiler's headers bring it along, another's not."""

import re
from pathlib import Path

from tests.codebase.layers import included
from tests.codebase.project import cpp_files, name

_ALGORITHMS = (
    "adjacent_find|all_of|any_of|binary_search|clamp|copy|copy_n|count|count_if|equal|equal_range|fill|fill_n|find"
    "|find_if|find_if_not|for_each|generate|is_sorted|iter_swap|lower_bound|max|max_element|min|min_element|minmax"
    "|none_of|nth_element|partition|remove|remove_if|replace|reverse|rotate|search|set_difference|shuffle|sort"
    "|stable_sort|swap_ranges|transform|unique|upper_bound"
)
USES = {
    "algorithm": re.compile(rf"\bstd::({_ALGORITHMS})\("),
    "cmath": re.compile(r"\bstd::(fabs|floor|isfinite|isinf|isnan|pow|sqrt)\("),
    "cstring": re.compile(r"\bstd::(memcmp|memcpy|memset|strcmp|strerror|strlen)\("),
    "iterator": re.compile(r"\bstd::(back_inserter|distance|make_move_iterator|next|prev)\("),
    "limits": re.compile(r"\bstd::numeric_limits\b"),
    "numeric": re.compile(r"\bstd::(accumulate|gcd|iota|reduce)\("),
    "random": re.compile(r"\bstd::(mt19937|mt19937_64|uniform_int_distribution)\b"),
}


def missing_standard_headers(root: Path) -> list[str]:
    """A source may leave it to the header of its own name."""
    problems = []
    for path in cpp_files(root, "cpp", "bindings", "tests", "examples"):
        text = path.read_text(encoding="utf-8")
        own = path.with_suffix(".h")
        there = {*included(path), *(included(own) if path.suffix == ".cpp" and own.exists() else [])}
        for header, use in USES.items():
            if header not in there and (found := use.search(text)):
                problems.append(f"{name(path, root)} uses {found[0].rstrip('(')} and does not include <{header}>")
    return problems
