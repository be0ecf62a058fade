"""Measurements of single parts, made by Google Benchmark programs, and for the allocator by a program in Java."""
import json

from measure.toolbox import HERE, BenchError, run, say


def results_of(settings, program, seconds=1.0, wanted="."):
    """What a program reports, by the name of the benchmark: the fastest of five repetitions, in turn with the others."""
    path = settings.programs / program
    if not path.exists():
        raise BenchError(f"{path} was not built")
    text = run([path, "--benchmark_format=json", f"--benchmark_min_time={seconds / 5}", "--benchmark_repetitions=5",
                "--benchmark_enable_random_interleaving=true", f"--benchmark_filter={wanted}"])
    rows = json.loads(text)["benchmarks"]
    fastest = {}
    for row in sorted((row for row in rows if row["run_type"] == "iteration"), key=lambda row: row["real_time"], reverse=True):
        fastest[row["run_name"]] = row
    return fastest


def linearity(rates):
    """How the rate of the largest input compares with that of the smaller ones: 1 is linear."""
    return rates[-1] / rates[-2]


def measure_verifier(settings, report):
    say("measuring reader and verifier")
    results = results_of(settings, "module_benchmark", seconds=3)
    rates = {name: results[name]["bytes_per_second"] / 1e6 for name in sorted(results)}
    rows = [[name, f"{results[name]['module bytes'] / 1000:.0f}", f"{rate:.1f}"] for name, rate in rates.items()]
    report.table("Reader and verifier, modules of generated programs:", ["what/lines", "module KB", "MB/s"], rows)
    sizes = [rates[f"readAndVerify/{lines}"] for lines in (1000, 10000, 100000)]
    report.promise("reader and verifier", "at least 50 MB/s, linear",
                   f"{sizes[-1]:.0f} MB/s; at 10 times the size {linearity(sizes):.2f} of the rate",
                   sizes[-1] >= 50 and linearity(sizes) > 0.75)


def measure_compiler(settings, report):
    say("measuring the compiler")
    results = results_of(settings, "compiler_benchmark", seconds=3, wanted="^compile/")
    sizes = [results[f"compile/{lines}"] for lines in (1000, 10000, 100000)]
    rows = [[row["run_name"], f"{row['lines/s'] / 1000:.0f}", f"{row['peak bytes/line']:.0f}"] for row in sizes]
    report.table("Compiler, generated programs, source text to module:", ["what/lines", "1000 lines/s", "peak bytes per line"], rows)
    rates = [row["lines/s"] for row in sizes]
    report.promise("compiler, 100,000 lines", "at least 50,000 lines/s, linear",
                   f"{rates[-1]:,.0f} lines/s; at 10 times the size {linearity(rates):.2f} of the rate",
                   rates[-1] >= 50000 and linearity(rates) > 0.75)
    report.promise("memory of the compiler, 100,000 lines", "under 2 KB a line", f"{sizes[-1]['peak bytes/line']:,.0f} bytes",
                   sizes[-1]["peak bytes/line"] < 2000)


def java_allocation(settings):
    """Nanoseconds of an object of one, two and six fields."""
    text = run(["java", "-XX:+UseSerialGC", "-XX:-DoEscapeAnalysis", HERE / "gc" / "SmallObjects.java"])
    column = -2 if settings.by_processor_time else -3
    return [float(line.split()[column]) for line in text.splitlines()]


def our_allocation(settings):
    results = results_of(settings, "gc_benchmark", seconds=1, wanted="^DeadObjects/")
    column = "cpu_time" if settings.by_processor_time else "real_time"
    return [results[f"DeadObjects/{fields}/process_time/real_time"][column] for fields in (1, 2, 6)]


def measure_allocator(settings, report):
    if not settings.peer("java"):
        report.fail("allocator: there is no java")
        return
    say("measuring the allocator")
    rounds = [(our_allocation(settings), java_allocation(settings)) for _ in range(3)]
    ours, theirs = [[min(column) for column in zip(*side)] for side in zip(*rounds)]
    ratios = [mine / other for mine, other in zip(ours, theirs)]
    names = ("one field", "two fields", "six fields")
    rows = [[name, f"{mine:.2f}", f"{other:.2f}", f"{ratio:.2f}"] for name, mine, other, ratio in zip(names, ours, theirs, ratios)]
    report.table("Making small objects that die at once, ns each:", ["object", "Tatu's heap", "HotSpot", "ratio"], rows)
    report.promise("allocator beside HotSpot without escape analysis", "at most 3 times as long",
                   ", ".join(f"{ratio:.2f}" for ratio in ratios), max(ratios) <= 3)
