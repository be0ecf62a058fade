// The grammar stays LL(1): the parser never simulates it, so parsing is fast and its prediction caches stay empty.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

namespace {

std::string contentOf(const std::string& path) {
  std::ifstream stream(std::string(TATU_SOURCE_DIR) + "/" + path);
  return {std::istreambuf_iterator<char>(stream), {}};
}

TEST(Grammar, TheGeneratedParserDecidesByOneToken) {
  const std::string parser = contentOf("compiler/syntax/generated/TatuParser.cpp");
  ASSERT_NE(parser.find("TatuParser::expression()"), std::string::npos);
  EXPECT_EQ(parser.find("adaptivePredict"), std::string::npos);
}

TEST(Grammar, NothingIsDeserialisedBeforeMain) {
  const std::string parser = contentOf("compiler/syntax/generated/TatuParser.cpp");
  EXPECT_EQ(parser.find("TatuParser::Initializer TatuParser::_init;"), std::string::npos);
  EXPECT_NE(parser.find("static Initializer init;"), std::string::npos);
}

}  // namespace
