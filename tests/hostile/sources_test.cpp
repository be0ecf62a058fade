// Sources that are too much: made here, as they are too large to be files. The compiler says what is wrong with them,
// or makes a program that runs as usual; the witness lives on behind each.
#include <gtest/gtest.h>

#include <functional>

#include <fmt/core.h>

#include "tests/hostile/witness.h"
#include "tests/unit/timing.h"

namespace tatu::hostile {
namespace {

std::string repeated(std::size_t count, const std::function<std::string(std::size_t)>& part) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += part(i);
  return text;
}
std::string times(std::size_t count, std::string_view part) {
  return repeated(count, [&](std::size_t) { return std::string(part); });
}
std::string inMain(const std::string& body) { return "fun main() {\n" + body + "\n}\n"; }

// A type of as many long names as one may have.
std::string wideType() {
  const std::string name(255, 'W');
  return "List<" + times(6, "(" + name + ", " + name + ", " + name + ", " + name + ", " + name + ", ") + name +
         times(6, ")") + ">";
}
// Each line is an error that tells the type.
std::string manyErrorsAbout(const std::string& type) {
  const std::string declaration = type.find('<') == std::string::npos ? type : std::string(255, 'W');
  return "class " + declaration + "() {}\nfun f(v: " + type + ") {\n" +
         times(2'000, "  if true { val _: Bool = v }\n") + "}\n" + inMain("");
}

struct Source {
  const char* name;
  const char* ending;
  std::function<std::string()> text;
};

const std::vector<Source>& sources() {
  static const std::vector<Source> all{
      {"LiteralOfAMegabyte", "ok", [] { return inMain("println(\"" + times(900'000, "x") + "\".length - 900000)"); }},
      {"LineOfTwoMegabytes", "refused E0112", [] { return inMain("println(\"" + times(2'000'000, "x") + "\")"); }},
      {"NameOfAMegabyte", "refused E0116", [] { return inMain("val " + times(1'000'000, "n") + " = 1"); }},
      {"NumberOfAMegabyte", "refused E0108", [] { return inMain("println(" + times(1'000'000, "9") + ")"); }},
      {"ParenthesesInside", "refused E0113",
       [] { return inMain("println(" + times(100'000, "(") + "1" + times(100'000, ")") + ")"); }},
      {"BlocksInside", "refused E0113", [] { return inMain(times(10'000, "if true {\n") + times(10'000, "}\n")); }},
      {"LambdasInside", "refused E0113", [] { return inMain("val f = " + times(5'000, "() => ") + "1"); }},
      {"TypesInside", "refused E0113",
       [] { return "fun f(x: " + times(5'000, "List<") + "Int" + times(5'000, ">") + ") {}\n" + inMain(""); }},
      {"TextsInside", "refused E0113",
       [] { return inMain("println(" + times(3'000, "\"${") + "1" + times(3'000, "}\"") + ")"); }},
      {"CommentsInside", "refused E0104", [] { return times(100'000, "/*") + "\n" + inMain(""); }},
      {"SumOfAHundredThousand", "ok", [] { return inMain("println(0" + times(100'000, "+0") + ")"); }},
      {"CallsStrungTogether", "refused E0113", [] { return inMain("println(1" + times(5'000, ".abs()") + ")"); }},
      {"ManyFunctions", "ok",
       [] {
         return repeated(5'000, [](std::size_t i) { return fmt::format("fun f{}(n: Int): Int = n + {}\n", i, i); }) +
                inMain("println(f4999(-4999))");
       }},
      {"ManyClasses", "ok",
       [] {
         return repeated(1'000, [](std::size_t i) { return fmt::format("class C{}(val n: Int) {{}}\n", i); }) +
                inMain("println(C999(0).n)");
       }},
      {"ManyCases", "ok",
       [] {
         return "enum E {\n" + repeated(2'000, [](std::size_t i) { return fmt::format("  Case{}\n", i); }) + "}\n" +
                inMain("println(if \"${E.Case1999}\" == \"Case1999\" { 0 } else { 1 })");
       }},
      {"ManyArms", "ok",
       [] {
         return "fun f(n: Int): Int = match n {\n" +
                repeated(5'000, [](std::size_t i) { return fmt::format("  {} => {}\n", i * 977, i); }) +
                "  _ => -1\n}\n" + inMain("println(f(0))");
       }},
      {"ManyVariables", "ok",
       [] {
         return inMain(
             repeated(5'000, [](std::size_t i) { return fmt::format("  var v{} = {}\n  v{} += 1\n", i, i, i); }) +
             "println(v0 - 1)");
       }},
      {"ManyErrors", "refused E0301", [] { return inMain(times(20'000, "  nothing()\n")); }},
      {"FunctionOfTenThousandLines", "ok",
       [] { return "var n = 0\n" + inMain(times(10'000, "  n = n * 3 + 1\n") + "  println(n * 0)"); }},
      {"ConstantsInCircles", "refused E0423",
       [] {
         return repeated(50, [](std::size_t i) { return fmt::format("const C{} = C{} + 1\n", i, (i + 1) % 50); }) +
                inMain("");
       }},
      {"ConstantsThatDouble", "refused E0423",
       [] {
         return "const C0 = \"0123456789abcdef\"\n" +
                repeated(40,
                         [](std::size_t i) { return fmt::format("const C{} = \"${{C{}}}${{C{}}}\"\n", i + 1, i, i); }) +
                inMain("println(C40)");
       }},
      {"LongNameInManyErrors", "refused E0116", [] { return manyErrorsAbout(std::string(900'000, 'N')); }},
      {"LongTypeInManyErrors", "refused E0401", [] { return manyErrorsAbout(wideType()); }},
      {"ZerosAndBytes", "refused E0115", [] { return inMain("println(1)\n") + std::string(100'000, '\0'); }},
      {"HalfCharacters", "refused E0101", [] { return inMain("println(\"" + times(1'000, "\xC3") + "\")"); }},
      {"EmptyLines", "ok", [] { return times(500'000, "\n") + inMain("println(0)"); }},
      {"AmbiguousBrackets", "refused E0113", [] { return inMain("val x = " + times(20'000, "a<b,c>(") + "1"); }},
  };
  return all;
}

class HostileSources : public testing::TestWithParam<std::size_t> {};
INSTANTIATE_TEST_SUITE_P(Of, HostileSources, testing::Range(std::size_t{0}, sources().size()),
                         [](const auto& number) { return std::string(sources()[number.param].name); });

TEST_P(HostileSources, AreRefusedOrRunBesideAWitness) {
  constexpr double kMostSeconds = 5;  // to compile
  constexpr std::size_t kMostMessageBytes = 16 << 20;
  (void)lonelyLife();
  const Source& source = sources()[GetParam()];
  const std::string text = source.text();
  const test::Stopwatch watch;
  const auto module = moduleOf("source.tatu", text);
  EXPECT_LE(watch.seconds(), kMostSeconds * test::kSlowdown);
  if (!module) {
    EXPECT_EQ(module.error().how, source.ending) << module.error().details.substr(0, 2'000);
    EXPECT_LE(module.error().details.size(), kMostMessageBytes);
    return;
  }
  for (const NamedTier& tier : allTiers()) {
    Machine machine(tier);
    Witness witness(machine);
    witness.liveOn();
    SlicedGuest guest(machine, *machine.load(*module), witnessLimits(), {});
    while (guest.run(20'000)) witness.live();
    witness.liveOn();
    EXPECT_EQ(guest.ending().how, source.ending) << guest.ending().details;
    EXPECT_EQ(guest.ending().output, "0\n");
    EXPECT_EQ(witness.complaint(), "");
  }
}

}  // namespace
}  // namespace tatu::hostile
