#!/usr/bin/env python3
"""Each way to link a host works: without the compiler to machine code, with it, and with the compiler of source text; as
shared libraries and as archives; with CMake and with pkg-config; in C11 and in C++20."""

import os
import re
import sys

from installed import FOLDER, PREFIX, SOURCES, WARNINGS, build_project, flags, run, run_here, tool

PROGRAMS = os.path.join(SOURCES, "tests", "install", "programs")
PLACE = os.path.join(FOLDER, "links")
MODULE = os.path.join(PLACE, "program.tbc")
NEEDED = re.compile(r"\(NEEDED\).*\[lib(\w+)")
# What an archive must bring along.
OURS = {"tatu", "tatu_interpreter", "tatu_compiler", "gc", "antlr4", "asmjit", "sodium", "utf8proc", "fmt"}
COMPILERS = {"c": ("C_COMPILER", "-std=c11"), "cpp": ("CXX_COMPILER", "-std=c++20")}


def make_module():
    source = os.path.join(PLACE, "program.tatu")
    with open(source, "w", encoding="utf-8") as file:
        file.write("pub fun answer(n: Int): Int = n * 7\n")
    run(os.path.join(PREFIX, "bin", "tatu"), "build", source, "-o", MODULE)


def check(program, is_static):
    if run_here(program, MODULE) != "42\n":
        sys.exit(f"{program} has no answer")
    left = OURS.intersection(NEEDED.findall(run("readelf", "-d", program)))
    if is_static == bool(left):
        sys.exit(f"{program} needs the shared libraries {left or 'of nobody'}")


def packages():
    """(packages of pkg-config, program)"""
    for kind in ("", "_static"):
        yield [f"tatu_interpreter{kind}"], "run"
        yield [f"tatu{kind}"], "run"
        yield [f"tatu{kind}", f"tatu_compiler{kind}"], "compile"


def compiled(program, language):
    compiler, standard = COMPILERS[language]
    target = os.path.join(PLACE, f"{program}.{language}.o")
    if not os.path.exists(target):
        run(tool(compiler), standard, *WARNINGS, "-c", os.path.join(PROGRAMS, f"{program}.{language}"), *flags("tatu")[:1],
            "-o", target)
    return target


def linked(language, objects, libraries, name):
    target = os.path.join(PLACE, name)
    run(tool(COMPILERS[language][0]), *objects, *libraries, "-o", target)
    return target


def with_pkg_config():
    for language in COMPILERS:
        for names, program in packages():
            done = linked(language, [compiled(program, language)], flags(*names), f"{language}_{'_'.join(names)}")
            check(done, names[0].endswith("_static"))


def with_private_libraries():
    """Where there are archives only, --static says what belongs to them."""
    alone = os.path.join(PLACE, "archives")
    os.makedirs(alone)
    os.link(os.path.join(PREFIX, "lib", "libtatu.a"), os.path.join(alone, "libtatu.a"))
    libraries = run(tool("PKG_CONFIG"), "--static", "--libs-only-l", "tatu").split()
    check(linked("c", [compiled("run", "c")], [f"-L{alone}", *libraries], "c_private"), True)


def with_cmake():
    build = os.path.join(PLACE, "cmake")
    build_project(PROGRAMS, build)
    for language in COMPILERS:
        for library in ("interpreter", "tatu", "compiler"):
            for kind in ("", "_static"):
                check(os.path.join(build, f"link_{language}_{library}{kind}"), kind != "")


def with_namesakes():
    """What is in our archives stays apart from what the host has under the same names."""
    objects = [compiled("namesakes", "c"), compiled("compile", "c")]
    check(linked("c", objects, flags("tatu_static", "tatu_compiler_static"), "c_namesakes"), True)


def compiler_alone():
    """Nothing of the runtime is needed."""
    source = os.path.join(PLACE, "compiler_alone.c")
    with open(source, "w", encoding="utf-8") as file:
        file.write("#include <tatu/compiler.h>\nint main(void) { return tatu_compiler_version() == 0; }\n")
    for package in ("tatu_compiler", "tatu_compiler_static"):
        target = os.path.join(PLACE, f"c_{package}")
        run(tool("C_COMPILER"), "-std=c11", source, *flags(package), "-o", target)
        run_here(target)


def unloaded():
    """A host that has loaded the runtime itself may unload it, though the collector's thread goes on."""
    program = linked("c", [compiled("unload", "c")], [], "c_unload")
    for library in ("tatu", "tatu_interpreter"):
        run(program, os.path.join(PREFIX, "lib", f"lib{library}.so"))


os.makedirs(PLACE, exist_ok=True)
make_module()
with_pkg_config()
with_private_libraries()
with_cmake()
with_namesakes()
compiler_alone()
unloaded()
