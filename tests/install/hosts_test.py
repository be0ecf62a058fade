#!/usr/bin/env python3
"""The example hosts, built with what is installed, do what they do in the build."""

import os
import sys

from installed import FOLDER, PREFIX, SOURCES, WARNINGS, build_project, flags, run, run_here, tool

HOSTS = os.path.join(SOURCES, "examples", "hosts")


def expect(host, *command):
    with open(os.path.join(HOSTS, host, "expected.txt"), encoding="utf-8") as file:
        expected = file.read()
    found = run_here(*command)
    if found != expected:
        sys.exit(f"{host}: found\n{found}")


def with_cmake():
    build = os.path.join(FOLDER, "cmake")
    build_project(HOSTS, build)
    expect("minimal", os.path.join(build, "host_minimal"))
    expect("game", os.path.join(build, "host_game"), os.path.join(HOSTS, "game"))
    expect("plugins", os.path.join(build, "host_plugins"), os.path.join(HOSTS, "plugins", "folder"), "armadillo")
    expect("workers", os.path.join(build, "host_workers"))


def with_pkg_config():
    libraries = flags("tatu", "tatu_compiler")
    minimal, game = os.path.join(FOLDER, "minimal"), os.path.join(FOLDER, "game")
    run(tool("C_COMPILER"), "-std=c11", *WARNINGS, os.path.join(HOSTS, "minimal", "main.c"), *libraries, "-o", minimal)
    expect("minimal", minimal)
    run(tool("CXX_COMPILER"), "-std=c++20", *WARNINGS, os.path.join(HOSTS, "game", "main.cpp"), *libraries, "-o", game)
    expect("game", game, os.path.join(HOSTS, "game"))


def with_command():
    found = run(os.path.join(PREFIX, "bin", "tatu"), "run", os.path.join(SOURCES, "examples", "hello.tatu"))
    if not found:
        sys.exit("the installed command printed nothing")


with_cmake()
with_pkg_config()
with_command()
