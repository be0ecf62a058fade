#!/usr/bin/env python3
"""Writes docs/embedding_reference.md from the C headers in include/tatu: api_reference.py ROOT [--check]

With --check it writes nothing; exit code 1 if the page is not up to date. A public name without a comment is an error in
either case. The headers are read as they are laid out: a comment belongs to the declaration right behind it, or before it
in the same line; one that begins with "----" begins a section; lines of a comment that are indented are shown as they
are.
"""

import os
import re
import sys

HEADERS = ("include/tatu/tatu.h", "include/tatu/capabilities.h", "include/tatu/scheduler.h",
           "include/tatu/channels.h", "include/tatu/compiler.h")
PAGE = "docs/embedding_reference.md"
HEAD = """\
# The C interface, name by name

This page is made from the headers by `scripts/api_reference.py`; do not edit it. [embedding.md](embedding.md) tells what it is all for.
"""

NAME = re.compile(r"\btatu_\w+\b")
TRAILING = re.compile(r"[ \t]*/\*(.*?)\*/", re.DOTALL)
FUNCTION_POINTER = re.compile(r"\(\*(\w+)\)")
# Of the functions that are all alike; each header says at its beginning what they are for.
DEFAULTS = "Sets `size` and fills in the default values: before any other use of the structure."


class Declaration:
    def __init__(self, code, comment):
        self.code, self.comment = code, comment
        self.kind = next((kind for kind in ("enum", "struct") if re.match(rf"(typedef )?{kind} [^()]*(\{{|;|$)", code)), "function")
        self.is_opaque = self.kind == "struct" and "{" not in code
        self.name = self._name()
        if self.name.endswith("_defaults"):
            self.comment = self.comment or DEFAULTS

    def _name(self):
        if self.kind != "function":
            named = re.match(r"struct (\w+) \{", self.code)  # one that was declared before
            return named[1] if named else self.code.rstrip(";").split()[-1]
        callback = FUNCTION_POINTER.search(self.code)
        return callback[1] if callback else re.search(r"(\w+)\(", self.code)[1]

    def members(self):
        """(name, code, comment) of each field or value."""
        inner = self.code[self.code.index("{") + 1 : self.code.rindex("}")]
        return list(values(inner) if self.kind == "enum" else fields(inner, ""))


class Section:
    def __init__(self, title, comment):
        self.title, self.comment, self.declarations = title, comment, []


def cleaned(comment):
    """The text of a comment, without what makes it one."""
    return "\n".join(re.sub(r"^\s*\* ?", "", line).rstrip() for line in comment.strip().splitlines()).strip()


def statements(text, end):
    """(code, comment) of what ends with `end`: the comment stands before it, or behind it in the same line."""
    before = ""
    position = 0
    while position < len(text):
        rest = text[position:]
        if rest[0].isspace():
            if rest.startswith("\n\n"):
                before = ""
            position += 1
        elif rest.startswith("/*"):
            close = rest.index("*/") + 2
            before, position = rest[2 : close - 2], position + close
        else:
            length = statement_length(rest, end)
            trailing = TRAILING.match(rest, length)
            yield rest[:length].rstrip(end).strip(), cleaned(trailing[1] if trailing else before)
            before, position = "", position + (trailing.end() if trailing else length)


def statement_length(text, end):
    depth = 0
    comment = False
    for i, character in enumerate(text):
        comment = (comment or text.startswith("/*", i)) and not text.startswith("*/", i - 2)
        depth += 0 if comment else (character in "{(") - (character in "})")
        if character == end and depth == 0 and not comment:
            return i + 1
    return len(text)


def values(inner):
    for code, comment in statements(inner, ","):
        if TRAILING.search(code):  # the last one has no comma
            code, comment = TRAILING.sub("", code).strip(), cleaned(TRAILING.search(code)[1])
        name, _, number = code.partition("=")
        yield name.strip(), number.strip(), comment


def fields(inner, prefix):
    for code, comment in statements(inner, ";"):
        if "{" in code:
            outer = f"{prefix}{code.rsplit('}', 1)[1].strip()}."
            yield from fields(code[code.index("{") + 1 : code.rindex("}")], outer)
        else:
            name = (FUNCTION_POINTER.search(code) or re.search(r"(\w+)$", code))[1]
            yield prefix + name, " ".join(re.sub(rf"\b{name}\b", "", code, count=1).split()), comment


