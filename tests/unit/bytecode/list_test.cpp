// The containers of a module: lists, the arena that lends to them, tables of packed bytes.
#include "bytecode/list.h"

#include <gtest/gtest.h>

#include "bytecode/module.h"

namespace tatu::bytecode {
namespace {

using Numbers = List<std::uint32_t>;

Numbers lent(ListArena& arena, std::size_t count) {
  Numbers list = arena.make<std::uint32_t>(count);
  for (std::size_t i = 0; i < count; ++i) list[i] = static_cast<std::uint32_t>(i);
  return list;
}

TEST(List, IsUsedLikeAVector) {
  Numbers list;
  EXPECT_TRUE(list.empty());
  for (std::uint32_t i = 0; i < 10; ++i) list.push_back(i);
  list.erase(list.begin() + 3);
  list.resize(5);
  EXPECT_EQ(list, (Numbers{0, 1, 2, 4, 5}));
  list.resize(6, 9);
  EXPECT_EQ(list.back(), 9u);
  list.pop_back();
  EXPECT_EQ(list, Numbers(std::vector<std::uint32_t>{0, 1, 2, 4, 5}));
  list.clear();
  EXPECT_EQ(list, Numbers());
}

TEST(List, TakesEightBytes) { EXPECT_EQ(sizeof(Numbers), 8u); }

TEST(List, GrowsOutOfWhatWasLent) {
  ListArena arena(256);
  Numbers list = lent(arena, 3);
  const Numbers next = lent(arena, 2);
  list.push_back(7);
  list[0] = 5;
  EXPECT_EQ(list, (Numbers{5, 1, 2, 7}));
  EXPECT_EQ(next, (Numbers{0, 1}));
}

TEST(List, CopiesShareNothing) {
  Numbers copy;
  {
    ListArena arena(256);
    Numbers list = lent(arena, 4);
    copy = list;
    list[0] = 100;
  }
  EXPECT_EQ(copy, (Numbers{0, 1, 2, 3}));
}

TEST(List, OfLists) {
  ListArena arena(256);
  List<List<std::uint32_t>> outer = arena.make<Numbers>(3);
  outer[0] = lent(arena, 2);
  outer[1] = {4, 5, 6};
  outer.push_back({1});
  EXPECT_EQ(outer, (List<Numbers>{{0, 1}, {4, 5, 6}, {}, {1}}));
  outer.erase(outer.begin());
  EXPECT_EQ(outer[0], (Numbers{4, 5, 6}));
}

TEST(ListArena, TellsTheBlockThatItNeeds) {
  ListArena arena(1024);
  EXPECT_EQ(arena.blockFor<std::uint32_t>(0), 0u);
  EXPECT_EQ(arena.blockFor<std::uint32_t>(1), 1024u);
  EXPECT_GE(arena.blockFor<std::uint32_t>(1000), 4000u);
  const Numbers first = lent(arena, 1);
  EXPECT_EQ(arena.blockFor<std::uint32_t>(100), 0u);
  // What is large has a block of its own, and the first one stays in use.
  const Numbers large = lent(arena, 1000);
  EXPECT_EQ(arena.blockFor<std::uint32_t>(100), 0u);
  EXPECT_EQ(large[999], 999u);
}

Module withLists() {
  Module module;
  module.lists = ListArena(256);
  Type type{TypeKind::Tuple, {}, 0, {}};
  type.arguments = module.lists.make<TypeIndex>(2);
  Class entry;
  entry.typeParameters = module.lists.make<TypeParameter>(1);
  entry.typeParameters[0].bounds = module.lists.make<TypeIndex>(1);
  module.types.push_back(std::move(type));
  module.classes.push_back(std::move(entry));
  return module;
}

// The lists of a module and their arena may be assigned in any way.
TEST(ListArena, ModulesAreCopiedAndMoved) {
  Module a = withLists();
  Module b = a;
  a = withLists();
  b = a;
  a = std::move(b);
  Module c(std::move(a));
  EXPECT_EQ(c.types[0].arguments.size(), 2u);
  EXPECT_TRUE(c.classes[0].typeParameters[0].bounds[0].isNone());
}

TEST(PackedTable, ReplacesEntries) {
  StringTable strings = {"one", "", "three"};
  strings.replace(1, std::string_view("second"));
  strings.replace(0, std::string_view());
  strings.push_back("four");
  ASSERT_EQ(strings.size(), 4u);
  EXPECT_EQ(strings[0], "");
  EXPECT_EQ(strings[1], "second");
  EXPECT_EQ(strings[2], "three");
  EXPECT_EQ(strings[3], "four");
}

// What is added may be one of the list's own elements, which move when it grows.
TEST(List, GrowsByItsOwnElements) {
  List<std::uint32_t> list{7};
  list.resize(100, list[0]);
  for (int i = 0; i < 100; ++i) list.push_back(list[0]);
  EXPECT_EQ(list.size(), 200u);
  EXPECT_EQ(std::count(list.begin(), list.end(), 7u), 200);
}

// Encoding is for any body, also one that the verifier would refuse.
TEST(CodeTable, GivesBackWhatWasPutIn) {
  Code code;
  code.locals = {TypeIndex(3), TypeIndex()};
  code.labels = {{9, {TypeIndex(200)}, {0}, true}, {3, {}, {0}, false}, {4, {}, {}, false}};
  code.handlers = {{7, 2, TypeIndex(1), LabelIndex(99)}};
  code.file = StringIndex(5);
  code.lines = {{40, 1000, 3}, {2, 1, 90}, {2, 1, 90}};
  code.bytes = {1, 2, 3};
  CodeTable table;
  table.push_back({});
  table.push_back(code);
  table.push_back({});
  const Code back = table[1];
  EXPECT_EQ(back.locals, code.locals);
  EXPECT_EQ(back.labels, code.labels);
  EXPECT_EQ(back.handlers[0].start, 7u);
  EXPECT_EQ(back.handlers[0].end, 2u);
  EXPECT_EQ(back.file, code.file);
  ASSERT_EQ(back.lines.size(), 3u);
  EXPECT_EQ(back.lines[1].offset, 2u);
  EXPECT_EQ(back.lines[1].column, 90u);
  EXPECT_EQ(back.bytes, code.bytes);
  EXPECT_EQ(table.instructionsOf(1).size(), 3u);
  table.replace(0, code);
  EXPECT_EQ(table[0].labels, code.labels);
  EXPECT_EQ(table[1].labels, code.labels);
  EXPECT_TRUE(table[2].labels.empty());
}

// One decoder for bodies of more and of fewer labels keeps nothing of the one before.
TEST(CodeTable, DecodersAreUsedAgain) {
  Code large;
  large.labels.resize(5, {1, {TypeIndex(1)}, {1}, true});
  large.handlers.resize(2);
  Code small;
  small.labels.resize(2);
  CodeTable table;
  table.push_back(large);
  table.push_back(small);
  CodeDecoder decoder;
  EXPECT_EQ(decoder.decode(table, 0).labels, large.labels);
  EXPECT_EQ(decoder.decode(table, 1).labels, small.labels);
  EXPECT_TRUE(decoder.decode(table, 1).handlers.empty());
  EXPECT_EQ(decoder.decode(table, 0).labels, large.labels);
}

}  // namespace
}  // namespace tatu::bytecode
