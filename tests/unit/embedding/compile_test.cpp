// The compiler's C interface: modules, messages, imported files and packages, what is refused.
#include <thread>

#include <gmock/gmock.h>

#include "host.h"
#include "include/tatu/compiler.h"

namespace tatu::embedding::test {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

struct Compiled {
  tatu_status status = TATU_OK;
  std::string messages;
  std::vector<std::uint8_t> module;
  std::vector<std::string> texts;  // "E0401 in program.tatu at 2:5+3: message"
};

std::string describe(const tatu_compile_diagnostic& diagnostic) {
  return std::string(diagnostic.severity == TATU_COMPILE_ERROR ? "error " : "warning ") + diagnostic.code + " in " +
         diagnostic.file + " at " + std::to_string(diagnostic.line) + ":" + std::to_string(diagnostic.column) + "+" +
         std::to_string(diagnostic.length) + ": " + diagnostic.message;
}

Compiled compile(std::string_view text, const tatu_compile_options* options = nullptr) {
  tatu_compile_result* result = nullptr;
  Compiled compiled;
  compiled.status = tatu_compile(text.data(), text.size(), options, &result);
  compiled.messages = tatu_compile_result_messages(result);
  std::size_t size = 0;
  const auto* bytes = static_cast<const std::uint8_t*>(tatu_compile_result_module(result, &size));
  if (bytes != nullptr) compiled.module.assign(bytes, bytes + size);
  tatu_compile_diagnostic diagnostic{};
  diagnostic.size = sizeof diagnostic;
  for (std::size_t i = 0; i < tatu_compile_result_diagnostics(result); ++i) {
    EXPECT_EQ(tatu_compile_result_diagnostic(result, i, &diagnostic), TATU_OK);
    compiled.texts.push_back(describe(diagnostic));
  }
  EXPECT_EQ(tatu_compile_result_diagnostic(result, compiled.texts.size(), &diagnostic), TATU_MISUSE);
  tatu_compile_result_destroy(result);
  return compiled;
}

tatu_compile_options defaults() {
  tatu_compile_options options;
  tatu_compile_options_defaults(&options, sizeof options);
  return options;
}

std::string answerOf(Host& host, const std::vector<std::uint8_t>& bytes) {
  tatu_module* module = nullptr;
  tatu_error* error = nullptr;
  const Outcome loaded =
      outcomeOf(tatu_module_load(host.runtime(), bytes.data(), bytes.size(), "program", &module, &error), error);
  if (loaded.status != TATU_OK) return loaded.details;
  Guest guest(module);
  const Outcome outcome = guest.call("answer");
  return outcome.status == TATU_OK ? show(outcome.result) : outcome.details;
}

TEST(Compile, GivesModulesThatRun) {
  Host host;
  const Compiled compiled = compile("pub fun answer(): Int = 42");
  EXPECT_EQ(compiled.status, TATU_OK);
  EXPECT_EQ(compiled.messages, "");
  EXPECT_EQ(answerOf(host, compiled.module), "42");
  EXPECT_EQ(compile("").status, TATU_OK);
}

TEST(Compile, SaysWhereErrorsAndWarningsAre) {
  const Compiled compiled = compile("pub fun answer(): Int {\n  return \"ä\" + missing\n}\n");
  EXPECT_EQ(compiled.status, TATU_REJECTED);
  EXPECT_TRUE(compiled.module.empty());
  ASSERT_EQ(compiled.texts.size(), 1U);
  EXPECT_THAT(compiled.texts[0], StartsWith("error E0301 in program.tatu at 2:16+7: "));
  EXPECT_THAT(compiled.messages, HasSubstr("error[E0301]"));
  EXPECT_THAT(compiled.messages, HasSubstr("program.tatu:2:16"));

  const Compiled warned = compile("pub fun answer(): Int {\n  val unused = 1\n  return 2\n}\n");
  EXPECT_EQ(warned.status, TATU_OK);
  ASSERT_EQ(warned.texts.size(), 1U);
  EXPECT_THAT(warned.texts[0], StartsWith("warning W08"));
}

TEST(Compile, RendersMessagesAsAsked) {
  tatu_compile_options options = defaults();
  options.name = "scripts/door.tatu";
  options.format = TATU_COMPILE_SHORT;
  EXPECT_THAT(compile("fun f() { missing() }", &options).messages,
              StartsWith("scripts/door.tatu:1:11: error[E0301]: "));
  options.format = TATU_COMPILE_JSON;
  EXPECT_THAT(compile("fun f() { missing() }", &options).messages, StartsWith("{"));
  options.format = TATU_COMPILE_HUMAN;
  options.colour = true;
  EXPECT_THAT(compile("fun f() { missing() }", &options).messages, HasSubstr("\x1b["));
  options.needs_main = true;
  EXPECT_EQ(compile("fun f() {}", &options).status, TATU_REJECTED);
}

constexpr std::string_view kImporter =
    "import geometry.shapes\nimport words\n"
    "pub fun answer(): String = words.twice(\"${shapes.area(2)}\")";
constexpr std::string_view kShapes = "pub fun area(side: Int): Int = side * side";
constexpr std::string_view kWords = "pub fun twice(text: String): String = text + text";

TEST(Compile, FindsImportedFilesInTheListAndThroughTheHost) {
  Host host;
  const tatu_compile_file shapes{"geometry/shapes", nullptr, kShapes.data(), kShapes.size()};
  std::vector<std::string> asked;
  tatu_compile_options options = defaults();
  options.files = &shapes;
  options.file_count = 1;
  EXPECT_THAT(compile(kImporter, &options).messages, HasSubstr("words"));
  options.user_data = &asked;
  options.find = [](void* data, const char* path, tatu_compile_file* file) {
    static_cast<std::vector<std::string>*>(data)->push_back(path);
    file->text = kWords.data();
    file->size = kWords.size();
    return path == std::string_view("words");
  };
  const Compiled compiled = compile(kImporter, &options);
  EXPECT_EQ(compiled.messages, "");
  EXPECT_THAT(asked, ::testing::ElementsAre("words"));
  EXPECT_EQ(answerOf(host, compiled.module), "\"44\"");
}

TEST(Compile, NamesImportedFilesInMessages) {
  const std::string wrong = "pub fun area(): Int = \"\"";
  tatu_compile_file file{"shapes", nullptr, wrong.data(), wrong.size()};
  tatu_compile_options options = defaults();
  options.files = &file;
  options.file_count = 1;
  constexpr std::string_view kProgram = "import shapes\npub fun answer(): Int = shapes.area()";
  EXPECT_THAT(compile(kProgram, &options).texts.at(0), HasSubstr(" in shapes.tatu at 1:"));
  file.name = "lib/shapes.tatu";
  EXPECT_THAT(compile(kProgram, &options).texts.at(0), HasSubstr(" in lib/shapes.tatu at 1:"));
}

TEST(Compile, MakesAndTakesPackages) {
  Host host;
  tatu_compile_options options = defaults();
  options.name = "lib/shapes.tatu";
  options.version = "1.2.0";
  const Compiled package = compile(kShapes, &options);
  ASSERT_EQ(package.status, TATU_OK);
  tatu_module* module = nullptr;
  ASSERT_EQ(tatu_package_load(host.runtime(), package.module.data(), package.module.size(), "shapes", &module, nullptr),
            TATU_OK);
  const std::vector<tatu_compile_package> packages(2, {package.module.data(), package.module.size()});
  tatu_compile_options importing = defaults();
  importing.packages = packages.data();
  importing.package_count = 1;
  constexpr std::string_view kProgram = "import shapes\npub fun answer(): Int = shapes.area(3)";
  EXPECT_EQ(answerOf(host, compile(kProgram, &importing).module), "9");
  importing.package_count = 2;
  EXPECT_EQ(compile(kProgram, &importing).messages, "error: package 1: there is a package shapes already\n");
}

TEST(Compile, RefusesWhatIsNoPackage) {
  const Compiled package = compile(kShapes);
  std::vector<std::uint8_t> damaged = package.module;
  damaged[damaged.size() / 2] ^= 1;
  tatu_compile_options options = defaults();
  options.package_count = 1;
  for (const tatu_compile_package wrong :
       {tatu_compile_package{damaged.data(), damaged.size()}, tatu_compile_package{"text", 4},
        tatu_compile_package{nullptr, 5}, tatu_compile_package{"", 0}}) {
    options.packages = &wrong;
    const Compiled compiled = compile("pub fun answer(): Int = 1", &options);
    EXPECT_EQ(compiled.status, TATU_REJECTED);
    EXPECT_THAT(compiled.messages, StartsWith("error: package 0"));
    EXPECT_EQ(compiled.texts.size(), 1U);
  }
}

TEST(Compile, RefusesWrongArguments) {
  EXPECT_EQ(tatu_compile("", 0, nullptr, nullptr), TATU_MISUSE);
  const auto messageOf = [](auto change) {
    tatu_compile_options options = defaults();
    change(options);
    const Compiled compiled = compile("", &options);
    EXPECT_EQ(compiled.status, TATU_MISUSE);
    return compiled.messages;
  };
  EXPECT_EQ(messageOf([](auto& options) { options.size = 3; }), "error: `size` is not that of tatu_compile_options\n");
  EXPECT_EQ(messageOf([](auto& options) { ++options.size; }), "error: `size` is not that of tatu_compile_options\n");
  EXPECT_EQ(messageOf([](auto& options) { options.name = "\xff"; }), "error: `name` is no text\n");
  EXPECT_EQ(messageOf([](auto& options) { options.package_name = "core"; }),
            "error: `package_name` cannot be the name of a package\n");
  EXPECT_EQ(messageOf([](auto& options) { options.file_count = 1; }), "error: `files` is null\n");
  EXPECT_EQ(messageOf([](auto& options) { options.format = 9; }), "error: `format` is none of tatu_compile_format\n");
  tatu_compile_result* result = nullptr;
  EXPECT_EQ(tatu_compile(nullptr, 1, nullptr, &result), TATU_MISUSE);
  tatu_compile_result_destroy(result);
}

TEST(Compile, RefusesHostileTexts) {
  EXPECT_EQ(compile(std::string("pub fun a() {}\0\x01\xff\xfe", 19)).status, TATU_REJECTED);
  EXPECT_EQ(compile("pub fun a(): Int = " + std::string(100'000, '(')).status, TATU_REJECTED);
  const std::string large((std::size_t{64} << 20) + 1, '\n');
  EXPECT_EQ(compile(large).messages, "program.tatu: error: the file is larger than 64 MiB\n");
}

TEST(Compile, RunsInManyThreads) {
  std::vector<std::thread> threads;
  std::vector<Compiled> results(4);
  for (Compiled& result : results) {
    threads.emplace_back([&result] {
      for (int i = 0; i < 20; ++i) result = compile(kImporter.substr(kImporter.find("pub")));
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const Compiled& result : results) EXPECT_EQ(result.messages, results[0].messages);
}

}  // namespace
}  // namespace tatu::embedding::test
