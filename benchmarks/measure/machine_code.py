"""The compiler to machine code and what it makes: how fast and how large, when it comes, how long programs wait for it, how
much of the work is done in it, and what throwing and small objects cost there. Programs of these alone are in native/."""
import json
import subprocess
from statistics import median

from measure import kernels
from measure.parts import java_allocation
from measure.sizes import program_of_size
from measure.toolbox import HERE, BenchError, run, say, time_in_turn

NATIVE = HERE / "native"
GENERATED_LINES = 50_000  # more has too many instances of generic code


def statistics_of(settings, options, source, *arguments):
    """What --stats says of a run that must end well."""
    words = [settings.tatu, "run", "--stats", "--error-format=json", *options, source, *arguments]
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode != 0:
        raise BenchError(f"'{' '.join(map(str, words))}' failed with {done.returncode}: {done.stderr[:300]}")
    facts = json.loads(done.stderr.splitlines()[-1])["statistics"]
    if "machineCode" not in facts and "--tier=interp" not in options:
        raise BenchError("this build has no compiler to machine code")
    return facts | {"output": done.stdout}


def measure(settings, report):
    for part in (measure_compiling, measure_pauses, measure_long_loop, measure_throwing, measure_objects, measure_start, measure_share):
        try:
            part(settings, report)
        except BenchError as error:
            report.fail(f"jit: {error}")


# ---- Compiling

def generated_program(settings, main):
    """The generated program with another main; `main` gets the numbers of its units."""
    text = run([settings.programs / "write_ordinary_code", str(GENERATED_LINES)])
    units = text.count("\nfun simulate")
    program = settings.folder / "generated.tatu"
    program.write_text(text[:text.rindex("fun main()")] + main(range(units)))
    return program


def calls_everything(units):
    return "fun main() {\n  var sum = 0\n" + "".join(f"  sum += simulate{unit}(7, 6)\n" for unit in units) + "  println(sum)\n}\n"


def measure_compiling(settings, report):
    say("measuring the compiler to machine code")
    sources = [(kernel, program_of_size(settings, kernel, "small"), ()) for kernel in kernels.names()]
    sources += [(program, kernels.source_of(program, ".tatu"), ("1",)) for program in kernels.program_names()]
    sources.append(("generated", generated_program(settings, calls_everything), ()))
    made = {name: statistics_of(settings, ["--tier=baseline"], source, *arguments)["machineCode"] for name, source, arguments in sources}
    own = [facts for name, facts in made.items() if name != "generated"]
    made["kernels and programs"] = {key: sum(facts[key] for facts in own) for key in own[0]}
    rows = [[name, str(facts["methods"]), f"{facts['bytes'] / 1000:.1f}", f"{speed(facts):.1f}", f"{size(facts):.1f}"]
            for name, facts in made.items()]
    report.table("Machine code of everything that runs:", ["program", "functions", "KB", "MB/s", "bytes for a byte of bytecode"], rows)
    for name in ("kernels and programs", "generated"):
        report.promise(f"compiling, {name}, MB of prepared code a second", "at least 5", f"{speed(made[name]):.1f}", speed(made[name]) >= 5)
        report.promise(f"size of machine code, {name}", "at most 25 bytes for a byte of bytecode", f"{size(made[name]):.1f}",
                       size(made[name]) <= 25)


def speed(facts):
    return 1000 * facts["preparedBytes"] / facts["nanoseconds"]


def size(facts):
    return facts["bytes"] / facts["bytecodeBytes"]


# ---- Waiting

def reads_clock(units):
    """Calls all units for some seconds, and prints the longest time between two readings of the clock, in nanoseconds, of the
    second half: in the first one, functions are prepared."""
    work = ",\n    ".join(f"n => simulate{unit}(n, 2)" for unit in units)
    return f"""fun main() {{
  val work: List<(Int) -> Int> = [
    {work}
  ]
  for each in work {{ each(7) }}
  var longest = 0
  var sum = 0
  var last = Time.monotonicNanoseconds()
  val end = last + 3_000_000_000
  while last < end {{
    for each in work {{
      sum += each(7)
      val now = Time.monotonicNanoseconds()
      if now - last > longest {{ longest = now - last }}
      last = now
    }}
  }}
  println(longest)
}}
"""


