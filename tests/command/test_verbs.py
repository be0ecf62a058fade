"""What a new user tries: verbs, options, help, tests, statistics, formats and colours of messages."""

import json
import os
import platform
import pty
import unittest

from support import ENVIRONMENT, CommandTest

VERBS = ["run", "check", "build", "test", "dis", "asm", "verify", "version", "help"]


class Usage(CommandTest):
    def test_nothing_at_all(self):
        result = self.tatu()
        self.expect(result, 2, "Usage: tatu FILE [ARGS]")
        self.assertEqual(result.out, "")

    def test_help_of_every_verb_in_every_way(self):
        for verb in VERBS:
            for arguments in (["help", verb], [verb, "--help"], [verb, "-h"]):
                result = self.tatu(*arguments)
                self.assertEqual((result.code, result.err), (0, ""), result)
                self.assertIn("Usage: tatu", result.out)
        self.assertIn("Examples:", self.tatu("check", "--help").out)
        self.assertNotIn("Examples:", self.tatu("check", "-h").out)
        for arguments in (["help"], ["-h"], ["--help"]):
            self.assertTrue(all(verb in self.tatu(*arguments).out for verb in VERBS))

    def test_every_option_of_the_page_is_in_the_help(self):
        page = (self.source() / "docs" / "command.md").read_text()
        rows = [line.split("|")[1:3] for line in page.splitlines() if line.startswith("| `--")]
        self.assertGreater(len(rows), 10)
        for names, verbs in rows:
            option = names.split("`")[1].split("=")[0]
            for verb in VERBS[:-2] if verbs.strip() == "all" else verbs.split(","):
                self.assertIn(f"  {option}", self.tatu("help", verb.strip()).out, (option, verb))

    @staticmethod
    def source():
        from support import SOURCE
        return SOURCE

    def test_unknown_verbs(self):
        self.expect(self.tatu("chekc", "x"), 2, "did you mean tatu check?")
        self.expect(self.tatu("frobnicate"), 2, "tatu help lists the verbs")
        self.expect(self.tatu("help", "tset"), 2, "did you mean tatu test?")
        self.write("plain", "fun main() {}\n")
        self.expect(self.tatu("plain"), 2, "tatu run plain")

    def test_options_that_are_given_twice(self):
        self.expect(self.tatu("run", "--fuel=1", "--fuel", "2", "x.tatu"), 2, "--fuel is given twice")
        self.expect(self.tatu("build", "x.tatu", "-o", "a", "--output=b"), 2, "--output is given twice")
        self.expect(self.tatu("build", "x.tatu", "-o", ""), 2, "-o needs a value")

    def test_unknown_and_incomplete_options(self):
        self.expect(self.tatu("run", "--feul=3", "x.tatu"), 2, "did you mean --fuel?")
        self.expect(self.tatu("run", "--xyzzy", "x.tatu"), 2, "tatu run has no option --xyzzy")
        self.expect(self.tatu("check", "--fuel=3", "x.tatu"), 2, "tatu check has no option --fuel")
        self.expect(self.tatu("run", "--fuel"), 2, "--fuel needs a value, for instance --fuel=10M")
        self.expect(self.tatu("run", "--fuel=", "x.tatu"), 2, "--fuel needs a value")
        self.expect(self.tatu("run", "--fuel=lots", "x.tatu"), 2, "write for instance --fuel=10M")
        self.expect(self.tatu("run", "--stats=yes", "x.tatu"), 2, "--stats takes no value")
        self.expect(self.tatu("run", "--tier=warp", "x.tatu"), 2, "auto|interp|baseline|reference")
        self.expect(self.tatu("run", "--deadline=-1s", "x.tatu"), 2, "--deadline=-1s")
        self.expect(self.tatu("run"), 2, "tatu run needs a file")
        self.expect(self.tatu("check", "a.tatu", "b.tatu"), 2, "b.tatu")
        self.expect(self.tatu("version", "x"), 2, "takes no file")
        self.expect(self.tatu("--stats", "run", "x.tatu"), 2, "tatu run --stats")

    def test_usage_errors_in_json(self):
        error = json.loads(self.tatu("run", "--error-format=json", "--feul=3", "x.tatu").err)
        self.assertEqual((error["verdict"], error["code"]), ("usage", 2))
        error = json.loads(self.tatu("run", "--error-format", "json").err)
        self.assertEqual(error["verdict"], "usage")

    def test_version(self):
        line = self.tatu("version").out
        self.assertRegex(line, r"^tatu \d+\.\d+\.\d+\n$")
        self.assertEqual(self.tatu("-V").out, line)
        self.assertEqual(self.tatu("--version").out, line)
        facts = json.loads(self.tatu("version", "--json").out)
        self.assertEqual("tatu " + facts["version"] + "\n", line)
        self.assertEqual(facts["moduleFormat"], 1)
        self.assertIn("interp", facts["tiers"])


