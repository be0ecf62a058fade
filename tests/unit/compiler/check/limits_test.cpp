// Programs that are far too large, far too deep, or only long: each compiles or is told why not, in time that grows
// with its length.
#include <gtest/gtest.h>

#include <functional>
#include <ostream>

#include "tests/unit/compiler/check/check_support.h"
#include "tests/unit/timing.h"

namespace tatu::compiler::testing {
namespace {

using std::to_string;

std::string repeated(std::size_t count, const std::function<std::string(std::size_t)>& part) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += part(i);
  return text;
}

std::string repeated(std::size_t count, std::string_view part) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += part;
  return text;
}

std::string inMain(const std::string& body) { return "fun main() {\n" + body + "\n}\n"; }

// `open` nested around `inner`.
std::string nested(std::size_t depth, std::string_view open, std::string_view inner, std::string_view close) {
  return repeated(depth, open) + std::string(inner) + repeated(depth, close);
}

struct Case {
  const char* name;
  const char* codes;  // the first ones
  std::function<std::string()> text;
};
std::ostream& operator<<(std::ostream& out, const Case& c) { return out << c.name; }

class Limits : public ::testing::TestWithParam<Case> {};

TEST_P(Limits, AreToldAndNothingHangs) {
  (void)coreModule();
  const tatu::test::Stopwatch watch;
  const Compiled program = compiled("main.tatu", GetParam().text());
  const double seconds = watch.seconds();
  const std::string wanted = GetParam().codes;
  const std::string codes = program.codes();
  EXPECT_EQ(wanted.empty() ? codes.substr(0, 40) : codes.substr(0, wanted.size()), wanted)
      << program.rendered(DiagnosticFormat::Short).substr(0, 400);
  EXPECT_EQ(program.module.has_value(), wanted.empty());
  // Far above what any of them takes, far below what quadratic work would.
  EXPECT_LT(seconds, 5 * tatu::test::kSlowdown);
}

// That many classes below a sealed one, and a match of all of them.
std::string sealedMatch(std::size_t count, const std::string& declaration, const std::string& pattern) {
  const auto numbered = [](const std::string& text, std::size_t number) {
    std::string result = text;
    return result.replace(result.find('#'), 1, to_string(number));
  };
  return "sealed interface S\n" + repeated(count, [&](std::size_t i) { return numbered(declaration, i) + " : S\n"; }) +
         "fun f(s: S): Int = match s {\n" +
         repeated(count, [&](std::size_t i) { return numbered(pattern, i) + " => 1\n"; }) + "}\n";
}

const std::size_t kMany = 100'000;

