#!/usr/bin/env python3
"""Binding 200 methods, each with a signature of its own, must stay cheap to compile, as functions and as a class:
binding_cost.py COMPILER INCLUDE-FOLDER FOLDER"""

import os
import subprocess
import sys

METHODS, MOST_SECONDS, MOST_KIBIBYTES = 200, 5, 500 * 1024
# On a machine on which five seconds are little: so many times what reading the header alone takes. On usual ones that is
# the same.
MOST_HEADERS = 6
TYPES = ("std::int64_t", "double", "std::string", "bool", "std::vector<std::int64_t>", "std::optional<std::string>")


BINDINGS = {
    "functions": ("tatu::HostModule& module, World& world", '  module.method("method{i}", world, &World::method{i});'),
    "class": ("tatu::ClassBinder<World>& binder", '  binder.method("method{i}", &World::method{i});'),
}


def program(parameters, line):
    yield "#include <tatu/tatu.hpp>\nstruct World {"
    for i in range(METHODS):
        result, first, second = (TYPES[i // 6**place % 6] for place in range(3))
        yield f"  {result} method{i}(const {first}&, const {second}&) {{ return {{}}; }}"
    yield f"}};\nvoid bind({parameters}) {{"
    for i in range(METHODS):
        yield line.format(i=i)
    yield "}"


def cost(command):
    """Processor time in seconds, and memory in KiB."""
    process = subprocess.Popen(command)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, command)
    return used.ru_utime + used.ru_stime, used.ru_maxrss


def cost_of_compiling(compiler, include, source, lines):
    with open(source, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    return cost([compiler, "-std=c++20", "-c", f"-I{include}", source, "-o", source + ".o"])


def main(compiler, include, folder):
    header, _ = cost_of_compiling(compiler, include, os.path.join(folder, "binding_cost.cpp"), ["#include <tatu/tatu.hpp>"])
    print(f"the header alone: {header:.2f} s")
    is_dear = False
    for name, (parameters, line) in BINDINGS.items():
        source = os.path.join(folder, f"binding_cost_{name}.cpp")
        seconds, kibibytes = cost_of_compiling(compiler, include, source, program(parameters, line))
        print(f"{METHODS} methods as {name}: {seconds:.2f} s, {kibibytes // 1024} MiB")
        is_dear = is_dear or seconds > max(MOST_SECONDS, MOST_HEADERS * header) or kibibytes > MOST_KIBIBYTES
    return is_dear


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
