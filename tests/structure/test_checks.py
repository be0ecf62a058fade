#!/usr/bin/env python3
"""Tests of the structure checks themselves: each rule must complain of what breaks it and be silent about what does not."""

import unittest

import documents
import layering
import source_rules
import symbols


def includes(path, line):
    return [message for _, message in layering.include_errors(path, line + "\n")]


class Layering(unittest.TestCase):
    def test_one_way(self):
        for path, line in [
            ("bytecode/a.cpp", '#include "gc/heap.h"'),
            ("gc/a.cpp", '#include "bytecode/module.h"'),
            ("os/a.cpp", '#include "vm/guest.h"'),
            ("vm/a.cpp", '#include "compiler/compile.h"'),
            ("compiler/a.cpp", '#include "vm/guest.h"'),
            ("compiler/a.cpp", ' #  include "gc/heap.h"'),
            ("stdlib/natives.cpp", '#include "compiler/compile.h"'),
            ("vm/a.cpp", '#include "guest.h"'),
        ]:
            self.assertEqual(len(includes(path, line)), 1, (path, line))

    def test_allowed(self):
        for path, line in [
            ("vm/a.cpp", '#include "bytecode/module.h"'),
            ("vm/deep/a.cpp", '#include "vm/deep/a.h"'),
            ("cli/a.cpp", '#include "compiler/compile.h"'),
            ("stdlib/tool/a.cpp", '#include "compiler/compile.h"'),
            ("gc/boehm/a.cpp", "#include <gc/gc.h>"),
            ("compiler/a.cpp", "#include <antlr4-runtime.h>"),
            ("os/a.cpp", "#include <sys/mman.h>"),
            ("vm/a.cpp", "#include <vector>"),
            ("tests/unit/vm/a.cpp", '#include "compiler/compile.h"'),
        ]:
            self.assertEqual(includes(path, line), [], (path, line))

    def test_homes(self):
        for path, line in [
            ("vm/a.cpp", "#include <gc.h>"),
            ("vm/a.cpp", "#include <gc/gc_mark.h>"),
            ("cli/a.cpp", "#include <antlr4-runtime.h>"),
            ("cli/a.cpp", '#include "antlr4-runtime.h"'),
            ("gc/a.cpp", "#include <pthread.h>"),
            ("vm/a.cpp", "#include <sys/mman.h>"),
            ("cli/a.cpp", "#include <unistd.h>"),
            ("vm/a.cpp", "#include <fstream>"),
            ("vm/a.cpp", "#include <asmjit/asmjit.h>"),
        ]:
            self.assertEqual(len(includes(path, line)), 1, (path, line))

    def test_line_number(self):
        self.assertEqual(list(layering.include_errors("gc/a.cpp", "\n\n#include <unistd.h>\n"))[0][0], 3)


class SourceRules(unittest.TestCase):
    def lengths(self, lines, known=0):
        return list(source_rules.length_errors("a.cpp", "\n" * lines, {"a.cpp": known} if known else {}))

    def test_length(self):
        self.assertFalse(self.lengths(600))
        self.assertTrue(self.lengths(601))
        self.assertFalse(self.lengths(700, known=700))
        self.assertTrue(self.lengths(701, known=700))
        self.assertTrue(self.lengths(801, known=5000))

    def test_unfinished(self):
        self.assertTrue(list(source_rules.unfinished_errors("// TODO: later\n")))
        self.assertTrue(list(source_rules.unfinished_errors("TEST(A, DISABLED_Case)\n")))
        self.assertFalse(list(source_rules.unfinished_errors("// what was done\n")))

    def test_private_paths(self):
        for text in ["see /home/ann/x\n", 'open("/Users/ann/x")\n', "in /srv/tatu/file\n"]:
            self.assertTrue(list(source_rules.private_path_errors(text, "/srv/tatu")), text)
        for text in ["a/home/x\n", "the work/life\n", "/root/tatu\n", "/srv/tatutu\n"]:
            self.assertFalse(list(source_rules.private_path_errors(text, "/srv/tatu")), text)

    def test_header(self):
        self.assertFalse(list(source_rules.header_errors("// A heap.\n#pragma once\n")))
        self.assertFalse(list(source_rules.header_errors("#pragma once\n\n// A heap.\n")))
        self.assertTrue(list(source_rules.header_errors("#pragma once\n#include <x>\n")))
        self.assertTrue(list(source_rules.header_errors("// A heap.\nint x;\n")))


