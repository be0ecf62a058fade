// Modules that want to be what they are not.
#include <gmock/gmock.h>

#include "bytecode/module_builder.h"
#include "bytecode/writer.h"
#include "embedding/declaration_parser.h"
#include "host.h"

namespace tatu::embedding::test {
namespace {

tatu_status seven(tatu_host_call*, const tatu_value*, std::size_t, tatu_value* result, void*) {
  *result = intValue(7);
  return TATU_OK;
}

// A module of one native function.
std::vector<std::uint8_t> withNative(const char* module, const char* declaration, const char* native) {
  bytecode::ModuleBuilder builder(module, "1");
  auto parsed = parseDeclaration(declaration, {}, builder);
  EXPECT_TRUE(parsed.has_value());
  parsed->function.nativeName = builder.string(native);
  (void)builder.addFunction(std::move(parsed->function));
  return bytecode::writeModule(std::move(builder).finish());
}

using Load = decltype(&tatu_module_load);

Outcome load(Host& host, Load how, const std::vector<std::uint8_t>& bytes) {
  tatu_error* error = nullptr;
  tatu_module* module = nullptr;
  const Outcome outcome = outcomeOf(how(host.runtime(), bytes.data(), bytes.size(), "hostile", &module, &error), error);
  EXPECT_EQ(module == nullptr, outcome.status != TATU_OK);
  return outcome;
}

TEST(HostileModules, HaveNoNatives) {
  Host host;
  host.hostModule("game", {{"fun seven(): Int", seven}});
  for (const Load how : {&tatu_module_load, &tatu_package_load}) {
    for (const char* name : {"game", "other", "core"}) {
      for (const char* native : {"game.seven@1", "core.fiber.current@1", "other.seven@1", "nothing"}) {
        const Outcome outcome = load(host, how, withNative(name, "fun seven(): Int", native));
        EXPECT_EQ(outcome.status, TATU_REJECTED) << name << " " << native;
      }
      EXPECT_EQ(load(host, how, withNative(name, "fun seven(): String", "game.seven@1")).status, TATU_REJECTED);
    }
  }
  Guest guest(host.program("import game\npub fun run(): Int = game.seven()\n"));
  EXPECT_EQ(called(guest, "run"), "7");
}

TEST(HostileModules, TakeNoHostModulesName) {
  Host host;
  host.hostModule("game", {{"fun seven(): Int", seven}});
  bytecode::ModuleBuilder builder("game", "1");
  const auto bytes = bytecode::writeModule(std::move(builder).finish());
  const Outcome outcome = load(host, &tatu_package_load, bytes);
  EXPECT_EQ(outcome.status, TATU_REJECTED);
  EXPECT_THAT(outcome.message, ::testing::HasSubstr("\"game\" 1 is loaded already"));
}

TEST(HostileModules, AreRefusedCutOffAtEachByte) {
  Host host;
  const auto bytes = withNative("cut", "fun seven(): Int", "cut.seven@1");
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const std::vector<std::uint8_t> part(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
    EXPECT_NE(load(host, &tatu_module_load, part).status, TATU_OK);
  }
}

TEST(HostileModules, HostModulesAreRefusedWhereTheyCannotBe) {
  Host host;
  tatu_error* error = nullptr;
  tatu_host_module* builder = nullptr;
  for (const char* name : {"", "core", "a.b", "a b", "1a", "\xFF"}) {
    EXPECT_EQ(outcomeOf(tatu_host_module_create(host.runtime(), name, &builder, &error), error).status, TATU_MISUSE)
        << name;
    EXPECT_EQ(builder, nullptr);
  }
  ASSERT_EQ(tatu_host_module_create(host.runtime(), "game", &builder, &error), TATU_OK);
  for (const char* declaration :
       {"", "fun", "fun f", "fun f(", "fun f()) ", "fun f(a Int)", "fun f(a: Int,, b: Int)", "fun f(): Map<Int, Int>",
        "fun f<T>(a: T)", "fun f(a: Any)", "fun f(a: () -> Int)", "fun f(a: Int, a: Int) {}", "fun \xC3(): Int"}) {
    EXPECT_EQ(outcomeOf(tatu_host_module_add(builder, declaration, seven, nullptr, &error), error).status, TATU_MISUSE)
        << declaration;
  }
  std::string deep = "Int";
  for (int i = 0; i < 10'000; ++i) deep = "Array<" + deep + ">";
  EXPECT_EQ(tatu_host_module_add(builder, ("fun f(a: " + deep + ")").c_str(), seven, nullptr, nullptr), TATU_MISUSE);
  ASSERT_EQ(tatu_host_module_add(builder, "fun f(): Int", seven, nullptr, nullptr), TATU_OK);
  EXPECT_EQ(tatu_host_module_add(builder, "fun f(a: Int): Int", seven, nullptr, nullptr), TATU_MISUSE);
  EXPECT_EQ(tatu_host_module_finish(builder, nullptr, nullptr), TATU_OK);
}

}  // namespace
}  // namespace tatu::embedding::test
