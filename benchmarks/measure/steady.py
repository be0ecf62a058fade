"""Programs that have run for a while in one process, beside compilers to machine code, and what it takes until then.

The programs repeat their work and write the milliseconds of each time: the first one is the time to the first result, the
fastest of the last half is the steady state. The kernels do their work once; their steady state is what a large size takes
more than another, since both contain the start and the warming up, and the time to the first result is that of the whole
process at the normal size."""
from dataclasses import replace

from measure import kernels
from measure.sizes import SIZES, program_of_size
from measure.toolbox import BenchError, geometric_mean, peak_memory_kib, run, run_both, say, time_in_turn

REPETITIONS = 10
PEERS = ("luajit", "node", "java", "pypy3")
# What is bound by allocation, strings or maps; all others compute.
BOUND_BY_DATA = ("binary_trees", "map_counting", "string_building", "graph_maps", "json_parser", "ray_tracer")
OBJECT_ORIENTED = ("richards", "event_simulator", "constraint_solver", "json_parser")


def contenders(settings):
    """Names, suffixes, and what makes the words from a source file and the folder of its classes."""
    rows = [(name, ".tatu", lambda source, _, tier=tier: [settings.tatu, "run", f"--tier={tier}", str(source)])
            for name, tier in (("tatu", "auto"), ("interpreter", "interp"))]
    peers = [peer for peer in settings.peers if peer.name in PEERS]
    first_tier = [replace(peer, name="java-c1", options=("-XX:TieredStopAtLevel=1",)) for peer in peers if peer.name == "java"]
    return rows + [(peer.name, peer.suffix, peer.command) for peer in peers + first_tier]


def measure(settings, report):
    steady, first, peak = {}, {}, {}
    # Naming kernels or programs leaves out the others.
    is_chosen = settings.kernels is not None or settings.larger is not None
    chosen_kernels = settings.kernels or ([] if is_chosen else kernels.names())
    chosen_programs = settings.larger or ([] if is_chosen else kernels.program_names())
    for name in chosen_kernels + chosen_programs:
        say(f"measuring {name} at length")
        measured = kernel_figures(settings, name) if name in chosen_kernels else program_figures(settings, name)
        for table, column in zip((steady, first, peak), zip(*measured.values())):
            table[name] = dict(zip(measured, column))
    columns = [name for name, _, _ in contenders(settings)]
    show(report, "Steady state, milliseconds:", columns, steady, "{:.0f}")
    show(report, "Time to the first result, milliseconds:", columns, first, "{:.0f}")
    show(report, "Peak memory, MiB:", columns, peak, "{:.0f}")
    show_ratios(report, columns[1:], steady)
    promise(report, steady)


# ---- Figures: for each contender steady milliseconds, those to the first result, peak MiB

def program_figures(settings, name):
    expected = (kernels.folder_of(name) / "expected.txt").read_text()
    figures = {}
    for contender, suffix, command in contenders(settings):
        source = kernels.source_of(name, suffix)
        classes = kernels.compile_java(settings, name) if suffix == ".java" else None
        table = settings.folder / "peak"
        words = command(source, classes) + [rounds_of(name), str(REPETITIONS)]
        output, messages = run_both(["/usr/bin/time", "-f", "%M", "-o", table, *words])
        if output != expected:
            raise BenchError(f"{name} in {contender} gives {output!r}, not {expected!r}")
        times = [float(line) for line in messages.split()]
        figures[contender] = (max(min(times[REPETITIONS // 2:]), 0.5), times[0], int(table.read_text()) / 1024)
    return figures


def rounds_of(name):
    """What the program does if nothing is said."""
    for line in kernels.source_of(name, ".tatu").read_text().splitlines():
        if line.strip().startswith("val rounds ="):
            return line.rsplit("{", 1)[1].strip(" }")
    raise BenchError(f"{name} does not say how many rounds it works")


def kernel_figures(settings, name):
    commands = {}
    for contender, suffix, command in contenders(settings):
        for size in ("base", "large"):
            commands[f"{contender} {size}"] = command_of_size(settings, name, size, suffix, command)
    check_outputs(name, {key: run(words) for key, words in commands.items() if key.endswith(" large")})
    times = time_in_turn(settings, [(key, " ".join(words)) for key, words in commands.items()], max(2, settings.runs // 2))
    fastest = {key: 1000 * min(values) for key, values in times.items()}
    normal = "large" if SIZES[name].large == SIZES[name].normal else "base"
    return {contender: (max(fastest[f"{contender} large"] - fastest[f"{contender} base"], 0.5), fastest[f"{contender} {normal}"],
                        peak_memory_kib(settings, commands[f"{contender} {normal}"]) / 1024) for contender, _, _ in contenders(settings)}


def command_of_size(settings, name, size, suffix, command):
    source = program_of_size(settings, name, size, suffix)
    classes = source.parent / "classes"
    if suffix == ".java":
        run(["javac", "-d", classes, source])
    return command(source, classes)


def check_outputs(name, outputs):
    if len(set(outputs.values())) > 1:
        raise BenchError(f"{name} at its large size gives {outputs}")


# ---- Tables and promises

def show(report, title, columns, table, form):
    report.table(title, ["program", *columns], [[name] + [form.format(row[column]) if column in row else "-" for column in columns]
                                                for name, row in table.items()])


def ratios_to(steady, other, names=None):
    return [row[other] / row["tatu"] for name, row in steady.items() if other in row and (names is None or name in names)]


def show_ratios(report, others, steady):
    rows = [[name] + [f"{row[other] / row['tatu']:.2f}" if other in row else "-" for other in others] for name, row in steady.items()]
    means = [ratios_to(steady, other) for other in others]
    rows.append(["**geometric mean**"] + [f"**{geometric_mean(values):.2f}**" if values else "-" for values in means])
    report.table("Steady time of the other divided by that of Tatu (above 1: Tatu is faster):", ["program", *others], rows)


def promise(report, steady):
    computing = [name for name in steady if name not in BOUND_BY_DATA]
    for what, names, asked in (("programs that compute", computing, 4), ("programs bound by allocation, strings or maps", BOUND_BY_DATA, 2)):
        values = {name: ratios_to(steady, "interpreter", [name])[0] for name in steady if name in names}
        if values:
            least = min(values, key=values.get)
            measured = f"{values[least]:.2f} in {least}; geometric mean {geometric_mean(values.values()):.2f}"
            report.promise(f"{what}, beside the interpreter", f"{asked} times as fast, each", measured, values[least] >= asked)
    for other, title, asked in (("java", "C2", 4), ("java-c1", "C1", 2)):
        values = ratios_to(steady, other)
        if values:
            mean = 1 / geometric_mean(values)
            report.promise(f"steady state beside HotSpot {title}, geometric mean", f"at most {asked} times as long", f"{mean:.2f}", mean <= asked)
    for other in ("pypy3", "luajit"):
        values = {name: ratios_to(steady, other, [name])[0] for name in steady if name in OBJECT_ORIENTED and other in steady[name]}
        if values:
            least = min(values, key=values.get)
            report.promise(f"object-oriented programs beside {other}", "faster, each", f"{values[least]:.2f} times as fast in {least}", values[least] > 1)
