#!/usr/bin/env python3
"""Checks the structure of the project: check_structure.py CHECK ROOT [FILE...]

CHECK is one of includes, lengths, unfinished, paths, headers, documents, codes (over the files under version control), or
references NAME=LIBRARY... and contents NAME=PROGRAM... (over what was built). Prints each violation; exit code 1 if any.
"""

import os
import subprocess
import sys

import documents
import layering
import source_rules
import symbols

LONG_FILES = "tests/structure/long_files.txt"


def project_files(root):
    command = ["git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\0")
    return sorted(path for path in set(listed) if path and os.path.isfile(os.path.join(root, path)))


def read(root, path):
    with open(os.path.join(root, path), encoding="utf-8", errors="replace") as stream:
        return stream.read()


def over_files(root, wanted, rule):
    """Applies rule(path, text) to the files for which wanted(path); yields what it finds as text."""
    for path in filter(wanted, project_files(root)):
        for line, message in rule(path, read(root, path)):
            yield f"{path}:{line}: {message}"


def is_cpp(path):
    return path.endswith((".h", ".hpp", ".c", ".cpp"))


def own_code(path):
    return source_rules.is_code(path) and not source_rules.is_generated(path)


def own_header(path):
    return path.endswith((".h", ".hpp")) and own_code(path)


def is_fixture(path):
    """Files that a test made wrong on purpose, and these checks themselves, which name what they forbid."""
    return path.startswith("tests/structure/")


def known_long_files(root):
    if not os.path.exists(os.path.join(root, LONG_FILES)):
        return {}
    rows = (line.split() for line in read(root, LONG_FILES).splitlines() if line and not line.startswith("#"))
    return {path: int(lines) for lines, path in rows}


def check_includes(root):
    return over_files(root, is_cpp, layering.include_errors)


def check_lengths(root):
    known = known_long_files(root)
    return over_files(root, own_code, lambda path, text: source_rules.length_errors(path, text, known))


def check_unfinished(root):
    wanted = lambda path: own_code(path) and not is_fixture(path)
    return over_files(root, wanted, lambda path, text: source_rules.unfinished_errors(text))


def check_paths(root):
    checkout = os.path.realpath(root)
    wanted = lambda path: not is_fixture(path) and "/corpus/" not in path
    return over_files(root, wanted, lambda path, text: source_rules.private_path_errors(text, checkout))


def check_headers(root):
    return over_files(root, own_header, lambda path, text: source_rules.header_errors(text))


def check_documents(root):
    commands = documents.dev_commands(read(root, "dev"))
    is_document = lambda path: path.endswith(".md")
    yield from over_files(root, is_document, lambda path, text: documents.document_errors(root, path, text, commands))
    yield from over_files(root, lambda path: path == "README.md", lambda path, text: documents.readme_errors(text))
    tests = set()
    for path in project_files(root):
        if path.startswith("tests/") and path.endswith((".cpp", ".py")):
            tests |= documents.tests_in(read(root, path))
    yield from over_files(root, lambda path: path == "docs/threats.md", lambda path, text: documents.named_test_errors(root, text, tests))
    if not os.path.exists(os.path.join(root, "README.md")):
        yield "README.md is missing"


def check_codes(root):
    tests = [path for path in project_files(root) if path.startswith("tests/") and not is_fixture(path)]
    shown = "\n".join(read(root, path) for path in tests)
    return source_rules.untested_codes(read(root, "compiler/diagnostics/diagnostic_codes.def"), shown)


def check_references(named_libraries):
    for name, library in named_libraries:
        for error in symbols.symbol_errors(symbols.undefined_symbols(library), symbols.FORBIDDEN_REFERENCES[name]):
            yield f"{name}: refers to {error}"


def check_contents(named_programs):
    for name, program in named_programs:
        for error in symbols.symbol_errors(symbols.all_symbols(program), symbols.FORBIDDEN_CONTENTS[name]):
            yield f"{name}: contains {error}"


FILE_CHECKS = {
    "includes": check_includes,
    "lengths": check_lengths,
    "unfinished": check_unfinished,
    "paths": check_paths,
    "headers": check_headers,
    "documents": check_documents,
    "codes": check_codes,
}
BUILT_CHECKS = {"references": check_references, "contents": check_contents}


def main(check, root, *built):
    if check in FILE_CHECKS:
        errors = list(FILE_CHECKS[check](root))
    else:
        errors = list(BUILT_CHECKS[check]([pair.split("=", 1) for pair in built]))
    print("\n".join(errors) or f"{check}: nothing to complain of")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
