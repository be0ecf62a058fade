#include "bytecode/hash_index.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "bytecode/seeded_hash.h"

namespace tatu::bytecode {
namespace {

class Names {
 private:
  [[nodiscard]] std::uint64_t hashOf(const std::string& name) const { return areHashesEqual ? 7 : SeededHash()(name); }
  [[nodiscard]] auto isNamed(const std::string& name) const {
    return [this, &name](std::uint32_t position) { return names_[position] == name; };
  }

 public:
  std::uint32_t add(const std::string& name) {
    const auto next = static_cast<std::uint32_t>(names_.size());
    const std::uint32_t position = index_.findOrAdd(hashOf(name), next, isNamed(name));
    if (position == next) names_.push_back(name);
    return position;
  }
  [[nodiscard]] std::uint32_t find(const std::string& name) const { return index_.find(hashOf(name), isNamed(name)); }
  void reserve(std::size_t count) { index_.reserve(count); }

  bool areHashesEqual = false;

 private:
  std::vector<std::string> names_;
  HashIndex index_;
};

void fillAndFind(Names& names, std::uint32_t count) {
  EXPECT_EQ(names.find("0"), HashIndex::kNone);
  for (std::uint32_t i = 0; i < count; ++i) ASSERT_EQ(names.add(std::to_string(i)), i);
  for (std::uint32_t i = 0; i < count; ++i) ASSERT_EQ(names.find(std::to_string(i)), i);
  for (std::uint32_t i = 0; i < count; ++i) ASSERT_EQ(names.add(std::to_string(i)), i);
  EXPECT_EQ(names.find(std::to_string(count)), HashIndex::kNone);
}

TEST(HashIndex, FindsWhatWasAddedWhileItGrows) {
  Names names;
  fillAndFind(names, 10'000);
}

TEST(HashIndex, FindsWhatWasAddedToReservedRoom) {
  Names names;
  names.reserve(1'000);
  fillAndFind(names, 2'000);
}

TEST(HashIndex, TellsEntriesOfOneHashApart) {
  Names names;
  names.areHashesEqual = true;
  fillAndFind(names, 100);
}

}  // namespace
}  // namespace tatu::bytecode
