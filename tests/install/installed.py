"""The folder that these tests install into, and how they run what is there: in the environment that CMakeLists.txt sets."""

import os
import shlex
import subprocess
import sys

SOURCES, BUILD, FOLDER = (os.path.realpath(os.environ[f"TATU_{name}"]) for name in ("SOURCES", "BUILD", "FOLDER"))
# Moved behind installing: what is installed must not know where it was first.
FIRST, PREFIX = os.path.join(FOLDER, "first"), os.path.join(FOLDER, "moved")
LIBRARIES = os.path.join(PREFIX, "lib")
ENVIRONMENT = {**os.environ, "PKG_CONFIG_PATH": os.path.join(LIBRARIES, "pkgconfig"), "LC_ALL": "C.UTF-8"}
WARNINGS = ("-Wall", "-Wextra", "-Wpedantic", "-Werror")


def run(*command, **more):
    done = subprocess.run(command, capture_output=True, text=True, env={**ENVIRONMENT, **more})
    if done.returncode != 0:
        sys.exit(f"{shlex.join(command)}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def run_here(*command):
    """With the shared libraries of the installation, which pkg-config does not write into programs."""
    return run(*command, LD_LIBRARY_PATH=LIBRARIES)


def tool(name):
    return os.environ[f"TATU_{name}"]


def flags(*packages):
    return run(tool("PKG_CONFIG"), "--cflags", "--libs", *packages).split()


def build_project(sources, build):
    """Configures and builds a CMake project against the installation."""
    run(tool("CMAKE"), "-S", sources, "-B", build, "-G", tool("GENERATOR"), f"-DCMAKE_PREFIX_PATH={PREFIX}",
        f"-DCMAKE_C_COMPILER={tool('C_COMPILER')}", f"-DCMAKE_CXX_COMPILER={tool('CXX_COMPILER')}")
    run(tool("CMAKE"), "--build", build)
