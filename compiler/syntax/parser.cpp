#include "compiler/syntax/parser.h"

#include <algorithm>
#include <set>

#include "compiler/source/source_map.h"
#include "compiler/source/unicode.h"
#include "compiler/syntax/entry_parser.h"
#include "compiler/syntax/scanner.h"
#include "compiler/syntax/token_layout.h"
#include "compiler/syntax/token_sets.h"
#include "compiler/syntax/tree_builder.h"

namespace tatu::compiler {
namespace {

bool checkUtf8(const SourceFile& source, DiagnosticCollector& diagnostics) {
  const std::optional<std::size_t> bad = findInvalidUtf8(source.text());
  if (!bad) return true;
  constexpr char kHex[] = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(source.text()[*bad]);
  const std::string hex{kHex[byte >> 4], kHex[byte & 15]};
  diagnostics.report(Diagnostic(DiagnosticCode::InvalidUtf8, {source.positionAt(*bad), source.positionAt(*bad + 1)},
                                "the byte " + hex + " at offset " + std::to_string(*bad) + " is not valid UTF-8")
                         .note("a source file is text in UTF-8; the file was not read further"));
  return false;
}

bool checkIsText(const SourceFile& source, DiagnosticCollector& diagnostics) {
  const std::size_t zero = source.text().find('\0');
  if (zero == std::string_view::npos) return true;
  diagnostics.report(Diagnostic(DiagnosticCode::NotText, {source.positionAt(zero), source.positionAt(zero + 1)},
                                "this is a zero byte, so the file is not source text")
                         .note("the file was not read further"));
  return false;
}

bool checkLineLengths(const SourceFile& source, DiagnosticCollector& diagnostics) {
  const std::string_view text = source.text();
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t found = text.find('\n', begin);
    const std::size_t end = found == std::string_view::npos ? text.size() : found;
    if (end - begin > kMaxLineBytes) {
      const SourcePosition start = source.positionAt(begin);
      diagnostics.report(Diagnostic(DiagnosticCode::LineTooLong, {start, start},
                                    "this line has " + std::to_string(end - begin) + " bytes; at most " +
                                        std::to_string(kMaxLineBytes) + " are allowed"));
      return false;
    }
    begin = end + 1;
  }
  return true;
}

// One file's way through scanner, layout, parser and builder.
class FileParser {
 public:
  FileParser(const SourceFile& source, DiagnosticCollector& diagnostics, const ParseOptions& options)
      : source_(source),
        diagnostics_(diagnostics),
        options_(options),
        errorsBefore_(diagnostics.reportedErrorCount()),
        arena_(std::make_unique<ast::Arena>()) {}

  ParsedFile parse();

 private:
  void parseEntries();
  [[nodiscard]] std::set<std::uint32_t> linesWithErrors() const;
  void parseEntry(std::size_t begin, std::size_t end);
  void parseImport(std::size_t begin, std::size_t end);
  void parseDeclaration(std::size_t begin, std::size_t end);
  void addBroken(std::size_t begin, std::size_t end);
  [[nodiscard]] bool isDamaged(std::size_t begin, std::size_t end);
  [[nodiscard]] SourceSpan spanOf(const Token& token) const {
    return {source_.positionAt(token.offset), source_.positionAt(token.end())};
  }

