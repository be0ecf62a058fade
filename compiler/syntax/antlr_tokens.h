// Our tokens as ANTLR sees them. Included only by .cpp files of this folder.
//
// The parser works on one entry of a file (an import or a declaration) at a time: a stream over a range of the file's
// tokens, closed by an end token. Token objects are made once and used again for every entry.
#pragma once

#include <antlr4-runtime.h>

#include <vector>

#include "compiler/syntax/token.h"

namespace tatu::compiler {

class EntryToken final : public antlr4::Token {
 public:
  void set(const compiler::Token* token, std::size_t index, std::size_t type) {
    token_ = token;
    index_ = index;
    type_ = type;
  }
  [[nodiscard]] const compiler::Token& token() const { return *token_; }

  std::size_t getType() const override { return type_; }
  std::size_t getTokenIndex() const override { return index_; }
  std::size_t getChannel() const override { return DEFAULT_CHANNEL; }
  // Never asked for by our error strategy; lines and texts come from the source file.
  std::string getText() const override { return {}; }
  std::size_t getLine() const override { return 0; }
  std::size_t getCharPositionInLine() const override { return 0; }
  std::size_t getStartIndex() const override { return token_->offset; }
  std::size_t getStopIndex() const override { return token_->end(); }
  antlr4::TokenSource* getTokenSource() const override { return nullptr; }
  antlr4::CharStream* getInputStream() const override { return nullptr; }
  std::string toString() const override { return {}; }

 private:
  const compiler::Token* token_ = nullptr;
  std::size_t index_ = 0;
  std::size_t type_ = 0;
};

// Indices are those of the file's token array.
class EntryTokenStream final : public antlr4::TokenStream {
 public:
  // The tokens [begin, end), then an end token placed behind the last one. The array must not change meanwhile.
  void open(const std::vector<compiler::Token>& tokens, std::size_t begin, std::size_t end);

  void consume() override { ++position_; }
  std::size_t LA(ssize_t distance) override {
    return distance == 1 ? at(position_)->getType() : LT(distance)->getType();
  }
  antlr4::Token* LT(ssize_t distance) override;
  std::size_t index() override { return position_; }
  void seek(std::size_t index) override { position_ = index; }
  ssize_t mark() override { return 0; }
  void release(ssize_t) override {}
  std::size_t size() override { return end_ - begin_ + 1; }
  antlr4::Token* get(std::size_t index) const override { return at(index); }
  antlr4::TokenSource* getTokenSource() const override { return nullptr; }
  std::string getSourceName() const override { return {}; }
  std::string getText(const antlr4::misc::Interval&) override { return {}; }
  std::string getText() override { return {}; }
  std::string getText(antlr4::RuleContext*) override { return {}; }
  std::string getText(antlr4::Token*, antlr4::Token*) override { return {}; }

 private:
  [[nodiscard]] EntryToken* at(std::size_t index) const {
    return const_cast<EntryToken*>(&pool_[(index < end_ ? index : end_) - begin_]);
  }

  std::vector<EntryToken> pool_;
  compiler::Token endToken_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::size_t position_ = 0;
};

}  // namespace tatu::compiler