class Documents(unittest.TestCase):
    def errors(self, text):
        return list(documents.document_errors("/", "README.md", text, {"run", "test"}))

    def test_commands(self):
        self.assertFalse(self.errors("type `./dev run x`\n"))
        self.assertTrue(self.errors("type `./dev frobnicate`\n"))

    def test_links_and_examples(self):
        self.assertFalse(self.errors("[site](https://example.org) [top](usr) [part](usr#x)\n"))
        self.assertTrue(self.errors("[gone](docs/no-such-page.md)\n"))
        self.assertTrue(self.errors("run examples/no_such.tatu\n"))

    def test_readme(self):
        run, test = documents.README_COMMANDS
        self.assertFalse(list(documents.readme_errors(f"{run}\n{test}\n")))
        self.assertTrue(list(documents.readme_errors(f"{test}\n{run}\n")))
        self.assertTrue(list(documents.readme_errors(f"{run}\n")))

    def test_named_tests(self):
        tests = documents.tests_in("TEST_F(Heap, IsFull) {\nTEST(Other, One) {}\nclass A:\n    def test_this(self):\n")
        self.assertEqual(tests, {"Heap.IsFull", "Other.One", "test_this"})
        page = "| attack | gets | shown by |\n|---|---|---|\n| a | `b` | `Heap.IsFull` `test_this` |\n| a | b | `Heap.IsEmpty` |\n| a | b | nothing |\n"
        self.assertEqual([line for line, _ in documents.named_test_errors("/", page, tests)], [4, 5])

    def test_dispatcher(self):
        script = "commands() { printf '%s\\n' run test; }\n"
        self.assertEqual(documents.dev_commands(script), {"run", "test"})


class Codes(unittest.TestCase):
    def test_untested(self):
        definitions = 'TATU_DIAGNOSTIC(E0101, A, Error, "a")\nTATU_DIAGNOSTIC(W0802, B, Warning, "b")\n'
        errors = list(source_rules.untested_codes(definitions, "//! error[E0101]: text\nXW0802"))
        self.assertEqual(errors, ["W0802: no test names this code"])


class Symbols(unittest.TestCase):
    def errors(self, library, *names):
        return list(symbols.symbol_errors(names, symbols.FORBIDDEN_REFERENCES[library]))

    def test_forbidden(self):
        for library, name in [
            ("tatu_vm", "GC_malloc"),
            ("tatu_vm", "mmap@GLIBC_2.2.5"),
            ("tatu_bytecode", "fopen"),
            ("tatu_vm", "_ZN4tatu8compiler7compileEv"),
            ("tatu_compiler", "_ZN4tatu2vm5GuestC1Ev"),
            ("tatu_natives", "_ZN6antlr45Lexer5resetEv"),
            ("tatu_gc", "_ZNSt6chrono3_V212system_clock3nowEv"),
            ("tatu_gc", "_ZN4tatu2os12monotonicNowEv"),
            ("tatu_vm", "_ZNSt6chrono3_V212steady_clock3nowEv"),
            ("tatu_vm", "_ZNSt6thread15_M_start_threadESt10unique_ptrINS_6_StateESt14default_deleteIS1_EEPFvvE"),
        ]:
            self.assertEqual(len(self.errors(library, name)), 1, (library, name))

    def test_allowed(self):
        for library, name in [
            ("tatu_gc", "GC_malloc"),
            ("tatu_gc", "_ZN4tatu2os5faultESt17basic_string_viewIcSt11char_traitsIcEE"),
            ("tatu_gc", "_ZN4tatu2os13mapLargePagesEm"),
            ("tatu_gc", "_ZNSt6chrono3_V212steady_clock3nowEv"),
            ("tatu_os", "mmap"),
            ("tatu_vm", "memcpy"),
            ("tatu_vm", "_ZN4tatu2gc4Heap7collectEv"),
            ("tatu_compiler", "_ZN6antlr45Lexer5resetEv"),
            ("tatu_vm", "timeout_of_guest"),
            ("tatu_vm", "opening"),
        ]:
            self.assertEqual(self.errors(library, name), [], (library, name))


if __name__ == "__main__":
    unittest.main()
