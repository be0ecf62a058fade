// Runs the generated parser over one entry of a file. Included only by .cpp files of this folder.
//
// Errors are reported in our own words, each at its first place; the parser goes on behind the statement, member, arm
// or case in which it happened, so one declaration can show several. The parse tree lives until the next call.
#pragma once

#include <TatuParser.h>
#include <antlr4-runtime.h>

#include <memory>

#include "compiler/syntax/antlr_tokens.h"
#include "compiler/syntax/syntax_errors.h"

namespace tatu::compiler {

using generated::TatuParser;

class EntryParser {
 public:
  explicit EntryParser(SyntaxErrors& errors);

  // Errors are reported; `errors.count()` tells whether there were any. The result is null if nothing can be made of
  // the entry. Otherwise the parts in which an error lies have their `exception` set, and the others are whole.
  [[nodiscard]] TatuParser::ImportEntryContext* parseImport(const std::vector<Token>& tokens, std::size_t begin,
                                                            std::size_t end);
  [[nodiscard]] TatuParser::DeclarationEntryContext* parseDeclaration(const std::vector<Token>& tokens,
                                                                      std::size_t begin, std::size_t end);

 private:
  template <class Context>
  Context* parse(Context* (TatuParser::*rule)());

  EntryTokenStream stream_;
  TatuParser parser_;
};

}  // namespace tatu::compiler
