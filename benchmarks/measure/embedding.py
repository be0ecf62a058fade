"""What hosts pay: a guest's whole life, a call of a guest, a call of the host; beside other machines that are made to be embedded."""
from measure.parts import results_of
from measure.toolbox import HERE, run, say

LUA_STATES = {"lua5.4": "lua_states", "luajit": "luajit_states"}
CALLS_IN_ONE = 1000  # of the host, in each round of callHost


def in_nanoseconds(row):
    return row["real_time"] * {"ns": 1, "us": 1e3, "ms": 1e6}[row["time_unit"]]


def figures_of(settings, program):
    results = results_of(settings, program, seconds=2)
    life, guest, host = (in_nanoseconds(next(row for name, row in results.items() if name.startswith(wanted)))
                         for wanted in ("life", "callGuest", "callHost"))
    return life / 1000, guest, host / CALLS_IN_ONE


def measure(settings, report):
    say("measuring what hosts pay")
    life, guest, host = figures_of(settings, "embedding_benchmark")
    rows = [["tatu guest", f"{life:.1f}", f"{guest:.0f}", f"{host:.0f}"]]
    for name, program in LUA_STATES.items():
        if (settings.programs / program).exists():
            row = figures_of(settings, program)
            rows.append([f"{name} state", *(f"{value:.{digits}f}" for value, digits in zip(row, (1, 0, 0)))])
    if settings.peer("node"):
        rows.append(["node vm context", f"{float(run(['node', HERE / 'embedding' / 'contexts.js'])):.0f}", "", ""])
    report.table("A guest of a module that is loaded:", ["what", "life, µs", "host to guest, ns", "guest to host, ns"], rows)
    report.promise("create, call once and destroy a guest", "at most 20 µs", f"{life:.1f} µs", life <= 20)
    report.promise("call of a guest by its host", "at most 50 ns", f"{guest:.0f} ns", guest <= 50)
    report.promise("call of the host by a guest", "at most 30 ns", f"{host:.0f} ns", host <= 30)
