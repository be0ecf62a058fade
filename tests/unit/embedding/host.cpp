#include "host.h"

#include <utility>

#include "embedding/runtime.h"
#include "include/tatu/channels.h"

namespace tatu::embedding::test {

// ---- Host

Host::Host(tatu_tier tier, std::uint64_t collectEvery, std::uint64_t codeBytes) {
  tatu_runtime_options options;
  tatu_runtime_options_defaults(&options, sizeof options);
  options.tier = tier;
  options.code_bytes = codeBytes;
  gc::HeapOptions heap;
  heap.collectEvery = collectEvery;
  tatu_error* error = nullptr;
  const tatu_status status = collectEvery == 0 ? tatu_runtime_create(&options, &runtime_, &error)
                                               : createRuntime(options, heap, &runtime_, &error);
  const Outcome made = outcomeOf(status, error);
  EXPECT_EQ(made.status, TATU_OK) << made.details;
}

Host::~Host() { EXPECT_EQ(tatu_runtime_destroy(runtime_), TATU_OK); }

void Host::compile(std::string_view source, CompileResult& result) const {
  std::vector<tatu_compile_package> packages;
  for (const auto& bytes : packages_) packages.push_back({bytes.data(), bytes.size()});
  tatu_compile_options options;
  tatu_compile_options_defaults(&options, sizeof options);
  options.packages = packages.data();
  options.package_count = packages.size();
  result.status = tatu_compile(source.data(), source.size(), &options, &result.raw);
}

std::string Host::messagesOf(std::string_view source) const {
  CompileResult result;
  compile(source, result);
  EXPECT_NE(result.status, TATU_OK);
  return tatu_compile_result_messages(result.raw);
}

tatu_module* Host::program(std::string_view source) {
  CompileResult result;
  compile(source, result);
  EXPECT_EQ(result.status, TATU_OK) << tatu_compile_result_messages(result.raw);
  std::size_t size = 0;
  const void* const bytes = tatu_compile_result_module(result.raw, &size);
  tatu_module* module = nullptr;
  tatu_error* error = nullptr;
  const Outcome loaded = outcomeOf(tatu_module_load(runtime_, bytes, size, "program", &module, &error), error);
  EXPECT_EQ(loaded.status, TATU_OK) << loaded.details;
  return module;
}

void Host::hostModule(const char* name, std::initializer_list<Function> functions, std::initializer_list<Class> classes,
                      std::initializer_list<ChannelKind> channels) {
  tatu_host_module* builder = nullptr;
  tatu_error* error = nullptr;
  ASSERT_EQ(tatu_host_module_create(runtime_, name, &builder, &error), TATU_OK);
  for (const Class& each : classes) {
    const tatu_status status = tatu_host_module_add_class(builder, each.name, each.added, nullptr, each.added, &error);
    const Outcome added = outcomeOf(status, error);
    ASSERT_EQ(added.status, TATU_OK) << added.details;
  }
  for (const ChannelKind& each : channels) {
    tatu_channel_declaration declaration;
    tatu_channel_declaration_defaults(&declaration, sizeof declaration);
    declaration.name = each.name;
    declaration.message = each.message;
    const Outcome added = outcomeOf(tatu_host_module_add_channel(builder, &declaration, each.added, &error), error);
    ASSERT_EQ(added.status, TATU_OK) << added.details;
  }
  for (const Function& function : functions) {
    const Outcome added =
        outcomeOf(tatu_host_module_add(builder, function.declaration, function.function, function.data, &error), error);
    ASSERT_EQ(added.status, TATU_OK) << added.details;
  }
  tatu_module* module = nullptr;
  const Outcome finished = outcomeOf(tatu_host_module_finish(builder, &module, &error), error);
  ASSERT_EQ(finished.status, TATU_OK) << finished.details;
  std::size_t size = 0;
  const auto* bytes = static_cast<const std::uint8_t*>(tatu_module_bytes(module, &size));
  packages_.emplace_back(bytes, bytes + size);
}

// ---- Guest

tatu_guest_options Guest::defaults() {
  tatu_guest_options options;
  tatu_guest_options_defaults(&options, sizeof options);
  return options;
}

Guest::Guest(tatu_module* module) : Guest(module, defaults()) {}

Guest::Guest(tatu_module* module, tatu_guest_options options) : module_(module) {
  options.write = write;
  options.user_data = this;
  tatu_error* error = nullptr;
  const Outcome made = outcomeOf(tatu_guest_create(module, &options, &guest_, &error), error);
  EXPECT_EQ(made.status, TATU_OK) << made.details;
}

Guest::~Guest() { EXPECT_EQ(tatu_guest_destroy(guest_), TATU_OK); }

std::size_t Guest::write(void* data, int, const char* bytes, std::size_t size) {
  static_cast<Guest*>(data)->output_.append(bytes, size);
  return size;
}

Outcome Guest::call(const char* function, const std::vector<tatu_value>& arguments) {
  tatu_error* error = nullptr;
  tatu_value result{};
  const tatu_status status = tatu_guest_call(guest_, tatu_module_function(module_, function), arguments.data(),
                                             arguments.size(), &result, &error);
  Outcome outcome = outcomeOf(status, error);
  outcome.result = result;
  return outcome;
}

Outcome Guest::resume() {
  tatu_error* error = nullptr;
  tatu_value result{};
  Outcome outcome = outcomeOf(tatu_guest_resume(guest_, &result, &error), error);
  outcome.result = result;
  return outcome;
}

tatu_counters Guest::counters() const {
  tatu_counters counters{};
  counters.size = sizeof counters;
  EXPECT_EQ(tatu_guest_counters(guest_, &counters), TATU_OK);
  return counters;
}

std::string called(Guest& guest, const char* function, const std::vector<tatu_value>& arguments) {
  const Outcome outcome = guest.call(function, arguments);
  return outcome.status == TATU_OK ? show(outcome.result) : outcome.details;
}

Outcome callAgain(tatu_host_call* call, const tatu_function* function, const std::vector<tatu_value>& arguments) {
  tatu_error* error = nullptr;
  tatu_value result{};
  const tatu_status status =
      tatu_guest_call(tatu_host_call_guest(call), function, arguments.data(), arguments.size(), &result, &error);
  Outcome outcome = outcomeOf(status, error);
  outcome.result = result;
  return outcome;
}

Outcome resumeAgain(tatu_host_call* call) {
  tatu_error* error = nullptr;
  tatu_value result{};
  Outcome outcome = outcomeOf(tatu_guest_resume(tatu_host_call_guest(call), &result, &error), error);
  outcome.result = result;
  return outcome;
}

}  // namespace tatu::embedding::test
