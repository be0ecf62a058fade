"""The ten kernels and the larger programs: the same work in every language, timed as whole processes. Every output must be
expected.txt."""
from measure.toolbox import HERE, BenchError, geometric_mean, run, say, time_in_turn

TIERS = (("tatu", "interp"), ("tatu-auto", "auto"))
KERNELS = HERE / "kernels"
PROGRAMS = HERE / "programs"


def names():
    return names_in(KERNELS)


def program_names():
    return names_in(PROGRAMS)


def names_in(folder):
    return sorted(path.name for path in folder.iterdir() if path.is_dir())


def folder_of(kernel):
    return next(folder / kernel for folder in (KERNELS, PROGRAMS) if (folder / kernel).is_dir())


def source_of(kernel, suffix):
    """The file of that language, or None."""
    return next(folder_of(kernel).glob(f"*{suffix}"), None)


def compile_java(settings, kernel):
    """The folder of the kernel's classes."""
    folder = settings.folder / "classes" / kernel
    if not folder.exists():
        folder.mkdir(parents=True)
        run(["javac", "-g", "-d", folder, source_of(kernel, ".java")])
    return folder


def commands_of(settings, kernel):
    """Names and words for Tatu, interpreted and compiled where time is spent, and the peers."""
    commands = [(name, [settings.tatu, "run", f"--tier={tier}", str(source_of(kernel, ".tatu"))]) for name, tier in TIERS]
    for peer in settings.peers:
        source = source_of(kernel, peer.suffix)
        if source:
            classes = compile_java(settings, kernel) if peer.suffix == ".java" else None
            commands.append((peer.name, peer.command(source, classes)))
    return commands


def gives_expected(kernel, name, words, report):
    expected = (folder_of(kernel) / "expected.txt").read_text()
    try:
        output = run(words)
    except BenchError as error:
        report.fail(f"{kernel} in {name}: {error}")
        return False
    if output != expected:
        report.fail(f"{kernel} in {name} gives {output!r}, not {expected!r}")
        return False
    return True


def best_times(settings, report, kernel):
    say(f"measuring {kernel}")
    commands = [(name, words) for name, words in commands_of(settings, kernel) if gives_expected(kernel, name, words, report)]
    if not commands:
        return {}
    seconds = time_in_turn(settings, [(name, " ".join(words)) for name, words in commands], settings.runs)
    return {name: min(times) for name, times in seconds.items()}


def measure(settings, report):
    means = compare(settings, report, "kernel", settings.kernels or names())
    if settings.kernels is None:
        promise(report, means)


def measure_programs(settings, report):
    compare(settings, report, "program", settings.larger or program_names())


def compare(settings, report, what, kernels):
    """The tables of seconds and of ratios; gives the mean ratio of each peer, None if it did not run all of them."""
    best = {kernel: best_times(settings, report, kernel) for kernel in kernels}
    peers = [peer.name for peer in settings.peers if any(source_of(kernel, peer.suffix) for kernel in kernels)]
    columns = [name for name, _ in TIERS] + peers
    report.table("Seconds, fastest run:", [what, *columns],
                 [[kernel] + [seconds(best[kernel].get(name)) for name in columns] for kernel in kernels])
    show_ratios(report, what, best, ("tatu-auto", "with machine code"), ["tatu", *peers])
    return show_ratios(report, what, best, ("tatu", "interpreted"), peers)


def show_ratios(report, what, best, subject, others):
    """The table of how long the others take beside `subject`; gives the means."""
    ratios = {kernel: ratios_of(times, subject[0], others) for kernel, times in best.items()}
    means = {other: mean_of(ratios, other) for other in others}
    rows = [[kernel] + [number(ratios[kernel].get(other)) for other in others] for kernel in best]
    report.table(f"Time of the other divided by the time of Tatu, {subject[1]} (above 1: Tatu is faster):", [what, *others],
                 rows + [["**geometric mean**"] + [f"**{number(means[other])}**" for other in others]])
    return means


def promise(report, means):
    if means.get("lua5.4"):
        report.promise("10 kernels beside Lua 5.4, geometric mean", "2 times as fast", f"{means['lua5.4']:.2f}",
                       means["lua5.4"] >= 2)
    if means.get("luajit-joff"):
        report.promise("10 kernels beside LuaJIT without its JIT", "faster", f"{means['luajit-joff']:.2f}",
                       means["luajit-joff"] > 1)


def ratios_of(times, subject, others):
    if subject not in times:
        return {}
    return {other: times[other] / times[subject] for other in others if other in times}


def mean_of(ratios, other):
    """Only over all kernels: a mean that leaves some out compares nothing."""
    values = [row[other] for row in ratios.values() if other in row]
    return geometric_mean(values) if values and len(values) == len(ratios) else None


def seconds(value):
    return "-" if value is None else f"{value:.2f}"


def number(value):
    return "-" if value is None else f"{value:.2f}"
