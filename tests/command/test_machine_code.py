"""Machine code: how much of it there may be. What a program shows is the same with any amount."""

import json
import unittest

from support import ENVIRONMENT, CommandTest

FUNCTIONS = 40

DEPTHS = """fun leaf(n: Int, k: Int): Int {
  var value = n
  for i in 0..<2 { value = value * 31 + k + i }
  for i in 0..<2 { value = value ^ (value >> 3) + i }
  return value
}
fun turns(): Int {
  var sum = 0
  for i in 0..<20_000 { sum += leaf(i, sum) }
  return sum
}
fun down(depth: Int): Int = if depth == 0 { turns() } else { 1 + down(depth - 1) }
fun main(args: List<String>) { println(down(Int.parse(args[0]))) }
"""

DEAD_ARRAYS = """fun count(length: Int): Int {
  val marks = Array.filled(length, false)
  var sum = 0
  for i in 0..<length {
    marks[i] = i % 7 == 0
    if marks[i] { sum += 1 }
  }
  return sum
}
fun main() {
  var sum = 0
  for _ in 1..12 { sum += count(3_000_000) }
  println(sum)
}
"""


def program():
    """Functions that are hot one after the other, again and again, and one that calls them."""
    text = ""
    for i in range(FUNCTIONS):
        text += f"fun mix{i}(n: Int): Int {{\n  var value = n\n"
        text += f"  for k in 0..<300 {{ value = (value * {i + 3} + k) % 1_000_003 }}\n  return value\n}}\n"
    calls = "\n".join(f"    value = mix{i}(value)" for i in range(FUNCTIONS))
    return f"{text}fun main() {{\n  var value = 1\n  for _round in 0..<100 {{\n{calls}\n  }}\n  println(value)\n}}\n"


class MachineCode(CommandTest):
    def run_with(self, *options):
        path = self.write("program.tatu", program())
        result = self.tatu("run", *options, path)
        self.expect(result, 0)
        return result

    def test_any_amount_of_it(self):
        expected = self.run_with("--tier=interp").out
        for size in ("0", "1", "2K", "20K", "64M"):
            for tier in ("auto", "baseline"):
                result = self.run_with(f"--tier={tier}", f"--jit-code={size}", "--jit-threshold=1")
                self.assertEqual(result.out, expected)

    def test_none_of_it(self):
        if "machine code" not in self.run_with("--tier=baseline", "--jit-dump=mix0").err:
            self.skipTest("there is no compiler for this processor")
        self.assertEqual(self.run_with("--tier=baseline", "--jit-dump=mix0", "--jit-code=0").err, "")

    def test_it_can_be_shown(self):
        shown = self.run_with("--tier=baseline", "--jit-dump=mix0").err
        if not shown:
            self.skipTest("there is no compiler for this processor")
        self.assertRegex(shown, r"(?m)^    [0-9a-f]+  (mov|lea|add) ")

    def test_what_shows_it_is_missing(self):
        if not self.run_with("--tier=baseline", "--jit-dump=mix0").err:
            self.skipTest("there is no compiler for this processor")
        self.write("libZydis.so.4.0", "no library")
        path = self.write("program.tatu", program())
        result = self.tatu("run", "--jit-dump=mix0", path, env={**ENVIRONMENT, "LD_LIBRARY_PATH": str(self.folder)})
        self.expect(result, 125)
        self.assertIn('cannot load "libZydis.so.4.0"', result.err)
        self.assertIn("on Debian the package libzydis4.0", result.err)

    def test_it_is_used_at_every_depth_of_the_stack(self):
        """Also where the frame of what is called ends just below the part of the stack that is paid for."""
        path = self.write("depths.tatu", DEPTHS)
        for depth in range(760, 800, 3):
            result = self.tatu("run", "--stats", "--error-format=json", "--tier=baseline", path, str(depth))
            facts = json.loads(result.err.splitlines()[-1])["statistics"]
            if "machineCode" not in facts:
                self.skipTest("there is no compiler for this processor")
            self.assertGreater(facts["machineCode"]["fuel"], 0.99 * facts["fuel"], depth)

    def test_its_registers_keep_nothing_alive(self):
        """Where the collector takes what is on a thread's stack for references, values that C++ has kept there count."""
        path = self.write("arrays.tatu", DEAD_ARRAYS)
        result = self.tatu("run", "--stats", "--error-format=json", path)
        self.expect(result, 0)
        facts = json.loads(result.err.splitlines()[-1])["statistics"]
        self.assertLess(facts["heapPeakBytes"], 24 << 20)

    def test_amounts_that_are_none(self):
        result = self.tatu("run", "--jit-code=much", self.write("program.tatu", program()))
        self.expect(result, 2)
        self.assertIn("--jit-code=much is not understood; write for instance --jit-code=16M", result.err)


if __name__ == "__main__":
    unittest.main()