TESTS = """@test fun addition() { assertEquals(1 + 1, 2) }
@test fun failing() {
  println("speaking")
  assertEquals(1, 2)
}
@test fun alsoGood() { counter += 1
  assertEquals(counter, 1) }
@test fun sees() { counter += 1
  assertEquals(counter, 1) }
var counter = 0
fun main() { println("the program") }
"""


class TestVerb(CommandTest):
    def test_passes_and_failures(self):
        path = self.write("t.tatu", TESTS)
        result = self.tatu("test", path)
        self.assertEqual(result.code, 1)
        self.assertTrue(result.out.endswith("3 passed, 1 failed\n"), result)
        self.assertIn("FAILED failing\n", result.out)
        self.assertIn("AssertionException: expected 2, found 1", result.err)
        self.assertIn("at failing (t.tatu:4:", result.err)

    def test_filter_and_list(self):
        path = self.write("t.tatu", TESTS)
        self.assertEqual(self.tatu("test", "--list", path).out.split(), ["addition", "failing", "alsoGood", "sees"])
        result = self.tatu("test", "--filter=Good", path)
        self.assertEqual((result.code, result.out), (0, "ok     alsoGood\n1 passed, 0 failed\n"))
        self.expect(self.tatu("test", "--filter=nothing", path), 1, "no tests")

    def test_golden_file(self):
        path = self.write("g.tatu", "fun main() {\n  println(1)\n  println(2)\n}\n")
        self.expect(self.tatu("test", path), 1, "no tests")
        self.assertEqual(self.tatu("test", "--update", path).code, 0)
        self.assertEqual((self.folder / "g.tatu.expected").read_text(), "1\n2\n")
        self.assertEqual(self.tatu("test", path).code, 0)
        self.write("g.tatu", "fun main() {\n  println(1)\n  println(3)\n}\n")
        result = self.tatu("test", path)
        self.expect(result, 1, "line 2 of the output\n  expected: 2\n  found:    3\n")
        self.write("g.tatu", 'fun main() {\n  println(1)\n  throw StateException("x")\n}\n')
        self.expect(self.tatu("test", "--update", path), 1, "StateException")
        self.assertEqual((self.folder / "g.tatu.expected").read_text(), "1\n2\n")

    def test_the_golden_run_has_the_same_limits(self):
        path = self.write("g.tatu", "fun main() {\n  while true { println(12345) }\n}\n")
        self.write("g.tatu.expected", "1\n")
        self.expect(self.tatu("test", "--max-output=1M", path), 1, "wrote more than its limit of 1 MiB")
        self.expect(self.tatu("test", "--deadline=200ms", path), 1, "did not end within 200 ms")
        self.write("g.tatu", "fun main() {\n  val list = List<Int>()\n  while true { list.add(1) }\n}\n")
        self.expect(self.tatu("test", "--max-memory=1M", path), 1, "its limit of 1 MiB")

    def test_leaving_a_test_is_no_success(self):
        path = self.write("t.tatu", "@test fun leaves() { exit(3) }\n@test fun stays() {}\n")
        result = self.tatu("test", path)
        self.expect(result, 1, "the test called exit(3)")
        self.assertIn("1 passed, 1 failed", result.out)

    def test_a_test_that_hits_a_limit_does_not_stop_the_others(self):
        path = self.write("t.tatu", "@test fun endless() { while true {} }\n@test fun fine() {}\n")
        result = self.tatu("test", "--fuel=1M", path)
        self.expect(result, 1, "used up its fuel of 1,000,000")
        self.assertTrue(result.out.endswith("ok     fine\n1 passed, 1 failed\n"), result)


