"""How guests share the threads of a scheduler: two threads, a victim among hostile guests, and how soon guests stop."""
from measure.toolbox import run, say

WORK = ("spin", "litter", "exceptions", "recursion", "fibers", "sorting", "maps", "copies", "searches", "output", "calls",
        "sleep", "naps", "never", "accept")
COLLECTS = ("litter", "fibers", "sorting", "maps", "copies")  # pauses of the collector are part of these
MOST_MICROSECONDS = 1000


def measure(settings, report):
    say("measuring how guests share threads")
    figures = {name: float(value) for name, value in
               (line.split() for line in run([settings.programs / "sharing_benchmark"]).splitlines())}
    rows = [[name, f"{figures[f'stop_{name}_median']:.0f}", f"{figures[f'stop_{name}_999']:.0f}"] for name in WORK]
    report.table("From the wish that a guest stops to its end, µs:", ["what it does", "median", "99.9 %"], rows)
    computing, allocating = figures["two_threads_compute"], figures["two_threads_allocate"]
    report.promise("two threads, computing", "at least 1.9 times one", f"{computing:.2f}", computing >= 1.9)
    report.promise("two threads, allocating", "at least 1.5 times one", f"{allocating:.2f}", allocating >= 1.5)
    share = figures["victim_share"]
    report.promise("a victim beside 50 hostile guests", "at least 90 % of its share", f"{100 * share:.0f} %", share >= 0.9)
    latest = max(figures[f"stop_{name}_999"] for name in WORK if name not in COLLECTS)
    report.promise("a guest stops, 99.9 % of times, without collections", "within 1 ms", f"{latest / 1000:.2f} ms",
                   latest <= MOST_MICROSECONDS)
