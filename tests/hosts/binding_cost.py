#!/usr/bin/env python3
"""Binding a class of 200 methods, each with a signature of its own, must stay cheap to compile:
binding_cost.py COMPILER INCLUDE-FOLDER FOLDER"""

import os
import resource
import subprocess
import sys

METHODS, MOST_SECONDS, MOST_KIBIBYTES = 200, 5, 500 * 1024
TYPES = ("std::int64_t", "double", "std::string", "bool", "std::vector<std::int64_t>", "std::optional<std::string>")


def program():
    yield "#include <tatu/tatu.hpp>\nstruct World {"
    for i in range(METHODS):
        result, first, second = (TYPES[i // 6**place % 6] for place in range(3))
        yield f"  {result} method{i}(const {first}&, const {second}&) {{ return {{}}; }}"
    yield "};\nvoid bind(tatu::HostModule& module, World& world) {"
    for i in range(METHODS):
        yield f'  module.method("method{i}", world, &World::method{i});'
    yield "}"


def main(compiler, include, folder):
    source = os.path.join(folder, "binding_cost.cpp")
    with open(source, "w", encoding="utf-8") as file:
        file.write("\n".join(program()) + "\n")
    subprocess.run([compiler, "-std=c++20", "-c", f"-I{include}", source, "-o", source + ".o"], check=True)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = used.ru_utime + used.ru_stime
    print(f"{seconds:.2f} s, {used.ru_maxrss // 1024} MiB")
    return seconds > MOST_SECONDS or used.ru_maxrss > MOST_KIBIBYTES


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