def measure_pauses(settings, report):
    say("measuring how long a program waits for the compiler")
    program = generated_program(settings, reads_clock)
    longest, prepared = {}, 0
    for _ in range(max(3, settings.runs)):
        for tier in ("auto", "interp"):
            facts = statistics_of(settings, [f"--tier={tier}", "--jit-threshold=1", "--allow-all"], program)
            longest[tier] = min(longest.get(tier, float("inf")), int(facts["output"]) / 1e6)
            prepared = max(prepared, facts.get("machineCode", {}).get("preparedBytes", 0) / 1e6)
    report.promise(f"longest pause while {prepared:.2f} MB of prepared code are compiled, least of some runs", "at most 2 ms",
                   f"{longest['auto']:.2f} ms; interpreted {longest['interp']:.2f} ms", longest["auto"] <= 2)


def measure_long_loop(settings, report):
    """What the interpreter has done of the loop, at the rate at which it does such loops."""
    say("measuring when a loop is in machine code")
    source = NATIVE / "long_loop.tatu"
    interpreted = statistics_of(settings, ["--tier=interp"], source)
    rate = interpreted["fuel"] / interpreted["nanoseconds"]["run"]
    runs = [statistics_of(settings, ["--tier=auto"], source) for _ in range(max(5, settings.runs))]
    milliseconds = [(facts["fuel"] - facts["machineCode"]["fuel"]) / rate / 1e6 for facts in runs]
    report.promise("a long loop of main is in machine code", "within 10 ms", f"{median(milliseconds):.2f} ms", median(milliseconds) <= 10)


# ---- In machine code

def measure_throwing(settings, report):
    say("measuring exceptions")
    rows = [[float(line) for line in run([settings.tatu, "run", NATIVE / "throwing.tatu"]).split()] for _ in range(settings.runs)]
    thrown, returned = (min(column) for column in zip(*rows))
    report.promise("throw to catch across 10 native frames", "at most 1 us",
                   f"{thrown / 1000:.2f} us; going there and returning takes {returned / 1000:.2f}", thrown <= 1000)


OBJECTS = 500_000_000  # that small_objects.tatu makes of each kind


def our_objects(settings):
    """Nanoseconds of an object of one, two and six fields."""
    command = [str(settings.tatu), "run", str(NATIVE / "small_objects.tatu")]
    if not settings.by_processor_time:
        return [float(line) for line in run(command).split()]
    times = time_in_turn(settings, [(kind, " ".join([*command, kind])) for kind in ("one", "two", "six")], 1)
    return [1e9 * min(values) / OBJECTS for values in times.values()]


def measure_objects(settings, report):
    if not settings.peer("java"):
        raise BenchError("small objects: there is no java")
    say("measuring small objects")
    rounds = [(our_objects(settings), java_allocation(settings)) for _ in range(3)]
    ours, theirs = [[min(column) for column in zip(*side)] for side in zip(*rounds)]
    ratios = [mine / other for mine, other in zip(ours, theirs)]
    rows = [[name, f"{mine:.2f}", f"{other:.2f}", f"{ratio:.2f}"]
            for name, mine, other, ratio in zip(("one field", "two fields", "six fields"), ours, theirs, ratios)]
    report.table("Making small objects that die at once, in a loop of the language, ns each:", ["object", "Tatu", "HotSpot", "ratio"], rows)
    report.promise("small objects in Tatu beside HotSpot without escape analysis", "at most 3 times as long",
                   ", ".join(f"{ratio:.2f}" for ratio in ratios), max(ratios) <= 3)


def measure_start(settings, report):
    say("measuring the start with and without the compiler")
    hello = settings.folder / "hello_native.tatu"
    hello.write_text('fun main() { println("Hello, world!") }\n')
    commands = [(tier, f"{settings.tatu} run --tier={tier} {hello}") for tier in ("auto", "interp")]
    times = time_in_turn(settings, commands, 16 * settings.runs, warm_up=3)
    middle = {tier: 1000 * median(values) for tier, values in times.items()}
    more = middle["auto"] - middle["interp"]
    report.promise("start of hello.tatu with the compiler beside without", "at most 0.2 ms more",
                   f"{more:+.2f} of {middle['interp']:.2f} ms", more <= 0.2)


def measure_share(settings, report):
    """Of whole runs, of which warming up is a part."""
    shares = {}
    for name in kernels.names() + kernels.program_names():
        say(f"measuring how much of {name} is done in machine code")
        facts = statistics_of(settings, ["--tier=auto"], kernels.source_of(name, ".tatu"))
        shares[name] = 100 * facts["machineCode"]["fuel"] / facts["fuel"]
    report.table("Fuel that is used in machine code:", ["program", "%"], [[name, f"{share:.2f}"] for name, share in shares.items()])
    least = min(shares, key=shares.get)
    report.promise("fuel used in machine code, each kernel and program", "at least 95 %", f"{shares[least]:.1f} % in {least}", shares[least] >= 95)
