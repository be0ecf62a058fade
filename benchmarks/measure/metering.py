"""What fuel and limits cost: the command beside the same command built without counting (TATU_UNMETERED, which exists for
this measurement alone), by the instructions that callgrind counts, and by the fastest of runs in turn."""
import re

from measure import kernels
from measure.toolbox import BenchError, geometric_mean, run, say, time_in_turn

# For callgrind, which is 50 times as slow: less of the same work.
SMALLER = {
    "binary_trees": ("deepest = 17", "deepest = 8"),
    "fannkuch": ("fannkuch(10)", "fannkuch(7)"),
    "fib": ("fib(39)", "fib(24)"),
    "mandelbrot": ("size = 1200", "size = 80"),
    "map_counting": ("1..12000000", "1..60000"),
    "nbody": ("1..1000000", "1..8000"),
    "richards": ("1..200", "1..2"),
    "sieve": ("sieve(5000000)", "sieve(50000)"),
    "spectral_norm": ("n = 1100", "n = 80"),
    "string_building": ("build(200000)", "build(2000)"),
}


def smaller_program(settings, kernel):
    text = kernels.source_of(kernel, ".tatu").read_text()
    old, new = SMALLER[kernel]
    if old not in text:
        raise BenchError(f"{kernel} no longer contains '{old}': put its size right in measure/metering.py")
    program = settings.folder / f"smaller_{kernel}.tatu"
    program.write_text(text.replace(old, new))
    return program


def instructions(settings, command, program):
    log = settings.folder / "callgrind.log"
    run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", f"--log-file={log}", command, "run", program])
    return int(re.search(r"Collected : (\d+)", log.read_text()).group(1))


def instruction_ratio(settings, kernel, starts):
    program = smaller_program(settings, kernel)
    counts = [instructions(settings, command, program) - start
              for command, start in zip((settings.tatu, settings.unmetered), starts)]
    return counts[0] / counts[1]


def starting_instructions(settings):
    empty = settings.folder / "empty.tatu"
    empty.write_text("fun main() {}\n")
    return [instructions(settings, command, empty) for command in (settings.tatu, settings.unmetered)]


def time_ratio(settings, kernel):
    source = kernels.source_of(kernel, ".tatu")
    commands = [("metered", f"{settings.tatu} run {source}"), ("unmetered", f"{settings.unmetered} run {source}")]
    times = time_in_turn(settings, commands, 2 * settings.runs)
    return min(times["metered"]) / min(times["unmetered"])


def percent(ratio):
    return f"{100 * (ratio - 1):+.1f} %"


def measure(settings, report):
    if not settings.unmetered:
        raise BenchError("TATU_UNMETERED must name a command that was built without counting; ./dev bench does that")
    starts = starting_instructions(settings)
    by_count, by_time = {}, {}
    for kernel in settings.kernels or kernels.names():
        say(f"measuring what fuel and limits cost in {kernel}")
        by_count[kernel] = instruction_ratio(settings, kernel, starts)
        by_time[kernel] = time_ratio(settings, kernel)
    means = [geometric_mean(list(ratios.values())) for ratios in (by_count, by_time)]
    rows = [[kernel, percent(by_count[kernel]), percent(by_time[kernel])] for kernel in by_count]
    report.table("What fuel and limits add:", ["kernel", "instructions", "time"],
                 rows + [["**geometric mean**", *(f"**{percent(mean)}**" for mean in means)]])
    for way, mean in zip(("instructions", "fastest runs in turn"), means):
        report.promise(f"cost of fuel and limits, {way}", "at most 5 %", percent(mean), mean <= 1.05)
