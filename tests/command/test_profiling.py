"""What the command tells profilers about machine code: perf's map, and its dump by the rules of its format."""

import pathlib
import platform
import struct
import unittest

from support import CommandTest

PROGRAM = """class Point(val x: Int) {
  fun times(n: Int): Int {
    var total = 0
    for i in 0..<n { total += x * i }
    return total
  }
}
fun main() {
  var total = 0
  for i in 0..<20_000 { total += Point(i).times(200) }
  println(total)
}
"""
LOAD, DEBUG_INFORMATION = 0, 2


@unittest.skipUnless(platform.machine() in ("x86_64", "AMD64"), "there is no compiler to machine code")
class Profiling(CommandTest):
    def profile(self, kind, tier, verb="run"):
        """Runs the program; gives the texts of its map and dump, or None."""
        process = self.start(verb, f"--jit-perf={kind}", f"--tier={tier}", self.write("points.tatu", PROGRAM))
        written = [pathlib.Path(f"/tmp/perf-{process.pid}.map"), self.folder / f"jit-{process.pid}.dump"]
        self.addCleanup(written[0].unlink, missing_ok=True)
        result = self.finish(process)
        self.assertEqual((result.code, result.out), (0, "3979801000000\n"), result)
        return [path.read_bytes() if path.exists() else None for path in written]

    def ranges(self, pieces):
        """The names of pieces (start, length, name), which must not overlap."""
        pieces = sorted(pieces)
        for (start, length, name), (following, _, other) in zip(pieces, pieces[1:]):
            self.assertLessEqual(start + length, following, (name, other))
        return {name for _, _, name in pieces}

    def test_map(self):
        for tier in ("baseline", "auto"):  # compiled before the first call; on another thread
            lines = [line.split(" ", 2) for line in self.profile("map", tier)[0].decode().splitlines()]
            names = self.ranges([(int(start, 16), int(length, 16), name) for start, length, name in lines])
            self.assertLessEqual({"tatu::Point.times", "tatu::(enter)", "tatu::(call helper)"}, names)

    def test_dump(self):
        for tier in ("baseline", "auto"):
            dump = Dump(self, self.profile("dump", tier)[1])
            names = self.ranges([(start, len(code), name) for start, code, name, _ in dump.loads])
            self.assertLessEqual({"tatu::Point.times", "tatu::(enter)", "tatu::(call helper)"}, names)
            start, code, _, lines = next(load for load in dump.loads if load[2] == "tatu::Point.times")
            self.assertIn(("points.tatu", 4), {(file, line) for _, line, file in lines})
            self.assertTrue(all(file == "points.tatu" and 2 <= line <= 6 for _, line, file in lines), lines)
            self.assertTrue(all(start <= address < start + len(code) for address, _, _ in lines))

    def test_both_and_none(self):
        both = self.profile("both", "auto")
        self.assertTrue(all(both))
        self.assertEqual(self.profile("both", "interp"), [None, None])

    def test_files_that_cannot_be_written(self):
        self.write("p.tatu", "fun main() {}\n")
        self.folder.chmod(0o555)
        try:
            (self.folder / "probe").touch()
        except PermissionError:
            self.expect(self.tatu("run", "--jit-perf=dump", "p.tatu"), 125, 'cannot write "jit-')
        else:
            (self.folder / "probe").unlink()  # whoever runs this may write anywhere


class Dump:
    """A file in the jitdump format: a header, and records of a kind, a length and a moment."""

    def __init__(self, test, text):
        magic, version, size, machine, _, process, moment, flags = struct.unpack_from("=IIIIIIQQ", text)
        test.assertEqual((magic, version, size, machine, flags), (0x4A695444, 1, 40, 62, 0))
        self.loads, numbers, at, lines = [], [], 40, []
        while at < len(text):
            kind, length, time = struct.unpack_from("=IIQ", text, at)
            test.assertGreaterEqual(time, moment)
            moment, content = time, text[at + 16:at + length]
            at += length
            if kind == DEBUG_INFORMATION:
                lines = self.lines(test, content)
                continue
            test.assertEqual(kind, LOAD)
            owner, _, start, address, size, number = struct.unpack_from("=IIQQQQ", content)
            name, code = content[40:-size].rstrip(b"\0").decode(), content[-size:]
            test.assertEqual((owner, address, content[40:-size].count(0), len(code)), (process, start, 1, size))
            numbers.append(number)
            self.loads.append((start, code, name, lines))
            lines = []
        test.assertEqual((at, len(set(numbers))), (len(text), len(numbers)))

    @staticmethod
    def lines(test, content):
        """(address, line, file) of each entry."""
        _, count = struct.unpack_from("=QQ", content)
        entries, at = [], 16
        for _ in range(count):
            address, line, _ = struct.unpack_from("=QII", content, at)
            end = content.index(0, at + 16)
            entries.append((address, line, content[at + 16:end].decode()))
            at = end + 1
        test.assertEqual(at, len(content))
        return entries
