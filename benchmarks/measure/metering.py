"""What fuel and limits cost: the command beside the same command built without counting (TATU_UNMETERED, which exists for
this measurement alone), by the instructions that callgrind counts, and by the fastest of runs in turn.

Machine code is compared with every function compiled before its first call: what is not counted cannot be found hot."""
import os
import re

from measure import kernels
from measure.sizes import program_of_size
from measure.toolbox import BenchError, geometric_mean, run, say, time_in_turn

# What runs the programs, what it is called, and what it may cost.
TIERS = (("interp", "interpreter", 5), ("baseline", "machine code", 6))


# The sizes that are compared. In the smaller one everything hot has its last machine code.
SMALLER, LARGER = "medium", "more"


def instructions(settings, command, tier, program):
    log = settings.folder / "callgrind.log"
    clock = settings.programs / "slow_clock.so"  # who runs fifty times as slowly shall not find that time passes quickly
    # Machine code is written in one place and executed in another, so valgrind does not see by itself that it changes.
    run(["valgrind", "--tool=callgrind", "--smc-check=all", "--callgrind-out-file=/dev/null", f"--log-file={log}", command, "run", f"--tier={tier}", program],
        env={**os.environ, "LD_PRELOAD": str(clock)})
    return int(re.search(r"Collected : (\d+)", log.read_text()).group(1))


def instruction_ratio(settings, kernel, tier):
    """By what more work takes: the start and the compilers are the same in both sizes."""
    smaller, larger = (program_of_size(settings, kernel, size) for size in (SMALLER, LARGER))
    counts = [instructions(settings, command, tier, larger) - instructions(settings, command, tier, smaller)
              for command in (settings.tatu, settings.unmetered)]
    return counts[0] / counts[1]


def time_ratio(settings, kernel, tier):
    source = kernels.source_of(kernel, ".tatu")
    commands = [(name, f"{command} run --tier={tier} {source}")
                for name, command in (("metered", settings.tatu), ("unmetered", settings.unmetered))]
    times = time_in_turn(settings, commands, 2 * settings.runs)
    return min(times["metered"]) / min(times["unmetered"])


def percent(ratio):
    return f"{100 * (ratio - 1):+.1f} %"


def measure(settings, report):
    if not settings.unmetered:
        raise BenchError("TATU_UNMETERED must name a command that was built without counting; ./dev bench does that")
    for tier, name, most in TIERS:
        measure_tier(settings, report, tier, name, most)


def measure_tier(settings, report, tier, name, most):
    by_count, by_time = {}, {}
    for kernel in settings.kernels or kernels.names():
        say(f"measuring what fuel and limits cost in {kernel}, {name}")
        by_count[kernel] = instruction_ratio(settings, kernel, tier)
        by_time[kernel] = time_ratio(settings, kernel, tier)
    means = [geometric_mean(list(ratios.values())) for ratios in (by_count, by_time)]
    rows = [[kernel, percent(by_count[kernel]), percent(by_time[kernel])] for kernel in by_count]
    report.table(f"What fuel and limits add, {name}:", ["kernel", "instructions", "time"],
                 rows + [["**geometric mean**", *(f"**{percent(mean)}**" for mean in means)]])
    for way, mean in zip(("instructions", "fastest runs in turn"), means):
        report.promise(f"cost of fuel and limits, {name}, {way}", f"at most {most} %", percent(mean), mean <= 1 + most / 100)