INSTANTIATE_TEST_SUITE_P(
    Deep, Limits,
    ::testing::Values(
        Case{"Parentheses", "E0113", [] { return inMain("println(" + nested(kMany, "(", "1", ")") + ")"); }},
        Case{"Calls", "E0113",
             [] { return "fun f(x: Int): Int = x\n" + inMain("println(" + nested(kMany, "f(", "1", ")") + ")"); }},
        Case{"Blocks", "E0113", [] { return inMain(nested(kMany, "{", "", "}")); }},
        Case{"Ifs", "E0113", [] { return inMain(nested(kMany, "if true {\n", "", "}\n")); }},
        Case{"Strings", "E0113", [] { return inMain("println(" + nested(kMany, "\"${", "1", "}\"") + ")"); }},
        Case{"TypeArguments", "E0113", [] { return "fun f(x: " + nested(kMany, "List<", "Int", ">") + ") { }\n"; }},
        Case{"FewerTypeArguments", "E0113", [] { return "fun f(x: " + nested(200, "List<", "Int", ">") + ") { }\n"; }},
        Case{"OptionalMarks", "E0113", [] { return "fun f(x: Int" + repeated(kMany, "?") + ") { }\n"; }},
        Case{"FunctionTypes", "E0113", [] { return "fun f(x: " + repeated(kMany, "() -> ") + "Int) { }\n"; }},
        Case{"SomeFunctionTypes", "E0419", [] { return "fun f(x: " + repeated(100, "() -> ") + "Int) { }\n"; }},
        Case{"Lambdas", "E0113", [] { return inMain("val f = " + repeated(kMany, "() => ") + "1"); }},
        Case{"Sequences", "E0113",
             [] { return inMain("println(" + nested(kMany, "sequence<Any> {\nyield ", "1", " }") + ")"); }},
        Case{"FewerSequences", "",
             [] { return inMain("println(" + nested(110, "sequence<Any> { yield ", "1", " }") + ")"); }},
        Case{"SequencesInHeads", "",
             [] { return inMain(nested(100, "for x in sequence { yield 1\n", "", "} { println(x) }\n")); }},
        Case{"Yields", "",
             [] {
               const auto yield = [](std::size_t i) { return "yield a + " + to_string(i) + "\n"; };
               return inMain("val a = 1\nprintln(sequence {\nval b = 2\ntry { " + repeated(10'000, yield) +
                             "} catch e: Exception { yield b } }.toList())");
             }},
        Case{"KeptVariables", "E0116",
             [] {
               const auto kept = [](std::size_t i) { return "val a" + to_string(i) + " = 1\nyield a0\n"; };
               return inMain("println(sequence {\n" + repeated(kMany, kept) + "}.toList())");
             }},
        Case{"CapturedBySequences", "E0116",
             [] {
               const auto name = [](std::size_t i) { return "a" + to_string(i); };
               return "fun f(" +
                      repeated(255, [&](std::size_t i) { return (i == 0 ? "" : ", ") + name(i) + ": Int"; }) +
                      "): Sequence<Int> = sequence { " +
                      repeated(255, [&](std::size_t i) { return "yield " + name(i) + "; "; }) + "}\n";
             }},
        Case{"Negations", "E0113", [] { return inMain("println(" + repeated(kMany, "!") + "true)"); }},
        Case{"Patterns", "E0113",
             [] { return "fun f(x: Int): Int = match x { " + nested(kMany, "(", "a", ")") + " => 1 }\n"; }},
        Case{"ForwardConstants", "E0116",
             [] {
               return repeated(kMany,
                               [](std::size_t i) {
                                 return "const A" + to_string(i) + " = A" + to_string(i + 1) + " + 1\n";
                               }) +
                      "const A" + to_string(kMany) + " = 1\n" + inMain("println(A0)");
             }},
        Case{"ForwardValues", "E0116",
             [] {
               return repeated(
                          kMany,
                          [](std::size_t i) { return "val a" + to_string(i) + " = a" + to_string(i + 1) + " + 1\n"; }) +
                      "val a" + to_string(kMany) + " = 1\n" + inMain("println(a0)");
             }},
        Case{"ForwardAliases", "E0116",
             [] {
               return repeated(kMany,
                               [](std::size_t i) {
                                 return "typealias A" + to_string(i) + " = A" + to_string(i + 1) + "\n";
                               }) +
                      "typealias A" + to_string(kMany) + " = Int\n" + inMain("val x: A0 = 1\nprintln(x)");
             }},
        Case{"DoublingConstants", "E0423",
             [] {
               return "const A0 = \"ab\"\n" +
                      repeated(60,
                               [](std::size_t i) {
                                 const std::string before = "${A" + to_string(i) + "}";
                                 return "const A" + to_string(i + 1) + " = \"" + before + before + "\"\n";
                               }) +
                      inMain("println(A60.length)");
             }},
        Case{"Comments", "E0104", [] { return repeated(kMany, "/*") + inMain(""); }},
        Case{"Defaults", "E0113", [] { return "fun f(a: Int?): Int? = a" + repeated(kMany, " ?? a") + "\n"; }},
        Case{"DefaultsOfSums", "E0113",
             [] { return "fun f(a: Int?): Int? = a" + repeated(kMany, " ?? 1 + 1") + "\n"; }},
        Case{"FewerDefaults", "", [] { return inMain("val a: Int? = 1\nprintln(a" + repeated(1000, " ?? a") + ")"); }},
        Case{"MethodChains", "E0113", [] { return inMain("println(\"a\"" + repeated(kMany, ".trim()") + ")"); }},
        Case{"TuplesOfTuples", "E0419",
             [] {
               return inMain("val a0 = (1, 2)\n" + repeated(40, [](std::size_t i) {
                               return "val a" + to_string(i + 1) + " = (a" + to_string(i) + ", a" + to_string(i) +
                                      ")\n";
                             }));
             }},
        Case{"Supertypes", "E0116",
             [] {
               return "open class C0\n" + repeated(50'000, [](std::size_t i) {
                        return "open class C" + to_string(i + 1) + " : C" + to_string(i) + "()\n";
                      });
             }},
        Case{"Tries", "E0116",
             [] {
               return inMain(nested(260, "try {\n", "println(1)\n", "} catch e: StateException { println(2) }\n"));
             }},
        Case{"NestedFinally", "E0116",
             [] { return inMain(nested(100, "try { println(0) } finally {\n", "println(1)\n", "}\n")); }}));

