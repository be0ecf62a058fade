#!/usr/bin/env python3
"""What is installed can be used: install_test.py SOURCES BUILD FOLDER, in the environment that CMakeLists.txt sets."""

import os
import shlex
import shutil
import subprocess
import sys

SOURCES, BUILD, FOLDER = (os.path.realpath(path) for path in sys.argv[1:])
HOSTS = os.path.join(SOURCES, "examples", "hosts")
# Moved behind installing: what is installed must not know where it was first.
FIRST, PREFIX = os.path.join(FOLDER, "first"), os.path.join(FOLDER, "moved")
ENVIRONMENT = {**os.environ, "PKG_CONFIG_PATH": os.path.join(PREFIX, "lib", "pkgconfig"), "LC_ALL": "C.UTF-8"}


def run(*command, **more):
    done = subprocess.run(command, capture_output=True, text=True, env={**ENVIRONMENT, **more})
    if done.returncode != 0:
        sys.exit(f"{shlex.join(command)}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def tool(name):
    return os.environ[f"TATU_{name}"]


def install():
    shutil.rmtree(FOLDER, ignore_errors=True)
    run(tool("CMAKE"), "--install", BUILD, "--prefix", FIRST)
    os.rename(FIRST, PREFIX)


def expect(host, *command, **more):
    with open(os.path.join(HOSTS, host, "expected.txt"), encoding="utf-8") as file:
        expected = file.read()
    found = run(*command, **more)
    if found != expected:
        sys.exit(f"{host}: found\n{found}")


def with_cmake():
    build = os.path.join(FOLDER, "cmake")
    run(tool("CMAKE"), "-S", HOSTS, "-B", build, "-G", tool("GENERATOR"), f"-DCMAKE_PREFIX_PATH={PREFIX}",
        f"-DCMAKE_C_COMPILER={tool('C_COMPILER')}", f"-DCMAKE_CXX_COMPILER={tool('CXX_COMPILER')}")
    run(tool("CMAKE"), "--build", build)
    expect("minimal", os.path.join(build, "host_minimal"))
    expect("game", os.path.join(build, "host_game"), os.path.join(HOSTS, "game"))
    expect("plugins", os.path.join(build, "host_plugins"), os.path.join(HOSTS, "plugins", "folder"), "armadillo")


def with_pkg_config():
    flags = run(tool("PKG_CONFIG"), "--cflags", "--libs", "tatu", "tatu_compiler").split()
    library = {"LD_LIBRARY_PATH": os.path.join(PREFIX, "lib")}
    minimal, game = os.path.join(FOLDER, "minimal"), os.path.join(FOLDER, "game")
    run(tool("C_COMPILER"), "-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Werror",
        os.path.join(HOSTS, "minimal", "main.c"), *flags, "-o", minimal)
    expect("minimal", minimal, **library)
    run(tool("CXX_COMPILER"), "-std=c++20", "-Wall", "-Wextra", "-Wpedantic", "-Werror",
        os.path.join(HOSTS, "game", "main.cpp"), *flags, "-o", game)
    expect("game", game, os.path.join(HOSTS, "game"), **library)


def with_one_library(package, header, function):
    """Each of the libraries can be used without the other one."""
    source, program = os.path.join(FOLDER, f"{package}.c"), os.path.join(FOLDER, package)
    with open(source, "w", encoding="utf-8") as file:
        file.write(f"#include <tatu/{header}>\nint main(void) {{ return {function}() == 0; }}\n")
    flags = run(tool("PKG_CONFIG"), "--cflags", "--libs", package).split()
    run(tool("C_COMPILER"), "-std=c11", source, *flags, "-o", program)
    run(program, LD_LIBRARY_PATH=os.path.join(PREFIX, "lib"))


def with_command():
    found = run(os.path.join(PREFIX, "bin", "tatu"), "run", os.path.join(SOURCES, "examples", "hello.tatu"))
    if not found:
        sys.exit("the installed command printed nothing")


install()
with_cmake()
with_pkg_config()
with_one_library("tatu", "tatu.h", "tatu_version")
with_one_library("tatu_compiler", "compiler.h", "tatu_compiler_version")
with_command()