def parse(header):
    """The header's own comment and its sections."""
    first = re.match(r"/\*(.*?)\*/", header, re.DOTALL)
    body = header[first.end() :]
    body = re.sub(r"^(#.*|extern \"C\" \{|\}|/\* for the types.*)$", "", body, flags=re.MULTILINE)
    sections = [Section("Types", "")]
    position = 0
    for mark in re.finditer(r"^/\* ---- (.*?)\*/", body, re.DOTALL | re.MULTILINE):
        add_declarations(sections[-1], body[position : mark.start()])
        title, _, comment = cleaned(mark[1]).partition("\n")
        sections.append(Section(title, cleaned(comment)))
        position = mark.end()
    add_declarations(sections[-1], body[position:])
    return cleaned(first[1]), sections


def add_declarations(section, text):
    for code, comment in statements(text, ";"):
        section.declarations.append(Declaration(code, comment))


def errors(path, sections):
    for section in sections:
        for declaration in section.declarations:
            if not declaration.comment:
                yield f"{path}: {declaration.name} has no comment that says what it is"


# ---- The page


def linked(text, known):
    """A text as Markdown: with links to the names of the interface, and nothing in it that means something else."""
    parts = re.split(r"(`[^`]*`)", text)
    for i in range(0, len(parts), 2):
        plain = parts[i].replace("<", "&lt;").replace("*", "\\*")
        parts[i] = NAME.sub(lambda name: f"[{name[0]}](#{name[0]})" if name[0] in known else name[0], plain)
    return "".join(parts)


def paragraphs(text, known):
    """Blocks of indented lines become code; the others are joined."""
    for block in re.split(r"\n\s*\n", text):
        lines = block.split("\n")
        start = next((i for i, line in enumerate(lines) if line.startswith("  ")), len(lines))
        if start:
            yield linked(" ".join(line.strip() for line in lines[:start]), known)
        if start < len(lines):
            yield "```text\n" + "\n".join(lines[start:]) + "\n```"


def shown_text(text, known):
    # Blank lines between indented ones do not end a block of code.
    joined = re.sub(r"(\n  [^\n]*)\n\n(?=  )", r"\1\n \n", text)
    return "\n\n".join(paragraphs(joined, known)) if joined else ""


def table(declaration, known):
    middle = "value" if declaration.kind == "enum" else "type"
    yield f"| name | {middle} | |\n|---|---|---|"
    for name, code, comment in declaration.members():
        shown = linked(" ".join(comment.split()), known).replace("|", "\\|")
        yield f"| `{name}` | `{code}` | {shown} |"


def shown(declaration, known):
    yield f"#### {declaration.name}\n"
    if declaration.kind == "function":
        yield f"```c\n{declaration.code};\n```\n"
    yield shown_text(declaration.comment, known) + "\n"
    if declaration.kind != "function" and not declaration.is_opaque:
        yield "\n".join(table(declaration, known)) + "\n"


def page(headers):
    """headers: (path, comment, sections) of each."""
    known = {declaration.name for _, _, sections in headers for section in sections for declaration in section.declarations}
    yield HEAD
    for path, comment, sections in headers:
        yield f"## {path.removeprefix('include/')}\n\n{shown_text(comment, known)}\n"
        for section in sections:
            yield f"### {section.title}\n"
            if section.comment:
                yield shown_text(section.comment, known) + "\n"
            for declaration in section.declarations:
                yield from shown(declaration, known)


def main(root, *options):
    headers = []
    for path in HEADERS:
        with open(os.path.join(root, path), encoding="utf-8") as file:
            headers.append((path, *parse(file.read())))
    wrong = [error for path, _, sections in headers for error in errors(path, sections)]
    if wrong:
        return "\n".join(wrong)
    text = "\n".join(page(headers))
    target = os.path.join(root, PAGE)
    if "--check" not in options:
        with open(target, "w", encoding="utf-8") as file:
            file.write(text)
        return 0
    with open(target, encoding="utf-8") as file:
        return 0 if file.read() == text else f"{PAGE} is not up to date: run scripts/api_reference.py {os.curdir} where the sources are"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
