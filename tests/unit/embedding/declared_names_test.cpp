// What the host offers can be named by programs: keywords are refused as names, and no others.
#include <gmock/gmock.h>

#include <array>
#include <string>
#include <string_view>

#include "host.h"
#include "include/tatu/compiler.hpp"
#include "include/tatu/tatu.hpp"

namespace tatu::embedding::test {
namespace {

constexpr std::array kKeywords{
#define TATU_TOKEN(name, text)
#define TATU_KEYWORD(name, text) std::string_view(text),
#include "compiler/syntax/token_kinds.def"
#undef TATU_KEYWORD
#undef TATU_TOKEN
};

class DeclaredNames : public ::testing::Test {
 protected:
  // What is said of a module with this declaration, which may be of its class `Thing`; empty: nothing.
  std::string refusalOf(const std::string& declaration) {
    HostModule module = makeModule();
    module.function(declaration.c_str(), nothing, nullptr);
    const auto finished = module.try_finish();
    return finished ? "" : finished.error().what();
  }
  HostModule makeModule() {
    HostModule module = runtime.host_module(("module" + std::to_string(++modules)).c_str());
    (void)module.bind_class<int>("Thing");
    return module;
  }
  static tatu_status nothing(tatu_host_call*, const tatu_value*, std::size_t, tatu_value*, void*) { return TATU_OK; }

  Runtime runtime;
  int modules = 0;
};

// Each is accepted exactly if a program with it as a name compiles.
TEST_F(DeclaredNames, AreThoseThatProgramsCanUse) {
  int refused = 0;
  for (const std::string_view keyword : kKeywords) {
    const std::string name(keyword);
    const bool isName = bool(compile("fun " + name + "() {}\nfun main() { " + name + "() }"));
    EXPECT_EQ(refusalOf("fun " + name + "()").empty(), isName) << name;
    EXPECT_EQ(refusalOf("fun f(" + name + ": Int)").empty(), isName) << name;
    for (const char* head : {"fun Thing.", "static fun Thing."}) {
      EXPECT_EQ(refusalOf(head + name + "()").empty(), isName) << head << name;
    }
    EXPECT_EQ(refusalOf("val Thing." + name + ": Int").empty(), isName) << name;
    EXPECT_EQ(bool(runtime.try_host_module(keyword.data())), isName) << name;
    HostModule module = makeModule();
    (void)module.bind_class<double>(name.c_str());
    EXPECT_EQ(bool(module.try_finish()), isName) << name;
    refused += isName ? 0 : 1;
  }
  EXPECT_EQ(refused, static_cast<int>(kKeywords.size()) - 4);  // data, open, operator, sealed
}

TEST_F(DeclaredNames, AreAskedForWhereTheyStand) {
  EXPECT_EQ(refusalOf("fun fun()"),
            "the function's name, which cannot be the keyword `fun`, was expected at column 5: fun fun()");
  EXPECT_EQ(refusalOf("fun Thing.val()"),
            "the member's name, which cannot be the keyword `val`, was expected at column 11: fun Thing.val()");
  EXPECT_EQ(refusalOf("fun f(a: Int, in: Int)"),
            "a parameter's name, which cannot be the keyword `in`, was expected at column 15: fun f(a: Int, in: Int)");
  EXPECT_EQ(refusalOf("fun f(: Int)"), "a parameter's name was expected at column 7: fun f(: Int)");
}

}  // namespace
}  // namespace tatu::embedding::test
