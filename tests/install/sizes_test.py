#!/usr/bin/env python3
"""How large the installed runtime may be once it is stripped, and that the small one has nothing of the compiler to
machine code in it."""

import os
import sys

from installed import BUILD, FOLDER, LIBRARIES, run, tool

MEBIBYTE = 1 << 20
MOST_BYTES = {"tatu": 4 * MEBIBYTE, "tatu_interpreter": 2 * MEBIBYTE}
MACHINE_CODE = ("6asmjit", "4tatu3jit")  # parts of names of symbols


def stripped_size(library):
    stripped = os.path.join(FOLDER, f"stripped_{library}")
    run(tool("STRIP"), "-o", stripped, os.path.join(LIBRARIES, f"lib{library}.so"))
    return os.path.getsize(stripped)


def has_machine_code(library):
    return any(part in run("nm", os.path.join(BUILD, f"lib{library}.so")) for part in MACHINE_CODE)


def main(has_compiler):
    for library, most in MOST_BYTES.items():
        size = stripped_size(library)
        print(f"lib{library}.so: {size:,} bytes of {most:,}")
        if size > most:
            return f"lib{library}.so is too large: {size:,} bytes, stripped; at most {most:,} are allowed"
    if has_machine_code("tatu_interpreter"):
        return "libtatu_interpreter.so has a compiler to machine code in it"
    if has_machine_code("tatu") != has_compiler:
        return "libtatu.so does not have what TATU_JIT asks for"
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] == "ON"))
