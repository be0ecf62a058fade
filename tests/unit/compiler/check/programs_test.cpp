// Programs of several files, and what the compiler makes of them.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <sstream>

#include "tests/unit/compiler/check/check_support.h"

namespace tatu::compiler::testing {
namespace {

TEST(Programs, ValuesOfGlobalsAreComputedInTheirFiles) {
  const Compiled program =
      compiled("main.tatu",
               "import shapes\nimport numbers\n"
               "val sum = shapes.corners + numbers.one\nfun main() { println(sum) }\n",
               {{"shapes", "import numbers\npub val corners = 3 + numbers.one\n"},
                {"numbers", "pub val one = 1\nval two = one + 1\nclass Holder { static val three = two }\n"}});
  ASSERT_TRUE(program.module.has_value()) << program.rendered(DiagnosticFormat::Human);
  EXPECT_EQ(program.fileOf("shapes.corners"), "shapes.tatu");
  EXPECT_EQ(program.fileOf("numbers.two"), "numbers.tatu");
  EXPECT_EQ(program.fileOf("numbers.three"), "numbers.tatu");
  EXPECT_EQ(program.fileOf("numbers.one"), "") << "a constant needs no code of its own";
  EXPECT_EQ(program.fileOf("<top level>"), "main.tatu");
}

TEST(Programs, AFileIsReadOnceHoweverItIsReached) {
  const Compiled program = compiled("main.tatu", "import a\nimport b\nfun main() { println(a.f() + b.g()) }\n",
                                    {{"a", "import c\npub fun f(): Int = c.h()\n"},
                                     {"b", "import c as deep\npub fun g(): Int = deep.h()\n"},
                                     {"c", "pub fun h(): Int = 1\n"}});
  EXPECT_EQ(program.codes(), "");
  EXPECT_EQ(program.sources->fileCount(), 4u);
}

TEST(Programs, OfLongChainsOfImports) {
  ModuleTexts modules;
  for (int i = 0; i < 300; ++i) {
    const std::string next = "m" + std::to_string(i + 1);
    modules["m" + std::to_string(i)] =
        i == 299 ? "pub fun f(): Int = 1\n" : "import " + next + "\npub fun f(): Int = " + next + ".f()\n";
  }
  EXPECT_EQ(compiled("main.tatu", "import m0\nfun main() { println(m0.f()) }\n", modules).codes(), "");
}

// What stands in an expression that is dropped counts as used.
TEST(Programs, LocalsOfAnExpressionTooDeepAreNotCalledUnused) {
  std::string chain = "b";
  for (int i = 0; i < 5'000; ++i) chain += ".f(used)";
  EXPECT_EQ(compiled("main.tatu",
                     "class B { fun f(n: Int): B = this }\nfun main() {\n  val used = 1\n  val b = B()\n  println(" +
                         chain + ")\n}\n",
                     {})
                .codes(),
            "E0113");
}

// What code creates or calls without naming it is there, whatever else the program uses of the core library.
TEST(Programs, ThatUseOneThingOfTheCoreLibraryOnly) {
  for (const char* body : {
           "for i in 0..3 { println(i) }",
           "val r = 0..<3\n println(r)",
           "val x: Set<Int> = [1]\n println(x)",
           "val x: Deque<Int> = [1]\n println(x)",
           "val x = [\"a\": 1]\n println(x)",
           "val x: Array<Int> = [1]\n println(x)",
           "var n = 0\n val f = () => { n += 1 }\n f()\n println(n)",
           "try { println(1) } finally { println(2) }",
           "val x: Any = (1, 2)\n println(x is (Int, Int))",
           "println(1 in [1])",
           "println(\"a${1}b\")",
           "throw StateException(\"x\")",
           "assert(true)",
           "println([1].map(x => x).filter(x => x > 0).toList())",
           "for (a, b) in [(1, 2)] { println(a + b) }",
           "val x: Int? = [1].firstOrNull()\n println(x ?? 0)",
           "println((1, \"a\") == (1, \"a\"))",
           "println(Random(1).nextInt(5))",
           "val b = StringBuilder()\n b.add(\"x\")\n println(b)",
       }) {
    const Compiled program = compiled("main.tatu", "fun main() {\n " + std::string(body) + "\n}\n");
    EXPECT_TRUE(program.module.has_value()) << body << "\n" << program.rendered(DiagnosticFormat::Human);
  }
}

TEST(Programs, MessagesAsJsonHaveTheFormOfTheLanguageServerProtocol) {
  const Compiled program = compiled("main.tatu", "fun main() {\n  val text = \"\xF0\x9F\x98\x80\" + 1\n}\n");
  std::istringstream lines(program.rendered(DiagnosticFormat::Json));
  std::vector<nlohmann::json> messages;
  for (std::string line; std::getline(lines, line);) messages.push_back(nlohmann::json::parse(line));
  ASSERT_EQ(messages.size(), 1u);
  const nlohmann::json& message = messages.front();
  EXPECT_EQ(message["code"], "E0405");
  EXPECT_EQ(message["severity"], 1);
  EXPECT_EQ(message["source"], "tatu");
  EXPECT_EQ(message["range"]["start"]["line"], 1);
  EXPECT_EQ(message["range"]["start"]["character"], 13);
  // The smiling face takes two UTF-16 units.
  EXPECT_EQ(message["range"]["end"]["character"], 21);
  EXPECT_TRUE(message["uri"].get<std::string>().ends_with("main.tatu"));
}

TEST(Programs, UnusedThingsAreTaggedForEditors) {
  const Compiled program = compiled("main.tatu", "fun main() {\n  val unused = 1\n}\n");
  const auto message = nlohmann::json::parse(program.rendered(DiagnosticFormat::Json));
  EXPECT_EQ(message["code"], "W0801");
  EXPECT_EQ(message["severity"], 2);
  EXPECT_EQ(message["tags"], nlohmann::json::array({1}));
}

}  // namespace
}  // namespace tatu::compiler::testing
