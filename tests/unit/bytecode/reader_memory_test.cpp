// What the reader allocates, counted by operators new and delete of this test program: within a multiple of the file's
// size that limits.h names, whatever the file says of itself.
#include <gtest/gtest.h>
#include <malloc.h>

#include <atomic>
#include <cstdlib>
#include <functional>
#include <new>

#include "bytecode/limits.h"
#include "bytecode/reader.h"
#include "bytecode/writer.h"
#include "test_modules.h"
#include "tests/mutation/byte_mutator.h"

namespace {

std::atomic<std::size_t> inUse{0};
std::atomic<std::size_t> most{0};

void* counted(void* memory) {
  if (memory == nullptr) throw std::bad_alloc();
  const std::size_t now = inUse += malloc_usable_size(memory) + sizeof(std::size_t);
  if (now > most) most = now;
  return memory;
}

void uncounted(void* memory) {
  if (memory != nullptr) inUse -= malloc_usable_size(memory) + sizeof(std::size_t);
  std::free(memory);
}

}  // namespace

void* operator new(std::size_t size) { return counted(std::malloc(size)); }
void* operator new[](std::size_t size) { return counted(std::malloc(size)); }
void operator delete(void* memory) noexcept { uncounted(memory); }
void operator delete[](void* memory) noexcept { uncounted(memory); }
void operator delete(void* memory, std::size_t) noexcept { uncounted(memory); }
void operator delete[](void* memory, std::size_t) noexcept { uncounted(memory); }