INSTANTIATE_TEST_SUITE_P(
    Long, Limits,
    ::testing::Values(
        Case{"Nothing", "", [] { return ""; }},
        Case{"OneLine", "E0112", [] { return inMain("val s = \"" + std::string(50'000'000, 'a') + "\""); }},
        Case{"StatementsInOneLine", "", [] { return inMain(repeated(80'000, "println(1);")); }},
        Case{"StatementsInOneLineOfUnicode", "", [] { return inMain(repeated(40'000, "println(\"\xC3\xA4\");")); }},
        Case{"Digits", "E0108", [] { return inMain("println(" + std::string(1'000'000, '9') + ")"); }},
        Case{"FloatDigits", "", [] { return inMain("println(1." + std::string(1'000'000, '9') + ")"); }},
        Case{"Text", "", [] { return inMain("println(\"" + std::string(1'000'000, 'x') + "\")"); }},
        Case{"Name", "E0116",
             [] { return inMain("val " + std::string(300, 'x') + " = 1\nprintln(" + std::string(300, 'x') + ")"); }},
        Case{"ListElements", "", [] { return inMain("println([1" + repeated(kMany, ", 2") + "])"); }},
        Case{"Spreads", "", [] { return inMain("val a = [1]\nprintln([1" + repeated(50'000, ", ...a") + "].size)"); }},
        Case{"PartsOfAFile", "E0116", [] { return "val (a" + repeated(kMany, ", _") + ") = (1, 2)\n"; }},
        Case{"TupleParts", "E0217", [] { return inMain("println((1" + repeated(kMany, ", 2") + "))"); }},
        Case{"ElseIfs", "",
             [] {
               return "fun f(x: Int): Int {\n" +
                      repeated(kMany,
                               [](std::size_t i) { return "if x == " + to_string(i) + " { return 1 }\nelse "; }) +
                      "{ return 2 }\n}\n";
             }},
        Case{"IfsWithoutElse", "",
             [] {
               return "fun f(x: Int): Int {\nvar y: Int\ny = 0\n" + repeated(kMany, "if x == 1 { y = 2 }\n") +
                      "return y\n}\n";
             }},
        Case{"Concatenations", "", [] { return inMain("println(\"a\"" + repeated(kMany, " + \"a\"") + ")"); }},
        Case{"Conjunctions", "",
             [] {
               return "fun f(x: Int): Bool = x > 0" + repeated(50'000, " && x > 0") + "\n" + inMain("println(f(1))");
             }},
        Case{"Sums", "", [] { return inMain("println(1" + repeated(kMany, " + 1") + ")"); }},
        Case{"SumsOfTexts", "", [] { return inMain("val a = \"a\"\nprintln(a" + repeated(kMany, " + a") + ")"); }},
        Case{"SumsOfProducts", "",
             [] { return inMain("val a = 2.5\nprintln(1" + repeated(50'000, " - 3 * a") + ")"); }},
        Case{"SumsOfObjects", "",
             [] {
               return "class V(val x: Int) {\noperator fun plus(o: V): V = V(x + o.x)\n}\n" +
                      inMain("val v = V(1)\nprintln((v" + repeated(kMany, " + v") + ").x)");
             }},
        Case{"WrongSum", "E0405", [] { return inMain("println(1" + repeated(kMany, " + \"a\"") + ")"); }},
        Case{"Logic", "", [] { return inMain("val a = true\nprintln(a" + repeated(50'000, " && a || !a") + ")"); }},
        Case{
            "SumInField", "",
            [] { return "class C(a: Int) {\nval b = a\nval c = b" + repeated(50'000, " + b") + "\n}\n" + inMain(""); }},
        Case{"Interpolations", "", [] { return inMain("val a = 1\nprintln(\"" + repeated(kMany, "${a} ") + "\")"); }},
        Case{"Strings", "",
             [] {
               return inMain(
                   repeated(70'000, [](std::size_t i) { return "println(\"text " + to_string(i) + "\")\n"; }));
             }},
        Case{"Lambdas", "", [] { return inMain(repeated(20'000, "println((() => 1)())\n")); }},
        Case{"Literals", "", [] {
               return inMain("var s = 0\n" +
                             repeated(70'000, [](std::size_t i) { return "s += " + to_string(i * 1'000'003) + "\n"; }) +
                             "println(s)");
             }}));

INSTANTIATE_TEST_SUITE_P(
    Many, Limits,
    ::testing::Values(
        Case{"Locals", "E0116",
             [] {
               return inMain(repeated(
                   70'000, [](std::size_t i) { return "val _a" + to_string(i) + " = " + to_string(i) + "\n"; }));
             }},
        Case{"LocalsWithoutValue", "",
             [] {
               return "fun f(x: Int) {\n" +
                      repeated(20'000,
                               [](std::size_t i) {
                                 return "var _a" + to_string(i) + ": Int\nif x == 1 { _a" + to_string(i) + " = 1 }\n";
                               }) +
                      "}\n";
             }},
        Case{"SmartCasts", "",
             [] {
               return "fun f(x: String?) {\n" +
                      repeated(20'000,
                               [](std::size_t i) {
                                 return "val _a" + to_string(i) + " = x\nif _a" + to_string(i) +
                                        " == null { return }\n";
                               }) +
                      "}\n";
             }},
        Case{"Functions", "",
             [] { return repeated(70'000, [](std::size_t i) { return "fun f" + to_string(i) + "(): Int = 1\n"; }); }},
        Case{"Globals", "",
             [] { return repeated(70'000, [](std::size_t i) { return "val g" + to_string(i) + " = 1\n"; }); }},
        Case{
            "Classes", "",
            [] { return repeated(70'000, [](std::size_t i) { return "class C" + to_string(i) + "(val x: Int)\n"; }); }},
        Case{"Methods", "E0116",
             [] {
               return "class C {\n" +
                      repeated(20'000, [](std::size_t i) { return "fun f" + to_string(i) + "() { }\n"; }) + "}\n";
             }},
        Case{"Fields", "E0116",
             [] {
               return "class C {\n" +
                      repeated(70'000, [](std::size_t i) { return "val f" + to_string(i) + " = 1\n"; }) + "}\n";
             }},
        Case{"Parameters", "E0116",
             [] {
               return "fun f(\n" + repeated(50'000, [](std::size_t i) { return "a" + to_string(i) + ": Int,\n"; }) +
                      ") { }\n";
             }},
        Case{"HeaderFields", "E0116",
             [] {
               return "class C(\n" +
                      repeated(50'000, [](std::size_t i) { return "val a" + to_string(i) + ": Int,\n"; }) + ")\n";
             }},
        Case{"TypeParameters", "E0116",
             [] {
               return "fun f<\n" + repeated(20'000, [](std::size_t i) { return "T" + to_string(i) + ",\n"; }) +
                      "U>() { }\n";
             }},
        Case{"Arguments", "E0402", [] { return "fun f(a: Int) { }\n" + inMain("f(1" + repeated(kMany, ", 2") + ")"); }},
        Case{"Captures", "E0116",
             [] {
               return inMain(repeated(300, [](std::size_t i) { return "val a" + to_string(i) + " = 1\n"; }) +
                             "val f = () => 0" + repeated(300, [](std::size_t i) { return " + a" + to_string(i); }) +
                             "\nprintln(f())");
             }},
        Case{"Payload", "E0116",
             [] {
               return "enum E {\nA(\n" + repeated(300, [](std::size_t i) { return "a" + to_string(i) + ": Int,\n"; }) +
                      ")\n}\n";
             }},
        Case{"Cases", "",
             [] {
               return "enum E {\n" + repeated(20'000, [](std::size_t i) { return "C" + to_string(i) + "\n"; }) +
                      "}\nfun f(e: E): Int = match e {\n" +
                      repeated(20'000, [](std::size_t i) { return "C" + to_string(i) + " => 1\n"; }) + "}\n";
             }},
        Case{"MissingCase", "E0602",
             [] {
               return "enum E {\n" + repeated(20'000, [](std::size_t i) { return "C" + to_string(i) + "\n"; }) +
                      "}\nfun f(e: E): Int = match e {\n" +
                      repeated(19'999, [](std::size_t i) { return "C" + to_string(i) + " => 1\n"; }) + "}\n";
             }},
        Case{"SealedClasses", "", [] { return sealedMatch(20'000, "class C#", "is C#"); }},
        Case{"SealedOpenClasses", "", [] { return sealedMatch(20'000, "open class C#", "is C#"); }},
        Case{"SealedDataClasses", "", [] { return sealedMatch(20'000, "data class C#(x: Int)", "C#(_)"); }},
        Case{"Interfaces", "E0116",
             [] {
               return repeated(256, [](std::size_t i) { return "interface I" + to_string(i) + "\n"; }) +
                      "class C : I0" + repeated(255, [](std::size_t i) { return ", I" + to_string(i + 1); }) + "\n";
             }},
        Case{"Arms", "",
             [] {
               return "fun f(x: Int): Int = match x {\n" +
                      repeated(kMany, [](std::size_t i) { return to_string(i) + " => 1\n"; }) + "_ => 0\n}\n";
             }},
        Case{"TextArms", "",
             [] {
               return "fun f(x: String): Int = match x {\n" +
                      repeated(50'000, [](std::size_t i) { return "\"" + to_string(i) + "\" => 1\n"; }) + "_ => 0\n}\n";
             }},
        Case{"TupleArms", "",
             [] {
               return "fun f(x: (Int, Int)): Int = match x {\n" +
                      repeated(30'000, [](std::size_t i) { return "(" + to_string(i) + ", 1) => 1\n"; }) +
                      "_ => 0\n}\n";
             }},
        Case{"GuardedArms", "",
             [] { return "fun f(x: Int): Int = match x {\n" + repeated(50'000, "_ if x > 1 => 1\n") + "_ => 0\n}\n"; }},
        Case{"Alternatives", "", [] {
               return "fun f(x: Int): Int = match x {\n0" +
                      repeated(50'000, [](std::size_t i) { return " | " + to_string(i + 1); }) + " => 1\n_ => 0\n}\n";
             }}));

INSTANTIATE_TEST_SUITE_P(
    Wrong, Limits,
    ::testing::Values(
        Case{"Utf8", "E0101", [] { return "fun main() { println(\"\xFF\") }"; }},
        Case{"Names", "E0301 E0301 E0301",
             [] {
               return inMain(repeated(kMany, [](std::size_t i) { return "println(unknown" + to_string(i) + ")\n"; }));
             }},
        Case{"NamesAmongMany", "E0301 E0301 E0301",
             [] {
               return repeated(30'000, [](std::size_t i) { return "fun known" + to_string(i) + "() { }\n"; }) +
                      inMain(repeated(3'000, [](std::size_t i) { return "unknown" + to_string(i) + "()\n"; }));
             }},
        Case{"NamesInOneLine", "E0301 E0301 E0301",
             [] { return inMain(repeated(50'000, [](std::size_t i) { return "println(u" + to_string(i) + ");"; })); }},
        Case{"Brackets", "E0203 E0203", [] { return inMain(repeated(kMany, ")\n")); }},
        Case{"OpenBrackets", "E0113", [] { return inMain(repeated(kMany, "f(\n")); }},
        Case{"Quotes", "E0103 E0103", [] { return inMain(repeated(kMany, "\"\n")); }}));

// Classes in the values of classes, that many deep.
std::string nestedClasses(std::size_t depth, const std::string& open, const std::string& close) {
  std::string text;
  for (std::size_t i = 0; i < depth; ++i) text += "class C" + to_string(i) + " { " + open + "\n";
  text += "outer\n";
  for (std::size_t i = depth; i-- > 0;) text += close + "\nC" + to_string(i) + "().v\n";
  return inMain("var outer = 1\nval all = {\n" + text + "}\nprintln(all)\n");
}

INSTANTIATE_TEST_SUITE_P(
    LocalClasses, Limits,
    ::testing::Values(Case{"Many", "",
                           [] {
                             return inMain("var outer = 1\n" + repeated(5'000, [](std::size_t i) {
                                             const std::string name = "C" + to_string(i);
                                             return "class " + name +
                                                    "(val x: Int) { fun f(): Int = x + outer }\nprintln(" + name +
                                                    "(1).f())\n";
                                           }));
                           }},
                      // A value of which no type is written is looked at once, or each level would double the work.
                      Case{"NestedInValues", "", [] { return nestedClasses(120, "val v = {", "} }"); }},
                      Case{"NestedInLazyValues", "", [] { return nestedClasses(120, "lazy val v = {", "} }"); }},
                      Case{"NestedTooDeeply", "E0113", [] { return nestedClasses(500, "val v = {", "} }"); }},
                      Case{"LongNames", "",
                           [] {
                             const std::string name(250, 'n');
                             const std::string open = "class " + name + " { fun f(): String {\n";
                             const std::string close = "} }\nreturn " + name + "().f()\n";
                             return "fun start(): String {\n" + repeated(20, open) + "return toString()\n" +
                                    repeated(20, close) + "}\n" + inMain("println(start())");
                           }},
                      Case{"ManyCaptured", "E0116", [] {
                             const auto all = [](const char* before, const char* behind) {
                               return repeated(300, [=](std::size_t i) { return before + to_string(i) + behind; });
                             };
                             return inMain(all("val v", " = 1\n") + "class C { fun f(): Int = 0" + all(" + v", "") +
                                           " }\nprintln(C().f())\n");
                           }}));

TEST(LimitsOfMessages, AThousandAreKept) {
  const Compiled program = compiled(
      "main.tatu", inMain(repeated(3000, [](std::size_t i) { return "println(unknown" + to_string(i) + ")\n"; })));
  EXPECT_EQ(program.diagnostics.errorCount(), 1000u);
  EXPECT_EQ(program.diagnostics.droppedErrorCount(), 2000u);
  const Compiled warned = compiled(
      "main.tatu", inMain(repeated(3000, [](std::size_t i) { return "val unused" + to_string(i) + " = 1\n"; })));
  EXPECT_EQ(warned.diagnostics.warningCount(), 1000u);
  EXPECT_TRUE(warned.module.has_value());
}

}  // namespace
}  // namespace tatu::compiler::testing
