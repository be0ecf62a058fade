// The container: every damage is refused with the right rule, and what is accepted is canonical.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>
#include <new>
#include <set>

#include "bytecode/container.h"
#include "bytecode/leb128.h"
#include "bytecode/limits.h"
#include "bytecode/reader.h"
#include "bytecode/verifier.h"
#include "bytecode/writer.h"
#include "test_modules.h"

namespace tatu::bytecode {
namespace {

using Bytes = std::vector<std::uint8_t>;

std::vector<Bytes> seeds() {
  std::vector<Bytes> files = {writeModule(test::core()->module())};
  for (const std::string& path : test::textFiles("valid"))
    files.push_back(writeModule(test::assembleText(test::readFile(path), path)));
  return files;
}

// A file taken apart into its sections' contents, to be damaged and put together again.
struct Parts {
  Bytes head = {kMagic.begin(), kMagic.end()};
  std::vector<Bytes> sections;

  [[nodiscard]] Bytes file() const {
    Bytes bytes = head;
    for (std::size_t i = 0; i < sections.size(); ++i) {
      bytes.push_back(static_cast<std::uint8_t>(i + 1));
      appendUnsigned(bytes, sections[i].size());
      bytes.insert(bytes.end(), sections[i].begin(), sections[i].end());
    }
    bytes.resize(bytes.size() + kHashBytes);
    repairContentHash(bytes);
    return bytes;
  }
};

// A module of nothing but its name: strings "a" and "b".
Parts smallParts() {
  Parts parts;
  parts.head.push_back(kFormatVersion);
  parts.head.push_back(0);
  parts.sections = {{2, 1, 'a', 1, 'b'}, {0, 1, 0, 0}, {0}, {0}, {0}, {0}, {0}, {0}, {0}, {0}, {0}};
  return parts;
}

constexpr std::size_t kTypes = 3;
constexpr std::size_t kClasses = 4;
constexpr std::size_t kFunctions = 5;
constexpr std::size_t kCode = 10;

// One function `a() -> Unit` with the given code entry.
Parts functionParts(Bytes code) {
  Parts parts = smallParts();
  parts.sections[kTypes] = {1, 0};
  parts.sections[kFunctions] = {1, 0, 0, 0, 0, 0, 0, 0, 0};
  code.insert(code.begin(), 1);
  parts.sections[kCode] = std::move(code);
  return parts;
}

void expectRule(const Bytes& file, Rule rule, const std::string& name) {
  const auto read = readModule(file, "some.tbc");
  ASSERT_FALSE(read.has_value()) << name;
  EXPECT_EQ(nameOf(read.error().rule), nameOf(rule)) << name << ": " << read.error().text();
  EXPECT_EQ(read.error().file, "some.tbc");
  EXPECT_TRUE(read.error().offset.has_value());
  EXPECT_LE(*read.error().offset, file.size());
}

TEST(Container, SmallFilesAreAccepted) {
  EXPECT_TRUE(readModule(smallParts().file()).has_value());
  // locals, labels, handlers, file, lines, bytes
  const auto read = readModule(functionParts({0, 0, 0, 0, 0, 2, 0x0A, 0xD3}).file());
  ASSERT_TRUE(read.has_value()) << read.error().text();
  EXPECT_EQ(read->code[0].bytes.size(), 2u);
}

struct Damage {
  std::string name;
  Rule rule;
  Bytes file;
};

Bytes with(Parts parts, const std::function<void(Parts&)>& damage) {
  damage(parts);
  return parts.file();
}

std::vector<Damage> damages() {
  std::vector<Damage> all;
  const auto add = [&](std::string name, Rule rule, Bytes file) {
    all.push_back({std::move(name), rule, std::move(file)});
  };
  const auto section = [&](std::string name, Rule rule, std::size_t number, Bytes content) {
    add(std::move(name), rule, with(smallParts(), [&](Parts& parts) { parts.sections[number] = std::move(content); }));
  };
  const auto code = [&](std::string name, Rule rule, Bytes content) {
    add(std::move(name), rule, functionParts(std::move(content)).file());
  };
  add("empty", Rule::Truncated, {});
  add("text", Rule::Magic, {'f', 'u', 'n', ' ', 'm', 'a', 'i', 'n'});
  add("half a magic number", Rule::Truncated, {0x89, 'T'});
  add("newer version", Rule::Version, with(smallParts(), [](Parts& parts) { parts.head[4] = 2; }));
  add("version zero", Rule::Version, with(smallParts(), [](Parts& parts) { parts.head[4] = 0; }));
  add("unknown feature", Rule::Features, with(smallParts(), [](Parts& parts) { parts.head[5] = 1; }));
  add("long version", Rule::Varint,
      with(smallParts(), [](Parts& parts) { parts.head = {0x89, 'T', 'B', 'C', 0x81, 0, 0}; }));
  add("missing section", Rule::SectionOrder, with(smallParts(), [](Parts& parts) { parts.sections.pop_back(); }));
  Bytes swapped = smallParts().file();
  std::swap(swapped[6], swapped[13]);
  repairContentHash(swapped);
  add("section out of order", Rule::SectionOrder, swapped);
  Bytes longer = smallParts().file();
  longer[7] = 100;
  repairContentHash(longer);
  add("section behind the end", Rule::Truncated, longer);
  Bytes huge = smallParts().file();
  huge.erase(huge.begin() + 7);
  const Bytes length = {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1};
  huge.insert(huge.begin() + 7, length.begin(), length.end());
  repairContentHash(huge);
  add("section of 2^64 - 1 bytes", Rule::Varint, huge);
  Bytes trailing = smallParts().file();
  trailing.push_back(0);
  add("byte behind the hash", Rule::TrailingBytes, trailing);
  Bytes wrong = smallParts().file();
  wrong.back() ^= 1;
  add("wrong hash", Rule::ContentHash, wrong);
  section("section longer than its content", Rule::SectionLength, 0, {2, 1, 'a', 1, 'b', 0});
  section("section shorter than its content", Rule::Truncated, 0, {2, 1, 'a'});
  section("content cut in a number", Rule::Truncated, 1, {0, 1, 0});
  for (const int bits : {16, 31, 32, 63}) {
    Bytes count;
    appendUnsigned(count, std::uint64_t{1} << bits);
    section("count of 2^" + std::to_string(bits), Rule::Count, 0, count);
    section("types 2^" + std::to_string(bits), Rule::Count, kTypes, count);
    section("functions 2^" + std::to_string(bits), Rule::Count, kFunctions, count);
    section("code 2^" + std::to_string(bits), Rule::Count, kCode, count);
  }
  section("string longer than the section", Rule::Count, 0, {2, 1, 'a', 9, 'b'});
  section("count in a longer form", Rule::Varint, 0, {0x82, 0, 1, 'a', 1, 'b'});
  section("count that overflows", Rule::Varint, 0, {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F});
  section("index beyond 31 bits", Rule::Varint, 1, {0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 1, 0, 0});
  for (const Bytes& text : {Bytes{0x80}, Bytes{0xC0, 0x80}, Bytes{0xED, 0xA0, 0x80}, Bytes{0xF4, 0x90, 0x80, 0x80},
                            Bytes{0xE2, 0x82}, Bytes{0xFF}, Bytes{0xE0, 0x80, 0x80}, Bytes{0xF0, 0x80, 0x80, 0x80}}) {
    Bytes content = {2, 1, 'a', static_cast<std::uint8_t>(text.size())};
    content.insert(content.end(), text.begin(), text.end());
    section("bad UTF-8", Rule::Utf8, 0, content);
  }
  section("unknown kind of type", Rule::EnumValue, kTypes, {1, 17});
  section("unknown flag of a class", Rule::EnumValue, kClasses, {1, 0, 0, 0x80, 0x01, 0, 0, 0, 0});
  section("unknown builtin", Rule::EnumValue, kClasses, {1, 0, 0, 3, 40, 0, 0, 0, 0});
  section("unknown flag of a function", Rule::EnumValue, kFunctions, {1, 0, 0, 0, 0x80, 0x08, 0, 0, 0, 0});
  section("function without its code", Rule::SectionLength, kFunctions, {1, 0, 0, 0, 0, 0, 0, 0, 0});
  section("code without a function", Rule::SectionLength, kCode, {1, 0, 0, 0, 0, 0, 0});
  code("empty stack announced", Rule::Canonical, {0, 1, 6, 0, 0, 0, 0, 2, 0x0A, 0xD3});
  code("same locals written out", Rule::Canonical, {0, 1, 0, 0, 0, 0, 0, 2, 0x0A, 0xD3});
  code("line distance in the long form", Rule::Canonical, {0, 0, 0, 0, 1, 0x07, 0x01, 0x01, 2, 0x0A, 0xD3});
  code("line before line zero", Rule::Canonical, {0, 0, 0, 0, 1, 0x07, 0x7F, 0x01, 2, 0x0A, 0xD3});
  code("column before column zero", Rule::Canonical, {0, 0, 0, 0, 1, 0x01, 0x7F, 2, 0x0A, 0xD3});
  code("handler beyond any code", Rule::HandlerRange, {0, 0, 1, 0, 0xFF, 0xFF, 0xFF, 0x7F, 0, 0, 0, 0, 2, 0x0A, 0xD3});
  return all;
}

TEST(Container, EveryDamageIsRefused) {
  for (const Damage& damage : damages()) expectRule(damage.file, damage.rule, damage.name);
}

TEST(Container, EveryRuleHasACase) {
  std::set<std::string_view> seen;
  for (const Damage& damage : damages()) seen.insert(nameOf(damage.rule));
  for (const RuleInfo& info : allRules()) {
    const bool isContainerRule = static_cast<int>(info.rule) < 200;
    EXPECT_TRUE(!isContainerRule || info.rule == Rule::FileSize || seen.contains(info.name)) << info.name;
  }
}

TEST(Container, TooLargeAFileIsRefusedUnread) {
  // Only the size is looked at: the bytes behind the first are not there.
  const std::uint8_t byte = 0x89;
  const auto read = readModule({&byte, kMaxFileBytes + 1});
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().rule, Rule::FileSize);
}

TEST(Container, EveryTruncationIsRefused) {
  for (const Bytes& file : seeds()) {
    for (std::size_t size = 0; size < file.size(); ++size) {
      // A copy of exactly that size, so that a sanitizer sees a read behind the end.
      const Bytes cut(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(size));
      const auto read = readModule(cut);
      ASSERT_FALSE(read.has_value()) << size;
      EXPECT_EQ(nameOf(read.error().rule), nameOf(Rule::Truncated)) << size << ": " << read.error().text();
    }
  }
}

TEST(Container, EveryFlippedBitIsNoticed) {
  for (const Bytes& file : seeds()) {
    for (std::size_t bit = 0; bit < file.size() * 8; ++bit) {
      Bytes flipped = file;
      flipped[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
      ASSERT_FALSE(readModule(flipped).has_value()) << bit;
    }
  }
}

// With the hash repaired: refused, or read as a module that is written back to the same bytes.
TEST(Container, EveryFlippedBitIsRefusedOrCanonical) {
  int accepted = 0;
  for (const Bytes& file : seeds()) {
    for (std::size_t bit = 0; bit < (file.size() - kHashBytes) * 8; ++bit) {
      Bytes flipped = file;
      flipped[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
      repairContentHash(flipped);
      const auto read = readModule(flipped);
      if (!read) continue;
      ++accepted;
      ASSERT_EQ(writeModule(*read), flipped) << bit;
    }
  }
  EXPECT_GT(accepted, 1000);
}

}  // namespace
}  // namespace tatu::bytecode
