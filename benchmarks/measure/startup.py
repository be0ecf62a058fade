"""A program of one line, as a whole process: how long, and how much memory at most."""
from statistics import median

from measure.toolbox import peak_memory_kib, run, say, time_in_turn

SOURCES = {
    "hello.tatu": 'fun main() { println("Hello, world!") }\n',
    "hello.lua": 'print("Hello, world!")\n',
    "hello.js": 'console.log("Hello, world!");\n',
    "hello.py": 'print("Hello, world!")\n',
    "Hello.java": 'final class Hello { public static void main(String[] a) { System.out.println("Hello, world!"); } }\n',
}


def write_programs(settings):
    folder = settings.folder / "hello"
    folder.mkdir()
    for name, text in SOURCES.items():
        (folder / name).write_text(text)
    run([settings.tatu, "build", "-o", folder / "hello.tbc", folder / "hello.tatu"])
    if settings.peer("java"):
        run(["javac", "-d", folder, folder / "Hello.java"])
    return folder


def commands_of(settings, folder):
    commands = [("tatu hello.tatu", [settings.tatu, "run", str(folder / "hello.tatu")]),
                ("tatu hello.tbc", [settings.tatu, "run", str(folder / "hello.tbc")])]
    sources = {".lua": "hello.lua", ".js": "hello.js", ".py": "hello.py", ".java": "Hello.java"}
    for peer in settings.peers:
        commands.append((peer.name, peer.command(folder / sources[peer.suffix], folder)))
    return commands


def measure(settings, report):
    say("measuring the start of a process")
    commands = commands_of(settings, write_programs(settings))
    times = time_in_turn(settings, [(name, " ".join(words)) for name, words in commands], 8 * settings.runs, warm_up=3)
    middle = {name: 1000 * median(values) for name, values in times.items()}
    peak = {name: peak_memory_kib(settings, words) / 1024 for name, words in commands}
    rows = [[name, f"{middle[name]:.1f}", f"{1000 * min(times[name]):.1f}", f"{peak[name]:.1f}"] for name, _ in commands]
    report.table("A program of one line, whole process:", ["program", "ms, median", "ms, fastest", "peak MiB"], rows)
    promise(report, middle, peak["tatu hello.tbc"])


def promise(report, middle, peak):
    source, module = middle["tatu hello.tatu"], middle["tatu hello.tbc"]
    if "lua5.4" in middle:
        more = source - middle["lua5.4"]
        report.promise("hello.tatu beside lua5.4", "at most 20 ms more", f"{more:+.1f} ms", more <= 20)
    for name in ("node", "java"):
        if name in middle:
            report.promise(f"hello.tatu beside {name}", "faster", f"{source:.1f} and {middle[name]:.1f} ms", source < middle[name])
    if "lua5.4" in middle:
        more = module - middle["lua5.4"]
        report.promise("hello.tbc beside lua5.4", "at most 4 ms more", f"{more:+.1f} ms", more <= 4)
    report.promise("peak memory of hello.tbc", "under 16 MB", f"{peak * 1.048576:.1f} MB", peak * 1.048576 < 16)
