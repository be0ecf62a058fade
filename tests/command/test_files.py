"""The file that the user names: whatever it is, the answer is clear and nothing crashes or hangs."""

import os
import threading
import time

from support import TATU, CommandTest

HELLO = 'fun main() { println("hi") }\n'


class NamedFile(CommandTest):
    def test_missing(self):
        self.expect(self.tatu("run", "nowhere.tatu"), 127, 'cannot read "nowhere.tatu": it does not exist')
        self.expect(self.tatu("check", "no/folder/x.tatu"), 127, "no/folder/x.tatu")

    def test_directory(self):
        self.expect(self.tatu("run", "."), 126, "it is a directory")

    def test_unreadable(self):
        path = self.write("secret.tatu", HELLO)
        os.chmod(path, 0)
        options = {}
        with open(TATU, "rb") as command:
            if os.getuid() == 0:
                # Root may read everything; and who is not root may not reach the command by its name.
                number = command.fileno()
                options = {"before": lambda: os.setuid(65534), "executable": f"/proc/self/fd/{number}", "pass_fds": (number,)}
            self.expect(self.tatu("run", path, **options), 126, "secret.tatu")

    def test_too_long_a_name(self):
        self.expect(self.tatu("run", "x" * 5000 + ".tatu"), 126, "too long")

    def test_no_name(self):
        self.expect(self.tatu("run", ""), 2, "needs a file")
        help_text = self.tatu("run", "-h").out
        self.expect(self.tatu("run"), 2, "error: tatu run needs a file\n\n" + help_text)
        self.expect(self.tatu("run", "--error-format=json"), 2, '"hint":"usage: tatu run [OPTIONS] FILE [ARGS]')

    def test_special_files(self):
        self.expect(self.tatu("run", "/dev/null"), 1, "E0311")
        result = self.tatu("run", "/dev/zero", timeout=60)
        self.assertIn(result.code, (1, 126), result)

    def test_fifo(self):
        path = str(self.folder / "pipe.tatu")
        os.mkfifo(path)
        process = self.start("run", path)
        with open(path, "w", encoding="utf-8") as pipe:
            for piece in ("fun main() {", ' println("from', ' a pipe") }'):
                pipe.write(piece)
                pipe.flush()
                time.sleep(0.02)
        self.assertEqual(self.finish(process).out, "from a pipe\n")

    def test_odd_names(self):
        for name in (b"sp ace.tatu", b"new\nline.tatu", b"\xff\xfe.tatu", b"esc\x1b[31m.tatu", b"-dash.tatu", b"core.tatu"):
            path = os.fsencode(self.folder) + b"/" + name
            with open(path, "wb") as file:
                file.write(HELLO.encode())
            result = self.tatu("run", "--", name)
            self.assertEqual((result.code, result.out), (0, "hi\n"), result)
            with open(path, "wb") as file:
                file.write(b"fun main() { nothing() }")
            result = self.tatu("run", "--", name)
            self.expect(result, 1, "E0301")
            self.assertNotIn("\x1b", result.err)
            self.assertNotIn("\x1b", self.tatu("run", "--", name + b".missing").err)

    def test_modules_by_content_and_by_ending(self):
        self.write("module.txt", self.module())
        self.assertEqual(self.tatu("run", "./module.txt").out, "hi\n")
        damaged = b"\0" + self.module()[1:]
        for content, rule in ((b"", "[truncated]"), (damaged, "[magic]"), (HELLO, "[magic]")):
            self.write("bad.tbc", content)
            for verb in ("run", "verify", "dis", "check"):
                result = self.tatu(verb, "bad.tbc")
                self.expect(result, 120, rule)
                self.assertEqual((result.out, result.err.count("\n")), ("", 2))
        self.write("bad.bin", damaged)
        self.expect(self.tatu("verify", "bad.bin"), 120, "neither source text nor a module")

    def test_assembler_text(self):
        text = self.tatu("dis", self.write("hello.tatu", HELLO)).out
        for name, content in (("hello.tasm", text), ("hello.txt", "; a comment\n\n" + text), ("empty.tasm", "")):
            self.write(name, content)
            for verb in ("run", "dis", "verify", "check"):
                result = self.tatu(verb, name)
                self.expect(result, 126, f'tatu asm "{name}" -o FILE.tbc makes a module')
                self.assertEqual((result.out, result.err.count("\n")), ("", 2))
        self.expect(self.tatu("run", "-", input=text), 126, "tatu asm - -o FILE.tbc")

    def test_standard_input(self):
        self.assertEqual(self.tatu("run", "-", input=HELLO).out, "hi\n")
        self.assertEqual(self.tatu("-", "a", input='fun main(a: List<String>) { println(a) }').out, "[a]\n")
        self.assertEqual(self.tatu("run", "-", input=self.module()).out, "hi\n")
        self.expect(self.tatu("run", "-", input="fun main() { x }"), 1, "<stdin>:1:14")

    def test_imports_of_standard_input(self):
        """They are looked for in the working folder."""
        self.write("geo/shapes.tatu", "pub fun area(side: Int): Int = side * side\n")
        text = "import geo.shapes\nfun main() { println(shapes.area(3)) }\n"
        self.assertEqual(self.tatu("run", "-", input=text).out, "9\n")

    def test_script_line(self):
        path = self.write("script", f"#!{TATU}\n" 'fun main(a: List<String>) {\n  println(a)\n  println(zzz)\n}\n')
        os.chmod(path, 0o755)
        self.expect(self.tatu("run", "./script"), 1, "script:4:11")
        self.write("script", f"#!{TATU}\n" "fun main(a: List<String>) { println(a) }\n")
        script = os.popen(f"cd {self.folder} && ./script --fuel=1 -h")
        self.assertEqual(script.read(), "[--fuel=1, -h]\n")
        self.assertIsNone(script.close())

    def test_file_that_changes_while_it_is_read(self):
        path = self.folder / "changing.tatu"
        path.write_text(HELLO)
        stop = threading.Event()

        def rewrite():
            while not stop.is_set():
                path.write_text("fun main() {}\n" + "// more\n" * 20000)
                path.write_text("")

        writer = threading.Thread(target=rewrite)
        writer.start()
        try:
            for _ in range(30):
                self.assertIn(self.tatu("check", str(path)).code, (0, 1))
        finally:
            stop.set()
            writer.join()


