"""A server that sends back what comes, with many connections at once; beside the same server in other languages."""
import os
import shutil
import subprocess

from measure.toolbox import HERE, BenchError, run, say

FOLDER = HERE / "network"
CONNECTIONS = 1_000
ROUNDS = 100
BYTES = 64


def commands_of(settings):
    """By name the words that run the server of each language that is here."""
    commands = {"tatu": [settings.tatu, "run", "--allow-net=127.0.0.1:*", FOLDER / "echo.tatu"]}
    if shutil.which("node"):
        commands["node"] = ["node", FOLDER / "echo.js"]
    if shutil.which("go"):
        program = settings.folder / "echo_go"
        run(["go", "build", "-o", program, FOLDER / "echo.go"])
        commands["go, one thread"] = [program]
    return commands


def processor_time():
    times = os.times()
    return times.children_user + times.children_system


def served(settings, words):
    """Nanoseconds for each message, and of them those that the server computed."""
    with subprocess.Popen([str(word) for word in words], stdout=subprocess.PIPE, text=True) as server:
        try:
            port = server.stdout.readline().strip()
            if not port:
                raise BenchError(f"'{words[0]}' does not serve")
            took = int(run([settings.programs / "echo_load", port, CONNECTIONS, ROUNDS, BYTES]))
        finally:
            before = processor_time()
            server.kill()
            server.wait()
    messages = CONNECTIONS * ROUNDS
    return took / messages, (processor_time() - before) * 1e9 / messages


def measure(settings, report):
    say("measuring the network")
    commands = commands_of(settings)
    runs = {name: [] for name in commands}
    for _ in range(max(3, settings.runs)):
        for name, words in commands.items():
            runs[name].append(served(settings, words))
    best = {name: min(values) for name, values in runs.items()}
    rows = [[name, f"{1e9 / took:,.0f}", f"{took / 1000:.1f}", f"{computed / 1000:.1f}"] for name, (took, computed) in best.items()]
    report.table(f"Echo over TCP, {CONNECTIONS:,} connections, {CONNECTIONS * ROUNDS:,} messages of {BYTES} bytes, all compared:",
                 ["server", "messages/s", "us each", "of it the server's processor"], rows)
    if "node" in best:
        ratio = best["node"][0] / best["tatu"][0]
        report.promise(f"TCP echo, {CONNECTIONS:,} connections", "nothing lost, at least half of Node's throughput",
                       f"nothing lost, {ratio:.2f} of Node's", ratio >= 0.5)
