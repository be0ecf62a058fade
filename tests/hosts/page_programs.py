#!/usr/bin/env python3
"""Takes the programs out of a page: page_programs.py PAGE FOLDER

A block of C or C++ with a `main` is a program; it is written to FOLDER, with what its `// => text` comments expect beside it in a file
named like it and ".txt". Other blocks of these languages are parts, and not looked at. Prints the programs' files.
"""

import os
import re
import sys

BLOCK = re.compile(r"^```(cpp|c)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MAIN = re.compile(r"^int main\(", re.MULTILINE)
EXPECTED = re.compile(r"// => (.*)$", re.MULTILINE)


def write_if_new(path, text):
    """What has not changed is not compiled again."""
    if not os.path.exists(path) or open(path, encoding="utf-8").read() != text:
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)


def main(page, folder):
    os.makedirs(folder, exist_ok=True)
    with open(page, encoding="utf-8") as file:
        blocks = [block for block in BLOCK.findall(file.read()) if MAIN.search(block[1])]
    for number, (language, text) in enumerate(blocks, 1):
        path = os.path.join(folder, f"{number}.{language}")
        write_if_new(path, text)
        write_if_new(path + ".txt", "".join(line + "\n" for line in EXPECTED.findall(text)))
        print(path)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
