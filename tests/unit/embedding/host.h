// Host: a runtime of one tier, and programs from source text, as a host application has them.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "include/tatu/compiler.h"
#include "include/tatu/tatu.h"
#include "tests/calls/values.h"

namespace tatu::embedding::test {

using calls::Body;
using calls::boolValue;
using calls::callBody;
using calls::charValue;
using calls::floatValue;
using calls::intValue;
using calls::listValue;
using calls::nullValue;
using calls::objectValue;
using calls::Outcome;
using calls::outcomeOf;
using calls::show;
using calls::textValue;

class Host {
 public:
  // With `collectEvery`, at each so manieth allocation there is a collection.
  explicit Host(tatu_tier tier = TATU_TIER_AUTO, std::uint64_t collectEvery = 0, std::uint64_t codeBytes = 1 << 26);
  ~Host();
  Host(const Host&) = delete;
  Host& operator=(const Host&) = delete;

  [[nodiscard]] tatu_runtime* runtime() { return runtime_; }
  // Compiles and loads a program that can import the host modules made here.
  [[nodiscard]] tatu_module* program(std::string_view source);
  struct Function {
    const char* declaration;
    tatu_host_function function;
    void* data = nullptr;
  };
  struct Class {
    const char* name;
    const tatu_class** added;
  };
  struct ChannelKind {
    const char* name;
    const char* message;
    const tatu_class** added;
  };
  // The classes are there first, then the channels, then the functions.
  void hostModule(const char* name, std::initializer_list<Function> functions,
                  std::initializer_list<Class> classes = {}, std::initializer_list<ChannelKind> channels = {});
  // What the compiler says of a program that it refuses.
  [[nodiscard]] std::string messagesOf(std::string_view source) const;

 private:
  struct CompileResult {
    ~CompileResult() { tatu_compile_result_destroy(raw); }
    tatu_status status = TATU_OK;
    tatu_compile_result* raw = nullptr;
  };
  void compile(std::string_view source, CompileResult& result) const;

  tatu_runtime* runtime_ = nullptr;
  std::vector<std::vector<std::uint8_t>> packages_;
};

// A guest with its output.
class Guest {
 public:
  Guest(tatu_module* module, tatu_guest_options options);
  explicit Guest(tatu_module* module);
  ~Guest();
  Guest(const Guest&) = delete;
  Guest& operator=(const Guest&) = delete;

  [[nodiscard]] static tatu_guest_options defaults();
  [[nodiscard]] Outcome call(const char* function, const std::vector<tatu_value>& arguments = {});
  [[nodiscard]] Outcome resume();
  // Of its module.
  [[nodiscard]] const tatu_function* function(const char* name) const { return tatu_module_function(module_, name); }
  [[nodiscard]] tatu_guest* get() { return guest_; }
  [[nodiscard]] tatu_counters counters() const;
  [[nodiscard]] const std::string& output() const { return output_; }

 private:
  static std::size_t write(void* data, int stream, const char* bytes, std::size_t size);

  tatu_module* module_;
  tatu_guest* guest_ = nullptr;
  std::string output_;
};

// What the call has given as text, or else the details of its error.
[[nodiscard]] std::string called(Guest& guest, const char* function, const std::vector<tatu_value>& arguments = {});

// A call from inside a host function.
[[nodiscard]] Outcome callAgain(tatu_host_call* call, const tatu_function* function,
                                const std::vector<tatu_value>& arguments = {});
[[nodiscard]] Outcome resumeAgain(tatu_host_call* call);

// Tests of all tiers.
class EveryTier : public ::testing::TestWithParam<tatu_tier> {};
#define TATU_IN_EVERY_TIER(Suite)                                                                                      \
  INSTANTIATE_TEST_SUITE_P(Tiers, Suite, ::testing::Values(TATU_TIER_INTERPRETER, TATU_TIER_BASELINE, TATU_TIER_AUTO), \
                           [](const auto& tier) {                                                                      \
                             return tier.param == TATU_TIER_INTERPRETER ? "Interpreter"                                \
                                    : tier.param == TATU_TIER_BASELINE  ? "Baseline"                                   \
                                                                        : "Auto";                                       \
                           })

}  // namespace tatu::embedding::test
