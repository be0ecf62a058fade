"""What fibers cost: switches, channels, starts, and memory of many that wait; beside what other languages have of it."""
import shutil

from measure.toolbox import HERE, run, say, peak_memory_kib

FOLDER = HERE / "fibers"
PARKED = 100_000
ROWS = (("switch", "switch"), ("round_trip", "round trip over two channels"), ("buffered_value", "value over a buffered channel"),
        ("spawn_and_await", "start, run and await"), ("generated_value", "value of a generator"),
        ("generated_by_object", "the same where its block cannot be opened"),
        ("piped_value", "the same by way of filter, map and take"), ("generated_in_place", "value of a block where the loop stands"),
        ("turn", "turn of a loop without either"))


def commands_of(settings):
    """By name the words that run the program of each language that is here."""
    commands = {"tatu": [settings.tatu, "run", FOLDER / "fibers.tatu"],
                "tatu, interpreted": [settings.tatu, "run", "--tier=interp", FOLDER / "fibers.tatu"]}
    if shutil.which("go"):
        program = settings.folder / "fibers_go"
        run(["go", "build", "-o", program, FOLDER / "fibers.go"])
        commands["go, one thread"] = [program]
    if shutil.which("node"):
        commands["node"] = ["node", FOLDER / "fibers.js"]
    if shutil.which("luajit"):
        commands["luajit"] = ["luajit", FOLDER / "fibers.lua"]
    return commands


def nanoseconds(words):
    """What a program reports, by name."""
    return {name: float(value) for name, value in (line.split() for line in run(words).splitlines())}


def fastest(settings, commands):
    """The least of some runs of each, in turn."""
    best = {name: {} for name in commands}
    for _ in range(max(3, settings.runs)):
        for name, words in commands.items():
            for what, value in nanoseconds(words).items():
                best[name][what] = min(value, best[name].get(what, value))
    return best


def parked(settings, count):
    """Milliseconds to make so many fibers that wait, and the peak memory of the process in bytes."""
    words = [settings.tatu, "run", FOLDER / "parked.tatu", str(count)]
    return min(int(run(words)) for _ in range(3)), 1024 * peak_memory_kib(settings, [str(word) for word in words])


def measure(settings, report):
    say("measuring fibers")
    commands = commands_of(settings)
    best = fastest(settings, commands)
    rows = [[title, *(f"{best[name][what]:.1f}" if what in best[name] else "" for name in commands)] for what, title in ROWS]
    report.table("Fibers, ns each:", ["what", *commands], rows)
    time, memory = parked(settings, PARKED)
    each = (memory - parked(settings, 1)[1]) / PARKED
    ours = best["tatu"]
    # Shown with what each turn takes: a loop with nothing to do takes a fraction of a nanosecond.
    ratios = [ours[what] / ours["turn"] for what in ("generated_in_place", "generated_value")]
    report.promise("a loop over a sequence block beside a loop without", "at most 3 times as long",
                   f"{ratios[0]:.1f} ({ours['turn']:.2f} ns a turn); by way of a function {ratios[1]:.1f}", max(ratios) <= 3)
    report.promise("fiber switch", "at most 100 ns", f"{ours['switch']:.0f} ns", ours["switch"] <= 100)
    report.promise("channel round trip", "at most 400 ns", f"{ours['round_trip']:.0f} ns", ours["round_trip"] <= 400)
    report.promise(f"{PARKED:,} parked fibers", "made in at most 0.5 s, at most 9 KiB each",
                   f"{time} ms, {each / 1024:.1f} KiB", time <= 500 and each <= 9 * 1024)
