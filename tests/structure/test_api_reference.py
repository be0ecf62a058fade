#!/usr/bin/env python3
"""Tests of the page that is made of the headers: test_api_reference.py ROOT"""

import importlib.util
import os
import sys
import unittest

ROOT = sys.argv.pop(1)
spec = importlib.util.spec_from_file_location("api_reference", os.path.join(ROOT, "scripts", "api_reference.py"))
api_reference = importlib.util.module_from_spec(spec)
spec.loader.exec_module(api_reference)

HEADER = """\
/* What it is for: tatu_thing.
 *
 *   tatu_thing   one <thing>
 */
#pragma once
#ifdef __cplusplus
extern "C" {
#endif

typedef struct tatu_thing tatu_thing; /* A thing. */

/* ---- Things
 *
 * They come | and go. */

/* Belongs to nothing that follows. */

/* How large. */
typedef enum tatu_size {
  TATU_SMALL = 0,  /* or less */
  TATU_LARGE = 1
} tatu_size;

/* What it has. */
typedef struct tatu_options {
  size_t size;
  uint32_t kind; /* tatu_size | more */
  union {
    bool flag;
    const char* text; /* with; a mark */
  } as;
  void (*begins)(uint32_t thread, void* data); /* first */
} tatu_options;
void tatu_options_defaults(tatu_options* options, size_t size);

/* Called back. */
typedef bool (*tatu_find)(void* data, const char* name);
/* Makes one. */
tatu_thing* tatu_thing_create(const tatu_options* options,
                              tatu_find find);
#ifdef __cplusplus
}
#endif
"""


class Page(unittest.TestCase):
    def setUp(self):
        self.comment, self.sections = api_reference.parse(HEADER)
        self.declarations = {item.name: item for section in self.sections for item in section.declarations}
        self.page = "\n".join(api_reference.page([("include/tatu/thing.h", self.comment, self.sections)]))

    def test_all_names_are_there(self):
        self.assertEqual(list(self.declarations), ["tatu_thing", "tatu_size", "tatu_options", "tatu_options_defaults", "tatu_find", "tatu_thing_create"])
        for name in self.declarations:
            self.assertIn(f"#### {name}\n", self.page)
        self.assertEqual([section.title for section in self.sections], ["Types", "Things"])

    def test_comments_go_with_what_they_describe(self):
        comments = {name: item.comment for name, item in self.declarations.items()}
        self.assertEqual(comments["tatu_thing"], "A thing.")
        self.assertEqual(comments["tatu_size"], "How large.")
        self.assertEqual(comments["tatu_thing_create"], "Makes one.")

    def test_members(self):
        self.assertEqual(self.declarations["tatu_size"].members(), [("TATU_SMALL", "0", "or less"), ("TATU_LARGE", "1", "")])
        self.assertEqual([name for name, _, _ in self.declarations["tatu_options"].members()], ["size", "kind", "as.flag", "as.text", "begins"])
        self.assertIn("| `begins` | `void (*)(uint32_t thread, void* data)` | first |", self.page)
        self.assertIn("| `kind` | `uint32_t` | [tatu_size](#tatu_size) \\| more |", self.page)
        self.assertIn("| `as.text` | `const char*` | with; a mark |", self.page)

    def test_texts(self):
        self.assertIn("What it is for: [tatu_thing](#tatu_thing).", self.page)
        self.assertIn("```text\n  tatu_thing   one <thing>\n```", self.page)
        self.assertIn("They come | and go.", self.page)

    def test_nothing_is_wrong(self):
        self.assertEqual(list(api_reference.errors("thing.h", self.sections)), [])

    def test_each_name_needs_a_comment(self):
        for comment, name in [("/* A thing. */", "tatu_thing"), ("/* How large. */", "tatu_size"), ("/* What it has. */", "tatu_options"),
                              ("/* Called back. */", "tatu_find"), ("/* Makes one. */", "tatu_thing_create")]:
            _, sections = api_reference.parse(HEADER.replace(comment, "", 1))
            self.assertEqual(list(api_reference.errors("thing.h", sections)), [f"thing.h: {name} has no comment that says what it is"])


if __name__ == "__main__":
    unittest.main()
