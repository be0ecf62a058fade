#!/usr/bin/env python3
"""What ./dev bench runs: measures Tatu, beside other languages where there is a peer.

Parts, kernels and larger programs are named on the command line; none means all. The last table has one row for each thing that the
project promises. Without --strict the exit code says only whether everything could be measured and gave the right
result; with it, also whether every promise is kept.
"""
import argparse
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from measure import embedding, fibers, kernels, machine_code, metering, module_size, network, parts, sharing, startup, steady  # noqa: E402
from measure.report import Report  # noqa: E402
from measure.toolbox import BenchError, Settings  # noqa: E402

PARTS = {
    "kernels": kernels.measure,
    "programs": kernels.measure_programs,
    "startup": startup.measure,
    "size": module_size.measure,
    "verifier": parts.measure_verifier,
    "compiler": parts.measure_compiler,
    "allocator": parts.measure_allocator,
    "metering": metering.measure,
    "jit": machine_code.measure,
    "fibers": fibers.measure,
    "network": network.measure,
    "embedding": embedding.measure,
    "sharing": sharing.measure,
    "steady": steady.measure,
}


def parse_arguments():
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__.split("\n\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"parts ({', '.join(PARTS)}), kernels or programs; default: all parts")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="runs of each whole program (default 5)")
    parser.add_argument("--peers", metavar="A,B", help="only these peers beside the kernels and programs")
    parser.add_argument("--cpu", action="store_true", help="compare processor time, for a machine that is busy with other work")
    parser.add_argument("--list", action="store_true", help="only name the parts, the kernels, the programs and the peers that were found")
    parser.add_argument("--markdown", metavar="FILE", help="also write the tables to a file")
    parser.add_argument("--strict", action="store_true", help="exit with 1 if a promise is not kept")
    return parser.parse_args()


def chosen(names):
    """The parts to measure, and the kernels and the programs (None: all)."""
    wanted_kernels = [name for name in names if name in kernels.names()]
    wanted_programs = [name for name in names if name in kernels.program_names()]
    wanted_parts = [name for name in names if name in PARTS]
    for name in names:
        if name not in wanted_kernels + wanted_programs + wanted_parts:
            raise BenchError(f"there is no part, no kernel and no program '{name}'; parts: {', '.join(PARTS)}; "
                             f"kernels: {', '.join(kernels.names())}; programs: {', '.join(kernels.program_names())}")
    if not wanted_parts:
        wanted_parts = ["kernels"] * bool(wanted_kernels) + ["programs"] * bool(wanted_programs)
    return wanted_parts or list(PARTS), wanted_kernels or None, wanted_programs or None


def main():
    arguments = parse_arguments()
    wanted_parts, wanted_kernels, wanted_programs = chosen(arguments.names)
    with Settings(arguments, wanted_kernels, wanted_programs) as settings:
        if arguments.list:
            print(f"parts: {' '.join(PARTS)}\nkernels: {' '.join(kernels.names())}\nprograms: {' '.join(kernels.program_names())}\n"
                  f"peers: {' '.join(peer.name for peer in settings.peers)}")
            return 0
        report = Report(settings)
        for name in wanted_parts:
            try:
                PARTS[name](settings, report)
            except BenchError as error:
                report.fail(f"{name}: {error}")
        return report.close(arguments.markdown, arguments.strict)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BenchError as error:
        print(f"bench: {error}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
