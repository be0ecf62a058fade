"""Standard input, output and error: closed, full, slow, huge."""

import os
import subprocess

from support import CommandTest, TATU

MANY = "fun main() {\n  for i in 0..<300000 { println(i) }\n}\n"


class Streams(CommandTest):
    def test_reader_that_stops_early(self):
        path = self.write("many.tatu", MANY)
        process = self.start("run", path)
        self.assertEqual(process.stdout.readline(), b"0\n")
        process.stdout.close()
        self.assertEqual(process.stderr.read(), b"")
        self.assertEqual(process.wait(timeout=30), 141)

    def test_closed_reader_cannot_be_caught(self):
        path = self.write("many.tatu", 'fun main() {\n  while true {\n    try { println("x") } catch e: Exception { continue }\n  }\n}\n')
        process = self.start("run", path)
        process.stdout.read(2)
        process.stdout.close()
        self.assertEqual(process.wait(timeout=30), 141)

    def test_help_into_a_closed_pipe(self):
        for arguments in (["help"], ["dis", self.write("many.tatu", MANY)]):
            read, write = os.pipe()
            os.close(read)
            result = self.tatu(*arguments, stdout=write)
            os.close(write)
            self.assertEqual((result.code, result.err), (141, ""))

    def test_texts_of_exceptions_cannot_deceive(self):
        """What drives a terminal, is invisible or turns the direction of text is shown as an escape; no message is endless."""
        text = "a\\u{1B}[31mb\\u{9B}31m\\u{202E}c\\u{2028}\\u{200B}\\u{E0041}\\r\\u{7F}é\\u{0}"
        path = self.write("evil.tatu", f'fun main() {{ throw StateException("{text}").withCause(StateException("{text}")) }}\n')
        result = self.tatu("run", path)
        shown = "StateException: a\\u{1b}[31mb\\u{9b}31m\\u{202e}c\\u{2028}\\u{200b}\\u{e0041}\\u{d}\\u{7f}é\\u{0}\n"
        self.expect(result, 1, "error: " + shown)
        self.assertIn("caused by " + shown, result.err)
        path = self.write("long.tatu", 'fun main() { throw StateException("é".repeat(1_000_000)) }\n')
        for options in ([], ["--error-format=json"]):
            result = self.tatu("run", *options, path)
            self.expect(result, 1, "é... (1983616 more bytes)")
            self.assertLess(len(result.err), 20_000)

    def test_full_disk(self):
        with open("/dev/full", "w", encoding="utf-8") as full:
            self.expect(self.tatu("run", self.write("many.tatu", MANY), stdout=full), 1, "the disk is full")
            self.expect(self.tatu("run", self.write("one.tatu", "fun main() { print(1) }"), stdout=full), 1, "the disk is full")
            self.expect(self.tatu("run", self.write("leaves.tatu", "fun main() {\n print(1)\n exit(0) }"), stdout=full), 1, "the disk is full")
            self.expect(self.tatu("help", stdout=full), 125, "error: cannot write to standard output: the disk is full")

    def test_streams_that_are_closed(self):
        self.write("echo.tatu", 'fun main() {\n  println(readLine() ?? "nothing")\n  eprintln("done")\n}\n')
        shell = f"cd {self.folder}; {TATU} run echo.tatu"
        for closed, code, out in (("<&-", 0, b"nothing\n"), ("2>&-", 1, b"nothing\n"), (">&-", 1, b""), ("<&- >&- 2>&-", 1, b"")):
            end = subprocess.run(["sh", "-c", f"{shell} {closed}"], stdin=subprocess.DEVNULL, capture_output=True, check=False)
            self.assertEqual((end.returncode, end.stdout), (code, out), (closed, end))

    def test_output_is_complete_and_in_order(self):
        path = self.write("many.tatu", MANY)
        expected = "".join(f"{i}\n" for i in range(300000))
        self.assertEqual(self.tatu("run", path).out, expected)
        with open(self.folder / "out", "wb") as file:
            self.assertEqual(self.tatu("run", path, stdout=file).code, 0)
        self.assertEqual((self.folder / "out").read_text(), expected)

    def test_output_before_a_bad_end_is_there(self):
        self.write("throws.tatu", 'fun main() {\n  print("before")\n  throw StateException("no")\n}\n')
        result = self.tatu("run", "throws.tatu")
        self.assertEqual((result.code, result.out), (1, "before"))
        self.assertIn("StateException: no\n --> throws.tatu:3:3\n", result.err)
        self.write("exits.tatu", 'fun main() {\n  print("before")\n  exit(7)\n}\n')
        result = self.tatu("run", "exits.tatu")
        self.assertEqual((result.code, result.out, result.err), (7, "before", ""))

    def test_exit_codes_of_the_program(self):
        for value, code in ((0, 0), (3, 3), (255, 255), (256, 0), (-1, 255)):
            path = self.write("code.tatu", f"fun main(): Int {{ return {value} }}\n")
            self.assertEqual(self.tatu("run", path).code, code)

    def test_input(self):
        self.write("count.tatu", "fun main() {\n  var n = 0\n  var line = readLine()\n  while line != null {\n    n += line.length\n    line = readLine()\n  }\n  println(n)\n}\n")
        self.assertEqual(self.tatu("run", "count.tatu", input="ab\ncd\r\n\nefg").out, "7\n")
        self.assertEqual(self.tatu("run", "count.tatu", input="").out, "0\n")
        self.assertEqual(self.tatu("run", "count.tatu", input="x" * 5_000_000).out, "5000000\n")
        self.expect(self.tatu("run", "count.tatu", input=b"ok\n\xff\xfe\n"), 1, "FormatException")

    def test_control_characters_in_messages_are_shown_and_not_sent(self):
        self.write("bad.tatu", 'fun main() {\n  throw StateException("\\u{1b}[31mred\\u{7}")\n}\n')
        result = self.tatu("run", "bad.tatu")
        self.assertEqual(result.code, 1)
        self.assertNotIn("\x1b", result.err)
        self.assertNotIn("\x07", result.err)