class Messages(CommandTest):
    def test_statistics(self):
        path = self.write("s.tatu", "fun main() { println([1, 2, 3].map(x => x * 2)) }\n")
        result = self.tatu("run", "--stats", path)
        self.assertEqual(result.out, "[2, 4, 6]\n")
        for row in ("fuel", "allocations", "allocated", "live at most", "heap peak", "compile", "verify", "run"):
            self.assertRegex(result.err, rf"(?m)^{row} +[0-9]")
        facts = json.loads(self.tatu("run", "--stats", "--error-format=json", path).err.splitlines()[-1])["statistics"]
        again = json.loads(self.tatu("run", "--stats", "--error-format=json", "--tier=reference", path).err)["statistics"]
        self.assertEqual(facts["fuel"], again["fuel"])
        self.assertGreater(facts["allocations"], 0)
        self.assertGreaterEqual(facts["allocatedBytes"], facts["liveBytesAtMost"])

    @unittest.skipUnless(platform.machine() in ("x86_64", "AMD64"), "there is no compiler to machine code")
    def test_statistics_about_machine_code(self):
        path = self.write("s.tatu", "fun main() {\n  var n = 0\n  for i in 0..<3_000_000 { n += i }\n  println(n)\n}\n")

        def facts(tier):
            result = self.tatu("run", "--stats", "--error-format=json", f"--tier={tier}", path)
            return json.loads(result.err.splitlines()[-1])["statistics"]

        for tier, least in (("baseline", 0.99), ("auto", 0)):
            made, fuel = facts(tier)["machineCode"], facts(tier)["fuel"]
            self.assertTrue(least * fuel <= made["fuel"] <= fuel, (tier, made, fuel))
            self.assertTrue(all(made[name] > 0 for name in ("methods", "bytes", "preparedBytes", "bytecodeBytes", "nanoseconds")))
        text = self.tatu("run", "--stats", "--tier=baseline", path).err
        for row in (r"compiled +[1-9]", r"machine code +[0-9.]+ (B|KiB)", r"compiling +[0-9.]+ [um]s", r"native fuel +(9\d|100)\.\d %"):
            self.assertRegex(text, rf"(?m)^{row}")
        for tier in ("interp", "reference"):
            self.assertNotIn("machineCode", facts(tier))
            self.assertNotRegex(self.tatu("run", "--stats", f"--tier={tier}", path).err, "machine code|native fuel|compiled")

    def test_formats(self):
        path = self.write("e.tatu", "fun main() {\n  println(naem)\n  val s: String = 1\n}\n")
        lines = self.tatu("check", "--error-format=short", path).err.splitlines()
        self.assertTrue(lines[0].endswith("e.tatu:2:11: error[E0301]: I do not know the name `naem`"), lines)
        objects = [json.loads(line) for line in self.tatu("check", "--error-format=json", path).err.splitlines()]
        self.assertEqual(objects[0]["code"], "E0301")
        self.assertEqual(objects[0]["range"]["start"], {"line": 1, "character": 10})
        self.assertEqual((objects[-1]["verdict"], objects[-1]["code"]), ("failure", 1))

    def test_colours(self):
        path = self.write("e.tatu", "fun main() { naem }\n")

        def is_coloured(*options, **environment):
            return "\x1b[" in self.tatu("check", *options, path, env={**ENVIRONMENT, **environment}).err

        self.assertFalse(is_coloured())
        self.assertTrue(is_coloured("--color=always"))
        self.assertTrue(is_coloured("--color=always", NO_COLOR="1"))
        self.assertTrue(is_coloured(CLICOLOR_FORCE="1"))
        self.assertFalse(is_coloured("--color=never", CLICOLOR_FORCE="1"))
        self.assertFalse(is_coloured("--color=always", "--error-format=short"))
        self.assertFalse(is_coloured("--color=always", "--error-format=json"))

    def test_colours_on_a_terminal(self):
        path = self.write("e.tatu", "fun main() { naem }\n")
        for environment, expected in (({"TERM": "xterm"}, True), ({"TERM": "dumb"}, False), ({"TERM": "xterm", "NO_COLOR": "1"}, False)):
            leader, follower = pty.openpty()
            process = self.start("check", path, stderr=follower, env={**ENVIRONMENT, **environment})
            process.wait(timeout=60)
            os.close(follower)
            self.assertEqual(b"\x1b[" in os.read(leader, 65536), expected, environment)
            os.close(leader)

    def test_a_module_is_not_written_to_a_terminal(self):
        path = self.write("m.tatu", "fun main() {}\n")
        leader, follower = pty.openpty()
        self.expect(self.tatu("build", path, "-o", "-", stdout=follower), 2, "-o FILE")
        os.close(follower)
        os.close(leader)

    def test_traces_show_the_line(self):
        self.write("lib/half.tatu", "pub fun half(n: Int): Int {\n\tval größe = 0; return n / größe\n}\n")
        text = 'import lib.half\nfun main(a: List<String>) {\n  println([4].map(n => half.half(n)))\n}\n'
        source = self.write("main.tatu", text)
        calls = ("  at half (lib/half.tatu:2:24)\n", "  at Collection.map (core/iteration.tatu:", "  at main (main.tatu:3:11)\n  at <start> (main.tatu:1:1)\n")
        excerpt = "error: ArithmeticException: division by zero\n --> lib/half.tatu:2:24\n  |\n2 |     val größe = 0; return n / größe\n  |                           ^\n  at "
        self.expect(self.tatu("run", "main.tatu"), 1, excerpt)
        self.expect(self.tatu("run", "-", input=text), 1, excerpt)
        self.assertEqual(self.tatu("build", source).code, 0)
        for arguments in (["main.tatu"], ["--tier=reference", "main.tatu"], ["main.tbc"], ["--error-format=short", "main.tatu"]):
            result = self.tatu("run", *arguments)
            for call in calls:
                self.expect(result, 1, call)
            self.assertEqual("-->" in result.err, arguments[-1] == "main.tatu" and "short" not in arguments[0], result)

    def test_traces_of_initialisers_and_of_the_library(self):
        self.write("top.tatu", "val numbers = List<Int>()\nval third = numbers[3]\nfun main() {}\n")
        result = self.tatu("run", "top.tatu")
        self.expect(result, 1, "\n --> top.tatu:2:13\n  |\n2 | val third = numbers[3]\n  |             ^\n  at listIndexError (core/list.tatu:")
        self.expect(result, 1, "  at <top level> (top.tatu:2:13)\n")

    def test_causes_of_exceptions(self):
        program = 'fun inner() { throw StateException("deep") }\nfun main() {\n  try { inner() } catch e: StateException { throw IoException("outer").withCause(e) }\n}\n'
        self.expect(self.tatu("run", self.write("c.tatu", program)), 1, "caused by StateException: deep\n  at inner (c.tatu:1:")


class Examples(CommandTest):
    def test_what_tests_cost(self):
        path = self.write("t.tatu", "fun work(n: Int) { for i in 0..<n { } }\n@test\nfun a() { work(1000) }\n@test\nfun b() { work(2000) }\n")

        def fuel(*options):
            lines = self.tatu("test", "--stats", "--error-format=json", *options, path).err.splitlines()
            return json.loads(lines[-1])["statistics"]["fuel"]

        self.assertGreater(fuel("--filter=b"), 2000)
        self.assertEqual(fuel(), fuel("--filter=a") + fuel("--filter=b"))

    def test_the_tests_of_an_example(self):
        from support import SOURCE
        result = self.tatu("test", str(SOURCE / "examples" / "roman.tatu"))
        self.assertEqual(result.code, 0, result)
        self.assertTrue(result.out.endswith("4 passed, 0 failed\n"), result)
