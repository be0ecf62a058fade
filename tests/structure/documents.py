"""What the documents tell people to type or to open must exist."""

import os
import re

DEV_COMMAND = re.compile(r"\./dev ([a-z]+)")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
EXAMPLE = re.compile(r"\bexamples/[\w/-]+\.tatu\b")
README_COMMANDS = ("./dev run examples/hello.tatu", "./dev test")


def dev_commands(dev_script):
    """The words that the dispatcher of ./dev accepts."""
    return set(re.search(r"^commands\(\) \{ printf '%s\\n' ([a-z ]+); \}$", dev_script, re.MULTILINE)[1].split())


def document_errors(root, path, text, commands):
    for match in DEV_COMMAND.finditer(text):
        if match[1] not in commands:
            yield line_of(text, match), f"there is no command ./dev {match[1]}"
    for match in LINK.finditer(text):
        target = match[1]
        if "://" not in target and not target.startswith("mailto:"):
            if not os.path.exists(os.path.join(root, os.path.dirname(path), target)):
                yield line_of(text, match), f"the link to {target} leads nowhere"
    for match in EXAMPLE.finditer(text):
        if not os.path.exists(os.path.join(root, match[0])):
            yield line_of(text, match), f"there is no {match[0]}"


def readme_errors(text):
    """The README tells a newcomer the two commands, in this order, before anything else to type."""
    positions = [text.find(command) for command in README_COMMANDS]
    for command, position in zip(README_COMMANDS, positions):
        if position < 0:
            yield 1, f"the README does not show `{command}`"
    if -1 not in positions and positions[0] > positions[1]:
        yield 1, "the README shows ./dev test before ./dev run"


NAMED_TEST = re.compile(r"`([\w/.]+)`")
CPP_TEST = re.compile(r"^TEST(?:_F|_P)?\((\w+), (\w+)\)", re.MULTILINE)
COMMAND_TEST = re.compile(r"^    def (test_\w+)\(", re.MULTILINE)


def tests_in(text):
    """The names by which a page can refer to the tests of a file."""
    return {".".join(match.groups()) for match in CPP_TEST.finditer(text)} | {match[1] for match in COMMAND_TEST.finditer(text)}


def named_test_errors(root, text, tests):
    """The last column of each row names tests, by name or by file."""
    for number, line in enumerate(text.splitlines(), 1):
        cells = line.split("|")
        if len(cells) != 5 or cells[3].strip() in ("shown by", "---"):
            continue
        names = NAMED_TEST.findall(cells[3])
        if not names:
            yield number, "no test shows this"
        for name in names:
            if name not in tests and not ("/" in name and os.path.exists(os.path.join(root, name))):
                yield number, f"there is no test {name}"


def line_of(text, match):
    return text.count("\n", 0, match.start()) + 1