class SourceText(CommandTest):
    def errors(self, text, *options):
        path = self.write("bad.tatu", text)
        result = self.tatu("run", *options, path)
        self.assertEqual(result.code, 1, result)
        return result

    def unknown_names(self, count):
        lines = [f"  println(unknown{i} + {i})\n" for i in range(count)]
        return "fun main() {\n" + "".join(lines) + "}\n"

    def test_empty(self):
        self.expect(self.tatu("run", self.write("empty.tatu", "")), 1, "needs a function `main`")

    def test_invalid_utf8(self):
        result = self.errors(b'fun main() {\n  println("\xff")\n}\n')
        self.assertIn("bad.tatu:2:12", result.err)
        self.assertIn("not valid UTF-8", result.err)
        self.assertIn("\n1 error\n", result.err)  # and not another one about `main`, which may be behind it

    def test_broken_main_is_not_called_missing(self):
        for text in ("fun main() {\n  println(1))\n}\n", "fun main {\n}\n", 'fun main() {\n  val s = """\n}\n'):
            self.assertNotIn("E0311", self.errors(text).err)

    def test_foreign_binary(self):
        png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
        for content in (b"\x7fELF\x02\x01\x01" + b"\0" * 500, b"\xca\xfe\xba\xbe\0\0\0\x34", b"PK\3\4" + b"\0" * 100, png, b"\0" * 1000):
            path = self.write("foreign.tatu", content)
            for verb in ("run", "verify", "dis"):
                result = self.tatu(verb, path)
                self.expect(result, 120, "is neither source text nor a module")
                self.assertEqual(result.err.count("\n"), 2)

    def test_utf_16(self):
        self.expect(self.tatu("run", self.write("windows.tatu", HELLO.encode("utf-16"))), 120, "text in UTF-16")

    def test_one_zero_byte_is_shown(self):
        self.expect(self.tatu("run", self.write("zero.tatu", b"fun main() {\n  \0\n}\n")), 1, "zero.tatu:2:3")

    def test_line_of_50_megabytes(self):
        start = time.monotonic()
        result = self.errors(b"val x = " + b"1+" * (25 << 20) + b"1\n")
        self.assertLess(time.monotonic() - start, 30)
        self.assertIn("E0112", result.err)
        self.assertLess(len(result.err), 4000)

    def test_file_above_the_limit(self):
        result = self.errors(b"// line\n" * (9 << 20))
        self.assertIn("E0111", result.err)
        self.assertIn("64 MiB", result.err)

    def test_zero_byte(self):
        result = self.errors(b"fun main() { }\n// \0\n")
        self.assertIn("E0115", result.err)
        self.assertIn(":2:4", result.err)

    def test_100000_parentheses(self):
        result = self.errors(f"fun main() {{ println({'(' * 100000}1{')' * 100000}) }}")
        self.assertIn("E0113", result.err)
        self.assertIn("\n1 error\n", result.err)

    def test_1000_errors(self):
        result = self.errors(self.unknown_names(1000), "--error-format=short")
        self.assertEqual(len(result.err.splitlines()), 1000)

    def test_more_errors_than_are_shown(self):
        result = self.errors(self.unknown_names(5000))
        self.assertEqual(result.err.count("error[E0301]"), 1000)
        self.assertIn("there were more errors, which are not shown", result.err)

    def test_warnings_beside_a_thousand_errors(self):
        lines = "".join(f"  val unused{i} = 1\n" for i in range(1000))
        result = self.errors(self.unknown_names(1000) + "fun other() {\n" + lines + "}\n")
        self.assertIn("1000 errors, 1000 warnings\n", result.err)

    def test_exactly_as_many_errors_as_are_shown(self):
        self.assertFalse("there were more" in self.errors(self.unknown_names(1000)).err)

    def test_warnings_do_not_stop_a_run(self):
        result = self.tatu("run", self.write("w.tatu", 'fun main() {\n  val x = 1\n  println("hi")\n}\n'))
        self.assertEqual((result.code, result.out), (0, "hi\n"))
        self.assertIn("warning[W0801]", result.err)

    def test_imports_that_are_missing_or_unreadable(self):
        self.expect(self.tatu("run", self.write("a.tatu", "import b\nfun main() {}\n")), 1, "a.tatu:1:8")
        (self.folder / "b.tatu").mkdir()
        self.expect(self.tatu("run", "a.tatu"), 1, "a.tatu:1:8")


