"""Rules on the text of single files: length, marks of unfinished work, private paths, how a header opens."""

import re

HARD_LINES = 800
SOFT_LINES = 600

# A test may be skipped where the kernel lacks what it tests, and must say so.
UNFINISHED = re.compile(r'\b(TODO|FIXME|XXX|DISABLED_[A-Z]\w*)\b|\bGTEST_SKIP\b(?!\(\) << "this kernel )')
PRIVATE_PATH = re.compile(r"""(?:^|[\s"'=(:])(/(?:home|Users)/[A-Za-z][\w.-]*/)""")


def is_code(path):
    return path.endswith((".h", ".hpp", ".c", ".cpp", ".def", ".tatu", ".py", ".sh", ".cmake", "CMakeLists.txt", "dev", "run"))


def is_generated(path):
    return "generated/" in path


def length_errors(path, text, known_long):
    """known_long maps a path to the number of lines it once had: such files may shrink, never grow."""
    lines = text.count("\n")
    limit = min(HARD_LINES, max(SOFT_LINES, known_long.get(path, 0)))
    if lines > limit:
        yield limit, f"the file has {lines} lines; at most {limit}: what room inside wants a door of its own?"


def unfinished_errors(text):
    for match in UNFINISHED.finditer(text):
        yield line_of(text, match.start()), f"{match[0]}: what is committed is finished; open work belongs in an issue"


def private_path_errors(text, checkout):
    for match in PRIVATE_PATH.finditer(text):
        yield line_of(text, match.start(1)), f"{match[1]} is a path of one machine"
    if checkout not in ("/", "") and (at := text.find(checkout + "/")) >= 0:
        yield line_of(text, at), "the path of this checkout"


def header_errors(text):
    """A header opens with its concept in a comment and is guarded by #pragma once."""
    if not re.match(r"\s*(#pragma once\s+)?(//|/\*)", text):
        yield 1, "a header opens with a comment: the concept and its invariants"
    if not re.search(r"^#pragma once$", text, re.MULTILINE):
        yield 1, "the header lacks #pragma once"


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def untested_codes(definitions, tests):
    """Diagnostic codes that no test names."""
    for code in re.findall(r"TATU_DIAGNOSTIC\((\w\d+),", definitions):
        if not re.search(rf"\b{code}\b", tests):
            yield f"{code}: no test names this code"