namespace tatu::bytecode {
namespace {

// How much more is in use at most while the file is read.
std::size_t peakOf(const std::vector<std::uint8_t>& file) {
  const std::size_t before = inUse;
  most = before;
  const auto module = readModule(file);
  return most - before;
}

std::size_t boundFor(const std::vector<std::uint8_t>& file) {
  return kFreeDecodedBytes + kDecodedBytesPerByte * file.size();
}

constexpr std::size_t kMany = 300'000;

// Modules whose rows are as small in the file and as large in memory as can be. The writer checks nothing.
std::vector<std::pair<std::string, Module>> bombs() {
  const auto make = [](const std::function<void(Module&)>& fill) {
    Module module;
    module.strings = {"bomb", "1"};
    module.name = StringIndex(0);
    module.version = StringIndex(1);
    fill(module);
    return module;
  };
  const auto oneFunction = [](Module& module, const std::function<void(Code&)>& fill) {
    Function function;
    function.name = StringIndex(0);
    function.result = TypeIndex(0);
    function.code = 0;
    module.functions.push_back(function);
    Code code;
    fill(code);
    module.code.push_back(code);
  };
  Class empty;
  empty.name = StringIndex(0);
  Class enumeration = empty;
  enumeration.kind = ClassKind::Enum;
  enumeration.cases.resize(kMany, {StringIndex(0), {}});
  Class conforming = empty;
  conforming.conformances.resize(kMany, {TypeIndex(0), {}});
  Class generic = empty;
  generic.typeParameters.resize(kMany, {StringIndex(0), Variance::Invariant, {}});
  Type tuple;
  tuple.kind = TypeKind::Tuple;
  Type array;
  array.kind = TypeKind::Array;
  array.arguments = {TypeIndex(0)};
  Function abstract;
  abstract.name = StringIndex(0);
  abstract.result = TypeIndex(0);
  abstract.flags = static_cast<std::uint32_t>(FunctionFlag::Abstract);
  Label label;
  label.stack = {TypeIndex(0)};
  std::vector<std::pair<std::string, Module>> result;
  const auto add = [&](const std::string& name, const std::function<void(Module&)>& fill) {
    result.emplace_back(name, make(fill));
  };
  add("leaf types", [](Module& m) { m.types.resize(kMany); });
  add("tuples of nothing", [&](Module& m) { m.types.resize(kMany, tuple); });
  add("array types", [&](Module& m) { m.types.resize(kMany, array); });
  add("empty strings", [](Module& m) {
    for (std::size_t i = 0; i < kMany; ++i) m.strings.push_back({});
  });
  add("classes", [&](Module& m) { m.classes.resize(kMany, empty); });
  add("enum cases", [&](Module& m) { m.classes.push_back(enumeration); });
  add("conformances", [&](Module& m) { m.classes.push_back(conforming); });
  add("type parameters", [&](Module& m) { m.classes.push_back(generic); });
  add("functions", [&](Module& m) { m.functions.resize(kMany, abstract); });
  add("calls", [](Module& m) { m.calls.resize(kMany, {FunctionIndex(0), {}, {}}); });
  add("field references", [](Module& m) { m.fieldRefs.resize(kMany, {TypeIndex(0), 0}); });
  add("locals", [&](Module& m) { oneFunction(m, [&](Code& code) { code.locals.resize(kMany, TypeIndex(0)); }); });
  add("labels", [&](Module& m) {
    oneFunction(m, [](Code& code) {
      for (std::uint32_t i = 0; i < kMany; ++i) code.labels.emplace_back().offset = i;
    });
  });
  add("labels with stacks", [&](Module& m) { oneFunction(m, [&](Code& code) { code.labels.resize(kMany, label); }); });
  add("lines", [&](Module& m) {
    oneFunction(m, [](Code& code) {
      for (std::uint32_t i = 0; i < kMany; ++i) code.lines.push_back({i, 1, 1});
    });
  });
  add("handlers", [&](Module& m) {
    oneFunction(m, [&](Code& code) { code.handlers.resize(kMany, {0, 1, TypeIndex(0), LabelIndex(0)}); });
  });
  add("bodies", [&](Module& m) {
    Function function = abstract;
    function.flags = 0;
    for (std::uint32_t i = 0; i < kMany; ++i) {
      function.code = i;
      m.functions.push_back(function);
    }
    for (std::size_t i = 0; i < kMany; ++i) m.code.push_back({});
  });
  return result;
}

TEST(ReaderMemory, BombsStayWithinTheBound) {
  for (const auto& [name, module] : bombs()) {
    const std::vector<std::uint8_t> file = writeModule(module);
    const std::size_t peak = peakOf(file);
    EXPECT_LE(peak, boundFor(file) + (16 << 10)) << name << ": " << file.size() << " bytes in the file";
  }
}

TEST(ReaderMemory, WhatIsCompiledStaysBelowTheBound) {
  // Many functions that do nothing are what takes most.
  Module module;
  module.strings = {"m", "1"};
  module.name = StringIndex(0);
  module.version = StringIndex(1);
  for (std::uint32_t i = 0; i < 20'000; ++i) {
    module.strings.push_back("f" + std::to_string(i));
    Function function;
    function.name = StringIndex(i + 2);
    function.result = TypeIndex(0);
    function.code = i;
    module.functions.push_back(function);
    Code code;
    code.lines.push_back({0, i + 1, 1});
    code.bytes = {1, 2};
    module.code.push_back(code);
  }
  const std::vector<std::uint8_t> file = writeModule(module);
  EXPECT_TRUE(readModule(file).has_value());
  EXPECT_LE(peakOf(file), kDecodedBytesPerByte * file.size());
}

TEST(ReaderMemory, MutantsStayWithinTheBound) {
  std::vector<std::vector<std::uint8_t>> seeds;
  for (const std::string& path : test::textFiles("valid"))
    seeds.push_back(writeModule(test::assembleText(test::readFile(path), path)));
  for (std::uint64_t i = 0; i < 20'000; ++i) {
    mutation::Dice dice(i);
    const std::vector<std::uint8_t> mutant = mutation::mutateBytes(seeds[i % seeds.size()], dice);
    ASSERT_LE(peakOf(mutant), boundFor(mutant) + (16 << 10)) << i;
  }
}

}  // namespace
}  // namespace tatu::bytecode