class Arguments(CommandTest):
    def setUp(self):
        super().setUp()
        self.write("show.tatu", 'fun main(a: List<String>) {\n  println(a.size)\n  for x in a { println(x) }\n}\n')

    def test_everything_behind_the_file_is_the_program_s(self):
        result = self.tatu("run", "show.tatu", "--fuel=1", "-h", "--", "", "--help")
        self.assertEqual(result.out.split("\n"), ["5", "--fuel=1", "-h", "--", "", "--help", ""])

    def test_odd_bytes(self):
        result = self.tatu("run", "show.tatu", b"\xff\xfe", "ä\n\x1b", "😀")
        self.assertEqual(result.out, "3\n\ufffd\ufffd\nä\n\x1b\n😀\n")

    def test_very_many(self):
        result = self.tatu("run", "show.tatu", *["x"] * 100000)
        self.assertEqual(result.code, 0)
        self.assertTrue(result.out.startswith("100000\nx\n"))

    def test_a_very_long_one(self):
        result = self.tatu("run", "show.tatu", "y" * 120000)
        self.assertEqual(result.out, "1\n" + "y" * 120000 + "\n")


class Programs(CommandTest):
    def test_ever_larger_types(self):
        text = "fun grow<T>(x: T, n: Int): Int = if n == 0 { 0 } else { grow([x], n - 1) }\nfun main() { println(grow(1, 3)) }\n"
        result = self.tatu("run", self.write("grow.tatu", text))
        self.expect(result, 1, "error[E0419]: `grow` would need ever larger types")
        self.assertNotIn("damaged", result.err)
