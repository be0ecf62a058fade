"""Module files: damaged, foreign, of another time; and the verbs that make and show them."""

import hashlib
import os
import random
import resource

from support import SOURCE, CommandTest


def sealed(content):
    """A module with the hash that its content asks for: the attacker knows the format."""
    return content[:-32] + hashlib.blake2b(content[:-32], digest_size=32).digest()


class Modules(CommandTest):
    def refused(self, content, *pieces):
        path = self.write("bad.tbc", content)
        for verb in ("run", "verify", "dis", "check"):
            result = self.tatu(verb, path)
            self.assertEqual(result.code, 120, result)
            self.assertEqual(result.out, "")
            for piece in ("bad.tbc", *pieces):
                self.assertIn(piece, result.err)

    def test_truncated(self):
        module = self.module()
        for length in range(4, len(module), max(1, len(module) // 40)):
            path = self.write("cut.tbc", module[:length])
            self.expect(self.tatu("run", path), 120, "cut.tbc")

    def test_trailing_bytes(self):
        self.refused(self.module() + b"x")

    def test_unknown_version(self):
        module = bytearray(self.module())
        module[4] = 7
        self.refused(sealed(bytes(module)), "found 7", "another version of tatu")

    def test_unknown_feature(self):
        module = bytearray(self.module())
        module[5] = 4
        self.refused(sealed(bytes(module)), "feature", "another version of tatu")

    def test_changed_content_breaks_the_hash(self):
        module = bytearray(self.module())
        module[len(module) // 2] ^= 1
        self.refused(bytes(module))

    def test_bits_flipped_under_a_right_hash(self):
        module = self.module('fun f(n: Int): Int = if n < 2 { n } else { f(n - 1) + f(n - 2) }\nfun main() { println(f(9)) }\n')
        chance = random.Random(1)
        for _ in range(60):
            bad = bytearray(module)
            bad[chance.randrange(6, len(bad) - 32)] ^= 1 << chance.randrange(8)
            result = self.tatu("run", "--fuel=1M", "--max-memory=32M", self.write("bad.tbc", sealed(bytes(bad))))
            self.assertGreaterEqual(result.code, 0, result)
            self.assertNotEqual(result.code, 125, result)

    def test_without_main(self):
        self.write("lib.tbc", self.module("pub fun twice(x: Int): Int = x * 2\n"))
        self.expect(self.tatu("run", "lib.tbc"), 126, "no function main")
        self.assertEqual(self.tatu("verify", "lib.tbc").code, 0)

    def test_names_stay_in_their_line(self):
        """A file's name that looks like more of a trace, and one that is as long as the module."""
        text = ('module "a" "1"\nmain main\nfunction main\n  result Int\n  file "x.tatu:9)\\n  at innocent (y.tatu"\ncode\n    line 1:1\n    push.int 1\n'
                "    push.int 0\n    int.divide\n    return\nend\n")
        text = text.replace('module "a" "1"\n', 'module "a" "1"\nimport core "0.1.0"\n')
        self.assertEqual(self.tatu("asm", self.write("spoof.tasm", text), "-o", "spoof.tbc").code, 0)
        self.expect(self.tatu("run", "spoof.tbc"), 1, "  at main (x.tatu:9)   at innocent (y.tatu:1:1)\n")
        name = "f" * 100_000
        self.assertEqual(self.tatu("asm", self.write("long.tasm", text.replace("function main", f"function {name}").replace("main main", f"main {name}")), "-o", "long.tbc").code, 0)
        self.assertLess(len(self.tatu("run", "long.tbc").err), 2000)

    def test_verify_says_what_is_there(self):
        self.write("m.tbc", self.module("class A {}\nfun main() {}\n"))
        result = self.tatu("verify", "m.tbc")
        self.assertEqual(result.code, 0)
        self.assertIn("1 classes", result.out.replace("1 class,", "1 classes,"))
        self.assertIn("verified", result.out)


class Building(CommandTest):
    def test_default_name_and_equal_bytes(self):
        self.write("game.tatu", "fun main() { println(6 * 7) }\n")
        self.assertEqual(self.tatu("build", "game.tatu").code, 0)
        first = (self.folder / "game.tbc").read_bytes()
        self.assertEqual(self.tatu("run", "game.tbc").out, "42\n")
        self.assertEqual(self.tatu("build", "game.tatu", "-o", "-").raw, first)

    def test_errors_leave_the_old_module(self):
        self.write("game.tatu", "fun main() { oops }\n")
        self.write("game.tbc", b"old")
        self.expect(self.tatu("build", "game.tatu"), 1, "E0301")
        self.assertEqual((self.folder / "game.tbc").read_bytes(), b"old")

    def test_places_that_cannot_be_written(self):
        self.write("game.tatu", "fun main() {}\n")
        for place in (".", "nowhere/x.tbc", "/dev/full"):
            result = self.tatu("build", "game.tatu", "-o", place)
            self.expect(result, 125, "cannot write")
        self.assertEqual(sorted(os.listdir(self.folder)), ["game.tatu"])

    def test_files_beyond_the_limit_on_their_size(self):
        self.write("game.tatu", "fun main() {}\n")
        result = self.tatu("build", "game.tatu", before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10)))
        self.expect(result, 125, "the file would be too large")
        self.assertEqual(os.listdir(self.folder), ["game.tatu"])

    def test_the_source_is_not_replaced(self):
        source = self.write("game.tatu", "fun main() {}\n")
        os.symlink(source, self.folder / "link.tatu")
        for arguments in (["build", "game.tatu", "-o", source], ["dis", "link.tatu", "-o", "game.tatu"], ["asm", "game.tatu", "-o", "./link.tatu"]):
            self.expect(self.tatu(*arguments), 2, "itself")
            self.assertEqual((self.folder / "game.tatu").read_text(), "fun main() {}\n")

    def test_text_form_round_trip(self):
        source = str(SOURCE / "examples" / "lisp.tatu")
        self.assertEqual(self.tatu("build", source, "-o", "a.tbc").code, 0)
        self.assertEqual(self.tatu("dis", "a.tbc", "-o", "a.tasm").code, 0)
        self.assertEqual(self.tatu("dis", source).raw, (self.folder / "a.tasm").read_bytes())
        self.assertEqual(self.tatu("asm", "a.tasm", "-o", "b.tbc").code, 0)
        self.assertEqual((self.folder / "a.tbc").read_bytes(), (self.folder / "b.tbc").read_bytes())

    def test_assembler_errors_have_a_place(self):
        self.expect(self.tatu("asm", self.write("x.tasm", "what is this\n"), "-o", "x.tbc"), 1, "x.tasm:1:")
        self.expect(self.tatu("asm", "x.tasm"), 2, "needs -o FILE")
        self.assertFalse((self.folder / "x.tbc").exists())
        result = self.tatu("asm", self.write("y.tasm", b"\xff\0\x80 \n\n"), "-o", "-")
        self.expect(result, 1, "y.tasm:1")
        self.write("m.tbc", self.module())
        self.expect(self.tatu("asm", "m.tbc", "-o", "x.tbc"), 126, "m.tbc is a module and not assembler text")


class Packages(CommandTest):
    """Modules that are given to a program with --package."""

    def setUp(self):
        super().setUp()
        self.write("shapes.tatu", "pub class Square(pub val side: Int)\npub fun area(s: Square): Int = s.side * s.side\n")
        self.write("rooms.tatu", "import shapes\npub fun floor(n: Int): Int = shapes.area(shapes.Square(n))\n")
        self.write("main.tatu", "import rooms\nfun main() { println(rooms.floor(3)) }\n@test fun works() { assert(rooms.floor(2) == 4) }\n")
        self.assertEqual(self.tatu("build", "shapes.tatu").code, 0)
        self.assertEqual(self.tatu("build", "--package=shapes.tbc", "rooms.tatu").code, 0)
        for name in ("shapes.tatu", "rooms.tatu"):
            os.remove(self.folder / name)
        self.given = ["--package=shapes.tbc", "--package", "rooms.tbc"]

    def test_every_verb_takes_them(self):
        self.assertEqual(self.tatu("run", *self.given, "main.tatu").out, "9\n")
        self.assertEqual(self.tatu("test", *self.given, "main.tatu").code, 0)
        self.assertEqual(self.tatu("check", *self.given, "main.tatu").code, 0)
        self.assertEqual(self.tatu("build", *self.given, "main.tatu").code, 0)
        self.assertEqual(self.tatu("run", *self.given, "main.tbc").out, "9\n")
        self.assertIn("verified", self.tatu("verify", *self.given, "main.tbc").out)
        self.assertIn("rooms::floor", self.tatu("dis", *self.given, "main.tbc").out)

    def test_what_is_missing(self):
        self.expect(self.tatu("run", "main.tatu"), 1, "E0701")
        self.expect(self.tatu("run", "--package=rooms.tbc", "main.tatu"), 120, "--package=FILE gives a package")
        self.expect(self.tatu("run", "--package=rooms.tbc", "--package=shapes.tbc", "main.tatu"), 120, "expected shapes")
        self.assertEqual(self.tatu("build", *self.given, "main.tatu").code, 0)
        self.expect(self.tatu("run", "main.tbc"), 120, "expected rooms")
        self.expect(self.tatu("run", "--package=no.tbc", "main.tatu"), 127, "no.tbc")

    def test_what_is_no_package(self):
        self.expect(self.tatu("run", "--package=main.tatu", "main.tatu"), 126, "is not a module")
        self.expect(self.tatu("run", "--package=", "main.tatu"), 2, "--package=shapes.tbc")
        self.expect(self.tatu("run", "--package=shapes.tbc", "--package=shapes.tbc", "main.tatu"), 2, "two packages are called shapes")
        self.expect(self.tatu("run", "--package=bad.tbc", "main.tatu"), 127, "bad.tbc")
        self.write("bad.tbc", b"TATU")
        self.expect(self.tatu("run", "--package=bad.tbc", "main.tatu"), 120, "bad.tbc")

    def test_a_program_of_the_name_of_its_package(self):
        self.write("shapes.tatu", "import shapes\nfun main() { println(shapes.area(shapes.Square(2))) }\n")
        self.expect(self.tatu("run", "--package=shapes.tbc", "shapes.tatu"), 2, "the program and one of its packages are called shapes")
