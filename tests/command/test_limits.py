"""Limits and permissions: the message names what was hit, what grants more, and where the program was."""

import json
import re
import resource
import time
import unittest

from support import CommandTest, HAS_SANITIZER

LOOP = """fun count(n: Int): Int {
  var i = 0
  while i < n { i += 1 }
  return i
}
fun main() {
  try { println(count(Int.max)) } catch e: Exception { println("caught") } finally { println("finally") }
}
"""


RECURSIONS = """class Order() : Comparable<Order> {
  override operator fun compareTo(other: Order): Int = if this < other { 1 } else { 2 }
}
class Key() : Hashable<Key> {
  override operator fun equals(other: Key): Bool = this == other
  override fun hash(hasher: Hasher) {
    hash(hasher)
  }
}
class Walk() : Iterable<Int> {
  override fun iterator(): Iterator<Int> {
    for n in this { println(n) }
    return [1].iterator()
  }
}
class Text() {
  override fun toString(): String = "${[this]}"
}
fun main() {
  var overflows = 0
  val actions: List<() -> Unit> = [
    () => { [Order(), Order()].sort() },
    () => { println(Set.of<Key>([Key()])) },
    () => { println(Key() == Key()) },
    () => { for n in Walk() { println(n) } },
    () => { println(Text()) }]
  for action in actions {
    try { action() } catch e: StackOverflowException { if e.stackTrace().size > 10 { overflows += 1 } }
  }
  println("${overflows} overflows")
}
"""

LINKS = """enum Chain {
  End
  Link(number: Int, next: Chain)
}
fun chain(): Chain {
  var result = Chain.End
  for i in 0..<1_000_000 { result = Chain.Link(i, result) }
  return result
}
fun main() {
  var overflows = 0
  val actions: List<() -> Unit> = [
    () => { println("${chain()}".length) },
    () => { println(chain() == chain()) },
    () => { println(Set.of<Chain>([chain()]).size) }]
  for action in actions {
    try { action() } catch _e: StackOverflowException { overflows += 1 }
  }
  println("${overflows} overflows")
}
"""

KEYS = """fun fill<K: Hashable<K>>(key: (Int) -> K) {
  val map = Map<K, Int>()
  for i in 0..<100_000 { map[key(i)] = i }
  println(map.size)
}
fun main(arguments: List<String>) {
  val random = Random(3)
  match arguments[0] {
    "ints" => fill(_i => random.nextInt(Int.max))
    "sequence" => fill(i => i)
    "high" => fill(i => i << 46)
    "powers" => fill(i => i * 65536)
    "pairs" => fill(_i => (random.nextInt(Int.max), random.nextInt(Int.max)))
    "grid" => fill(i => (i % 316, i / 316))
    "mirror" => fill(i => (i, -i))
    "xor" => fill(i => (i, i ^ 12345))
    "floats" => fill(_i => Float.fromBits(random.nextInt(1 << 62)))
    "tiny" => fill(i => Float.fromBits(i))
    "whole" => fill(i => i.toFloat())
    _ => unreachable(arguments[0])
  }
}
"""