  const SourceFile& source_;
  DiagnosticCollector& diagnostics_;
  const ParseOptions& options_;
  std::size_t errorsBefore_;
  std::unique_ptr<ast::Arena> arena_;
  std::vector<DocComment> documentation_;
  TokenLayout layout_;
  std::unique_ptr<SyntaxErrors> errors_;
  std::unique_ptr<EntryParser> parser_;
  std::unique_ptr<TreeBuilder> builder_;
  std::vector<ast::Import> imports_;
  std::vector<const ast::Declaration*> declarations_;
  bool brokenImport_ = false;
};

ParsedFile FileParser::parse() {
  if (checkIsText(source_, diagnostics_) && checkUtf8(source_, diagnostics_) &&
      checkLineLengths(source_, diagnostics_)) {
    TokenArray raw = scan(source_, diagnostics_);
    documentation_ = std::move(raw.documentation);
    layout_ = layOut(source_, raw.tokens, diagnostics_);
    raw.tokens = {};
    parseEntries();
  }
  ParsedFile result;
  const SourceSpan span{source_.base(), source_.end()};
  const auto imports = arena_->copy(imports_);
  const auto declarations = arena_->copy(declarations_);
  result.file = arena_->make<ast::File>(source_.id(), span, imports, declarations, brokenImport_);
  result.arena = std::move(arena_);
  result.hasErrors = diagnostics_.reportedErrorCount() != errorsBefore_;
  return result;
}

// Where scanner and layout found something wrong: a syntax error there would say the same again.
std::set<std::uint32_t> FileParser::linesWithErrors() const {
  std::set<std::uint32_t> lines;
  for (const Diagnostic& diagnostic : diagnostics_.diagnostics()) {
    const SourcePosition place = diagnostic.primary.span.begin;
    if (place >= source_.base() && place <= source_.end()) lines.insert(source_.lineOffset(place).line);
  }
  return lines;
}

void FileParser::parseEntries() {
  errors_ = std::make_unique<SyntaxErrors>(source_, layout_.tokens, diagnostics_, linesWithErrors());
  parser_ = std::make_unique<EntryParser>(*errors_);
  builder_ = std::make_unique<TreeBuilder>(source_, documentation_, *arena_, diagnostics_, options_);
  unsigned depth = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < layout_.tokens.size(); ++i) {
    if (diagnostics_.full()) return diagnostics_.leaveRest();
    const TokenKind kind = layout_.tokens[i].kind;
    if (kOpensBracket.has(kind)) ++depth;
    if (kClosesBracket.has(kind)) --depth;
    const bool ends = kind == TokenKind::EndOfFile || (kind == TokenKind::Separator && depth == 0);
    if (!ends) continue;
    if (i > begin) parseEntry(begin, i);
    begin = i + 1;
  }
}

void FileParser::parseEntry(std::size_t begin, std::size_t end) {
  const bool isImport = layout_.tokens[begin].kind == TokenKind::Import;
  if (isDamaged(begin, end)) {
    brokenImport_ |= isImport;
    return addBroken(begin, end);
  }
  return isImport ? parseImport(begin, end) : parseDeclaration(begin, end);
}

bool FileParser::isDamaged(std::size_t begin, std::size_t end) {
  const auto found = std::lower_bound(layout_.damaged.begin(), layout_.damaged.end(), begin);
  if (found != layout_.damaged.end() && *found <= end) return true;
  // What stood behind the nesting limit was cut off.
  return layout_.nestedTooDeeply && layout_.tokens[end].kind == TokenKind::EndOfFile;
}

void FileParser::parseImport(std::size_t begin, std::size_t end) {
  std::optional<ast::Import> import;
  const std::size_t before = errors_->count();
  auto* context = parser_->parseImport(layout_.tokens, begin, end);
  if (context != nullptr && errors_->count() == before) import = builder_->buildImport(context);
  if (!import) {
    brokenImport_ = true;
    return;
  }
  if (!declarations_.empty()) {
    diagnostics_.report(Diagnostic(DiagnosticCode::ImportAfterDeclaration, import->span,
                                   "imports stand at the top of the file, before all declarations")
                            .also(declarations_.front()->span.startOnly(), "the first declaration"));
  }
  imports_.push_back(*import);
}

void FileParser::parseDeclaration(std::size_t begin, std::size_t end) {
  const std::size_t before = errors_->count();
  auto* context = parser_->parseDeclaration(layout_.tokens, begin, end);
  if (context == nullptr) return addBroken(begin, end);
  // A broken declaration is built too, for what the builder has to say about its sound parts.
  const std::vector<const ast::Declaration*> built = builder_->buildDeclarations(context->declared);
  if (errors_->count() != before) return addBroken(begin, end);
  declarations_.insert(declarations_.end(), built.begin(), built.end());
}

// The name is the one behind the first word that declares something.
void FileParser::addBroken(std::size_t begin, std::size_t end) {
  constexpr TokenSet kDeclares(TokenKind::Fun, TokenKind::Class, TokenKind::Enum, TokenKind::Interface, TokenKind::Val,
                               TokenKind::Var, TokenKind::Typealias, TokenKind::Const);
  ast::Identifier name;
  for (std::size_t i = begin; i + 1 < end; ++i) {
    if (!kDeclares.has(layout_.tokens[i].kind)) continue;
    const Token& next = layout_.tokens[i + 1];
    if (next.kind == TokenKind::Identifier) name = {source_.textOf(spanOf(next)), spanOf(next)};
    break;
  }
  const SourceSpan span = join(spanOf(layout_.tokens[begin]), spanOf(layout_.tokens[end - 1]));
  declarations_.push_back(
      arena_->make<ast::BrokenDeclaration>(ast::Declaration{{ast::BrokenDeclaration::kKind, span}}, name));
}

}  // namespace

ParsedFile parseFile(const SourceFile& source, DiagnosticCollector& diagnostics, const ParseOptions& options) {
  return FileParser(source, diagnostics, options).parse();
}

}  // namespace tatu::compiler
