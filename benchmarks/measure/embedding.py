"""What hosts pay: a guest's whole life, a call of a guest, a call of the host, beside other machines that are made to be
embedded; a message from guest to guest; and what many guests of one process take."""
from measure.parts import results_of
from measure.toolbox import HERE, BenchError, run, say

LUA_STATES = {"lua5.4": "lua_states", "luajit": "luajit_states"}
CALLS_IN_ONE = 1000  # of the host, in each round of callHost
HOST_CALLS = {"function": "a function, of a number", "method": "a method of an object",
              "knownObject": "a function whose result is an object that the guest has", "newObject": "one that it has not"}
IDLE = 10_000
LIVES = 100_000


def in_nanoseconds(row):
    return row["real_time"] * {"ns": 1, "us": 1e3, "ms": 1e6}[row["time_unit"]]


def figures_of(settings, program):
    """Microseconds of a life, nanoseconds of a call of a guest, with no deadline and with one if there are such, and of
    those of the host, by what is called."""
    results = results_of(settings, program, seconds=2)

    def figures(wanted):
        return [in_nanoseconds(row) for name, row in sorted(results.items(), reverse=True) if name.startswith(wanted)]

    host = {name.removeprefix("callHost").removeprefix("/") or "function": in_nanoseconds(row) / CALLS_IN_ONE
            for name, row in results.items() if name.startswith("callHost")}
    return figures("life")[0] / 1000, figures("callGuest"), host


def row_of(name, life, guest, host):
    return [name, f"{life:.1f}", " and ".join(f"{value:.0f}" for value in guest), f"{host['function']:.0f}"]


def node_rows(settings):
    if not settings.peer("node"):
        return []
    rows = [["node vm context", f"{float(run(['node', HERE / 'embedding' / 'contexts.js'])):.0f}", "", ""]]
    isolate = run(["node", "--no-node-snapshot", HERE / "embedding" / "isolates.js"]).strip()
    if isolate.startswith("missing"):
        say(f"no figure for isolated-vm: {isolate}")
        return rows
    return rows + [["isolated-vm isolate", f"{float(isolate):.0f}", "", ""]]


def measure_calls(settings, report):
    life, guest, host = figures_of(settings, "embedding_benchmark")
    rows = [row_of("tatu guest", life, guest, host)]
    for name, program in LUA_STATES.items():
        if (settings.programs / program).exists():
            rows.append(row_of(f"{name} state", *figures_of(settings, program)))
    report.table("A guest of a module that is loaded:",
                 ["what", "life, µs", "host to guest (and with a deadline), ns", "guest to host, ns"], rows + node_rows(settings))
    report.table("What a guest calls of its host:", ["what", "ns"],
                 [[text, f"{host[name]:.0f}"] for name, text in HOST_CALLS.items()])
    report.promise("create, call once and destroy a guest", "at most 20 µs", f"{life:.1f} µs", life <= 20)
    report.promise("call of a guest by its host", "at most 50 ns", f"{max(guest):.0f} ns", max(guest) <= 50)
    function = host["function"]
    report.promise("call of the host by a guest", "at most 30 ns", f"{function:.0f} ns", function <= 30)


def measure_many(settings, report):
    program = settings.programs / "embedding_guests"
    if not program.exists():
        raise BenchError(f"{program} was not built")

    def more(what, count):
        """KiB that the process has more, and what else."""
        found = {name: int(value) for name, value in (line.split() for line in run([program, what, count]).splitlines())}
        return found.pop("kib"), found

    def text(counts):
        return ", ".join(f"{count} {kind}" for kind, count in counts.items())

    idle_kib, idle = more("idle", IDLE)
    left_kib, left = more("lives", LIVES)
    report.promise(f"{IDLE:,} guests that have been called once and stand idle",
                   "at most 32 KiB resident each; mappings, descriptors and threads do not grow with them",
                   f"{idle_kib / IDLE:.1f} KiB; {text(idle)}", idle_kib <= 32 * IDLE and max(idle.values()) <= IDLE / 100)
    report.promise(f"what {LIVES:,} lives of guests leave behind", "nothing", f"{left_kib} KiB, {text(left)}",
                   left_kib <= 4096 and max(left.values()) <= 4)


def measure_channels(settings, report):
    results = results_of(settings, "embedding_channels")
    rows = []
    for what, name in (("one thread", "numbers/{}/64"), ("one thread, sender and receiver meet", "numbers/{}/0"),
                       ("one thread, a text and a number", "orders/{}/64"), ("two threads", "numbers/{}/64"),
                       ("both ends in one guest", "withinOneGuest/64"), ("the language's own, in one guest", "languagesOwn/64")):
        threads = 2 if what.startswith("two") else 1
        wanted = name.format(threads)
        row = next(row for found, row in results.items() if found == wanted or found.startswith(wanted + "/"))
        rows.append([what, f"{1e9 / row['items_per_second']:.0f}"])
    report.table("A message from one guest to another, through a channel that holds 64:", ["where", "ns"], rows)


def measure(settings, report):
    say("measuring what hosts pay")
    measure_calls(settings, report)
    say("measuring channels between guests")
    measure_channels(settings, report)
    say("measuring many guests")
    measure_many(settings, report)