class Limits(CommandTest):
    def limited(self, code, flag, program, *pieces):
        path = self.write("limited.tatu", program)
        for tier in ("interp", "reference", "baseline", "auto"):
            result = self.tatu("run", flag, f"--tier={tier}", path)
            self.expect(result, code)
            self.assertEqual(result.out, "")
            for piece in ("  at main (limited.tatu:", "help: " + flag.split("=")[0], *pieces):
                self.assertIn(piece, result.err)
        verdict = json.loads(self.tatu("run", flag, "--error-format=json", path).err.splitlines()[-1])
        self.assertEqual(verdict["code"], code)
        self.assertEqual(verdict["trace"][-1]["function"], "main")
        return verdict["verdict"]

    def test_fuel(self):
        self.assertEqual(self.limited(122, "--fuel=10k", LOOP, "its fuel of 10,000", "at count (limited.tatu:3:"), "fuel")

    def test_fuel_ends_at_the_same_place_every_time(self):
        path = self.write("loop.tatu", LOOP)
        for fuel in (0, 1, 7, 50, 1234):
            ends = {self.tatu("run", f"--fuel={fuel}", f"--tier={tier}", path).err for tier in ("interp", "reference", "baseline", "auto")}
            self.assertEqual(len(ends), 1, ends)

    def test_deadline(self):
        start = time.monotonic()
        self.assertEqual(self.limited(124, "--deadline=200ms", LOOP, "within 200 ms", "at count (limited.tatu:3:"), "deadline")
        self.assertLess(time.monotonic() - start, 30)

    def test_long_library_calls_are_made_in_pieces(self):
        """Between two pieces a deadline is seen. Each is paid for before it starts: so a program whose fuel ends in such a call has used
        nearly all of it, while a call that is made in one go is not even begun."""
        most_at_once = 40_000  # units; about as many are worked off in a millisecond
        calls = ("text.toUpper()", "text.toLower()", "spaces.trim()", "spaces.trimEnd()", "spaces.trimStart()", "text.charCount()",
                 'text.lastIndexOf("cB") ?? 0', "numbers.fill(0, numbers.size, 7)", 'text.indexOf("cB") ?? 0')
        for call in calls:
            program = (f'fun main() {{\n  val text = "aB".repeat(4 << 20)\n  val spaces = " ".repeat(8 << 20)\n  val numbers = Array.filled(4 << 20, 1)\n'
                       f'  println(text.length + spaces.length + numbers.size)\n  {call}\n}}\n')
            path = self.write("long.tatu", program)
            whole = self.fuel_of("run", "--stats", path)
            without = self.fuel_of("run", "--stats", self.write("short.tatu", program.replace(f"  {call}\n", "")))
            self.assertGreater(whole - without, 2 * most_at_once, call)
            for part in (0.3, 0.6, 0.9):
                fuel = without + int((whole - without) * part)
                used = self.fuel_of("run", "--stats", f"--fuel={fuel}", path, code=122)
                self.assertGreater(used, fuel - most_at_once, (call, whole, without))

    def fuel_of(self, *arguments, code=0):
        result = self.tatu(*arguments)
        self.assertEqual(result.code, code, result)
        return int(re.search(r"^fuel +([\d,]+)$", result.err, re.MULTILINE)[1].replace(",", ""))

    def test_deadline_while_waiting(self):
        self.write("sleep.tatu", "fun main() {\n  Time.sleep(100000)\n}\n")
        self.expect(self.tatu("run", "--deadline=100ms", "sleep.tatu", timeout=30), 124, "at main (sleep.tatu:2:")
        self.write("read.tatu", "fun main() {\n  val line = readLine()\n  println(line)\n}\n")
        process = self.start("run", "--deadline=100ms", "read.tatu", stdin=-1)  # a pipe into which nobody writes
        process.wait(timeout=30)
        self.assertEqual(process.returncode, 124)

    def test_memory(self):
        program = "fun main() {\n  val all = List<List<Int>>()\n  while true { all.add(List.filled(1000, 7)) }\n}\n"
        self.assertEqual(self.limited(123, "--max-memory=4M", program, "its limit of 4 MiB"), "memory")
        giant = "fun main() {\n  println(Array.filled(1_000_000_000, 7).size)\n}\n"
        self.assertEqual(self.limited(123, "--max-memory=4M", giant), "memory")

    def test_more_memory_than_there_can_be(self):
        path = self.write("giant.tatu", 'fun main() {\n  println("ab".repeat(Int.max).length)\n}\n')
        result = self.tatu("run", path)
        self.expect(result, 123, "asked for more memory than there can be")
        self.assertIn("at main (giant.tatu:2:", result.err)

    @unittest.skipIf(HAS_SANITIZER, "needs address space")
    def test_no_memory_left_for_the_command_itself(self):
        path = self.write("long.tatu", "fun main() { println(1" + "+1" * 200_000 + ") }\n")
        little = lambda: resource.setrlimit(resource.RLIMIT_AS, (48 << 20, 48 << 20))
        self.expect(self.tatu("check", path, before=little), 125, "error: there is no memory left on this machine\n")
        result = self.tatu("check", "--error-format=json", path, before=little)
        self.assertEqual(json.loads(result.err)["verdict"], "tool-failure")

    def test_output(self):
        path = self.write("flood.tatu", "fun main() {\n  while true { println(12345) }\n}\n")
        result = self.tatu("run", "--max-output=1K", path)
        self.expect(result, 123, "the program wrote more than its limit of 1 KiB\n --> ")
        self.assertIn("help: --max-output=SIZE grants more", result.err)
        self.assertEqual(len(result.out), 1024)

    def test_garbage_is_not_counted(self):
        program = "fun main() {\n  var n = 0\n  for i in 0..<20000 { n += List.filled(1000, i).size }\n  println(n)\n}\n"
        result = self.tatu("run", "--max-memory=4M", self.write("garbage.tatu", program))
        self.assertEqual((result.code, result.out), (0, "20000000\n"), result)

    def test_doubling_string(self):
        program = 'fun main() {\n  var s = "x"\n  while true { s = s + s }\n}\n'
        self.limited(123, "--max-memory=16M", program)

    def test_stack(self):
        program = "fun down(n: Int): Int = down(n + 1) + 1\nfun main() {\n  println(down(0))\n}\n"
        result = self.tatu("run", self.write("deep.tatu", program))
        self.expect(result, 1, "StackOverflowException: too many nested calls")
        self.assertIn("  at down (deep.tatu:1:25)\n     the same 63 more times\n", result.err)
        self.assertIn("  at main (deep.tatu:3:11)\n", result.err)
        self.assertLess(len(result.err.splitlines()), 12)

    def test_mutual_recursion_and_recursion_through_text(self):
        self.write("a.tatu", "fun odd(n: Int): Bool = even(n + 1)\nfun even(n: Int): Bool = odd(n + 1)\nfun main() { println(odd(0)) }\n")
        self.expect(self.tatu("run", "a.tatu"), 1, "StackOverflowException")
        self.write("b.tatu", 'class A { override fun toString(): String = "${this}" }\nfun main() { println(A()) }\n')
        self.expect(self.tatu("run", "b.tatu"), 1, "StackOverflowException")

    def test_recursion_through_the_library(self):
        """Through comparisons, hashes, iterators, texts and functions: an exception at the same depth in all tiers."""
        path = self.write("deep.tatu", RECURSIONS)
        results = [self.tatu("run", "--stats", f"--tier={tier}", path) for tier in ("interp", "reference", "baseline", "auto")]
        self.assertEqual(results[0].out, "5 overflows\n", results[0])
        for other in results[1:]:
            self.assertEqual(self.without_times(results[0]), self.without_times(other))

    def test_structures_of_a_million_links(self):
        """Printed, compared and hashed there is an end to the stack, made and freed there is none."""
        path = self.write("links.tatu", LINKS)
        result = self.tatu("run", "--max-memory=300M", path)
        self.assertEqual((result.code, result.out), (0, "3 overflows\n"), result)

    @staticmethod
    def without_times(result):
        return result.code, result.out, [line for line in result.err.splitlines() if line.startswith(("fuel", "alloc", "peak"))]

    def test_no_loop_outlives_its_deadline(self):
        for body in ("", "work(1)", 'try { throw StateException("x") } catch e: StateException { work(2) }', "Time.monotonicNanoseconds()",
                     "List.filled(100, 1).sorted()", 'print("")', "work([1, 2].map(x => x + 1).size)"):
            path = self.write("loop.tatu", f"fun work(n: Int): Int = n + 1\nfun main() {{\n  while true {{ {body} }}\n}}\n")
            start = time.monotonic()
            self.expect(self.tatu("run", "--deadline=100ms", path), 124, "within 100 ms")
            self.assertLess(time.monotonic() - start, 10, body)

    def test_keys_that_are_chosen_to_collide(self):
        """Patterns that are bad for simple hashes, against keys drawn at random: fuel counts the probes of long chains, time those of short ones."""
        path = self.write("keys.tatu", KEYS)
        for random, patterns in (("ints", ("sequence", "high", "powers")), ("pairs", ("grid", "mirror", "xor")), ("floats", ("tiny", "whole"))):
            fuel, seconds = self.cost_of(path, random)
            for pattern in patterns:
                with self.subTest(pattern):
                    other, otherSeconds = self.cost_of(path, pattern)
                    self.assertLess(other, 1.5 * fuel)
                    self.assertLess(otherSeconds, 3 * seconds + 0.05)

    def cost_of(self, path, pattern):
        def run():
            before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
            fuel = self.fuel_of("run", "--stats", path, pattern)
            return fuel, resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
        return min(run() for _ in range(1 if HAS_SANITIZER else 3))

    def test_exceptions_without_end(self):
        program = 'fun main() {\n  while true {\n    try { throw StateException("x") } catch e: Exception { continue } finally { print("") }\n  }\n}\n'
        self.limited(122, "--fuel=1M", program)

    def test_comparison_that_never_agrees(self):
        program = "fun main() {\n  println(List.build(2000, i => i).sortedWith((a, b) => 1).size)\n}\n"
        result = self.tatu("run", self.write("liar.tatu", program), timeout=60)
        self.assertEqual((result.code, result.out), (0, "2000\n"), result)


