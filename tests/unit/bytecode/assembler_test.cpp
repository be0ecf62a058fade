// What the assembler says of texts that are no module.
#include "bytecode/assembler.h"

#include <gtest/gtest.h>

#include <string>

namespace tatu::bytecode {
namespace {

struct Mistake {
  const char* name;
  std::string text;
  std::uint32_t line;
  const char* message;
};

void PrintTo(const Mistake& mistake, std::ostream* stream) { *stream << mistake.name; }

class Assembler : public testing::TestWithParam<Mistake> {};

TEST_P(Assembler, SaysWhatIsWrongAndWhere) {
  const auto module = assemble(GetParam().text);
  ASSERT_FALSE(module.has_value());
  EXPECT_EQ(module.error().line, GetParam().line) << module.error().message;
  EXPECT_EQ(module.error().message, GetParam().message);
}

const std::string kImported = "module \"a\" \"1\"\nimport core \"1\"\nfunction core::f\n";
const std::string kOwn = "module \"a\" \"1\"\nfunction f\n  parameter x: Int\n  code\n";
const char* const kNoBody = "a function of another package has no body here; only its declaration is repeated";

INSTANTIATE_TEST_SUITE_P(
    Texts, Assembler,
    testing::Values(
        Mistake{"ImportedLocal", kImported + "  local Int\nend\n", 4, kNoBody},
        Mistake{"ImportedFile", kImported + "  file \"a.tatu\"\nend\n", 4, kNoBody},
        Mistake{"ImportedCode", kImported + "  result Unit\n  code\n    return\nend\n", 5, kNoBody},
        Mistake{"ImportedTwice", "module \"a\" \"1\"\nimport b \"1\"\nimport b \"2\"\n", 3,
                "the package is imported twice"},
        Mistake{"NotImported", "module \"a\" \"1\"\nfunction b::f\nend\n", 2, "the package b is not imported"},
        Mistake{"FunctionTwice", "module \"a\" \"1\"\nfunction f\nend\nfunction f\nend\n", 4, "this is declared twice"},
        Mistake{"ClassTwice", "module \"a\" \"1\"\nclass A\nend\nclass A\nend\n", 4, "the class is declared twice"},
        Mistake{"FlagOfFunction", "module \"a\" \"1\"\nfunction f public\nend\n", 2, "unknown flag of a function"},
        Mistake{"Instruction", kOwn + "    fly\nend\n", 5, "unknown instruction `fly`"},
        Mistake{"LabelTwice", kOwn + "  here:\n  here:\n    return\nend\n", 6, "the label is placed twice"},
        Mistake{"OpenString", "module \"a\n", 1, "a string is not closed"}),
    [](const auto& instance) { return std::string(instance.param.name); });

}  // namespace
}  // namespace tatu::bytecode
