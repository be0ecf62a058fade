"""What all measurements share: settings, a folder for temporary files, running programs, timing them with hyperfine."""
import csv
import math
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from measure.peers import installed_peers

HERE = Path(__file__).resolve().parent.parent


class BenchError(Exception):
    """Something that keeps a measurement from being made, told to a person."""


class Settings:
    """The arguments, the commands under test, and a folder that vanishes."""

    def __init__(self, arguments, wanted_kernels, wanted_programs):
        self.runs = arguments.runs
        self.by_processor_time = arguments.cpu
        self.kernels = wanted_kernels
        self.larger = wanted_programs
        self.tatu = command_from("TATU")
        self.programs = Path(os.environ.get("TATU_BENCH_BIN", ""))
        self.unmetered = os.environ.get("TATU_UNMETERED", "")
        wanted = arguments.peers.split(",") if arguments.peers is not None else None
        self.peers = [peer for peer in installed_peers() if wanted is None or peer.name in wanted]

    def __enter__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="tatu-bench-"))
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)

    def peer(self, name):
        return next((peer for peer in self.peers if peer.name == name), None)


def command_from(variable):
    command = os.environ.get(variable, "")
    if not command or not os.access(command, os.X_OK):
        raise BenchError(f"{variable} must name a command; ./dev bench does that")
    return command


def say(text):
    print(text, file=sys.stderr, flush=True)


def run(words, **options):
    """Runs a program that must succeed, and gives what it printed."""
    return run_both(words, **options)[0]


def run_both(words, **options):
    """The same, with its messages."""
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, stdin=subprocess.DEVNULL, **options)
    if done.returncode != 0:
        first = (done.stderr.strip().splitlines() or ["no message"])[0]
        raise BenchError(f"'{' '.join(map(str, words))}' failed with {done.returncode}: {first}")
    return done.stdout, done.stderr


def time_in_turn(settings, commands, rounds, warm_up=0):
    """Seconds of each named command, a list per name. The rounds go through all commands in turn, so that a machine that
    warms up or is disturbed disturbs all of them."""
    table = settings.folder / "round.csv"
    seconds = {name: [] for name, _ in commands}
    for round_number in range(rounds):
        words = ["hyperfine", "--shell=none", "--style=none", "--runs=1", f"--export-csv={table}"]
        if warm_up and round_number == 0:
            words.append(f"--warmup={warm_up}")
        for name, command in commands:
            words += ["-n", name, command]
        run(words)
        with open(table, newline="") as file:
            for row in csv.DictReader(file):
                value = float(row["user"]) + float(row["system"]) if settings.by_processor_time else float(row["mean"])
                seconds[row["command"]].append(value)
    return seconds


def peak_memory_kib(settings, words):
    """The largest resident size of a process, as GNU time sees it."""
    table = settings.folder / "peak"
    run(["/usr/bin/time", "-f", "%M", "-o", table, *words])
    return int(table.read_text())


def geometric_mean(values):
    return math.exp(sum(math.log(value) for value in values) / len(values))