class Permissions(CommandTest):
    def denied(self, program, *pieces):
        result = self.tatu("run", self.write("asks.tatu", program))
        self.expect(result, 121, "DeniedException")
        for piece in ("  at main (asks.tatu:2:", *pieces):
            self.assertIn(piece, result.err)

    def test_reading(self):
        self.denied('fun main() {\n  println(File.readText("/etc/hostname"))\n}\n', "cannot open", "--allow-read=/etc")

    def test_writing(self):
        self.denied(f'fun main() {{\n  File.writeText("{self.folder}/new", "x")\n}}\n', "--allow-write=")
        self.assertFalse((self.folder / "new").exists())

    def test_listing_and_removing(self):
        self.denied('fun main() {\n  println(Directory.list("."))\n}\n', "--allow-read=")
        self.denied('fun main() {\n  File.remove("asks.tatu")\n}\n', "--allow-write=")

    def test_environment(self):
        self.denied('fun main() {\n  println(Environment.get("HOME"))\n}\n', "--allow-env=HOME")

    def test_granted(self):
        self.write("data/a.txt", "content")
        self.write("reader.tatu", 'fun main() {\n  println(File.readText("data/a.txt"))\n}\n')
        self.assertEqual(self.tatu("run", "--allow-read=data", "reader.tatu").out, "content\n")
        self.expect(self.tatu("run", "--allow-read=/usr", "reader.tatu"), 121, "--allow-read=data")
        self.assertEqual(self.tatu("run", "--allow-all", "reader.tatu").out, "content\n")
        self.write("env.tatu", 'fun main() {\n  println(Environment.get("WHO") ?? "nobody")\n}\n')
        result = self.tatu("run", "--allow-env=WHO", "env.tatu", env={"WHO": "me"})
        self.assertEqual(result.out, "me\n")

    def test_a_denial_can_be_caught(self):
        program = 'fun main() {\n  try { println(File.readText("/etc/hostname")) } catch e: DeniedException { println("no") }\n}\n'
        result = self.tatu("run", self.write("catches.tatu", program))
        self.assertEqual((result.code, result.out), (0, "no\n"), result)

    def test_grants_that_cannot_be_given(self):
        path = self.write("x.tatu", "fun main() {}\n")
        self.expect(self.tatu("run", "--allow-read=/no/such/place", path), 2, "--allow-read=/no/such/place")
        self.expect(self.tatu("run", "--allow-read", path), 2, "--allow-read=DIR")
        self.expect(self.tatu("run", "--allow-net=nowhere", path), 2, "--allow-net=HOST:PORT")
        self.expect(self.tatu("run", "--allow-net=10.0.0.1/8:80", path), 2, "not a name, address or pattern")
        self.expect(self.tatu("run", "--allow-net=example.org:99-1", path), 2, "not a number from 1 to 65535")
        self.assertEqual(self.tatu("run", "--allow-net=[::1]:80-99", "--allow-net=*.example.org:*", path).code, 0)
        self.expect(self.tatu("run", "--allow-everything", path), 2, "--allow-all")
