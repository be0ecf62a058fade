#include "compiler/syntax/token_layout.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "compiler/syntax/accessor_lookahead.h"
#include "compiler/syntax/bracket_errors.h"
#include "compiler/syntax/generic_lookahead.h"
#include "compiler/syntax/receiver_lookahead.h"
#include "compiler/syntax/token_sets.h"

namespace tatu::compiler {
namespace {

enum class FrameKind : std::uint8_t { File, Parenthesis, Bracket, Brace, MatchBrace, EnumBrace, Interpolation };

// An open bracket, or the whole file at the bottom of the stack.
struct Frame {
  FrameKind kind = FrameKind::File;
  bool inPattern = false;  // MatchBrace: before the `=>` of an arm
  std::uint32_t open = 0;  // index of the opening token
  unsigned arrows = 0;     // `->` since the last comma or separator: they nest to the right
  // Words whose braces are still to come, as in `match if a { } else { } { }`: innermost last.
  std::vector<TokenKind> heads;
};

class Layout {
 public:
  Layout(const SourceFile& source, const std::vector<Token>& raw, BracketErrors& errors, bool closeAtDeclarations)
      : source_(source), raw_(raw), errors_(errors), closeAtDeclarations_(closeAtDeclarations) {
    output_.tokens.reserve(raw.size() + raw.size() / 4);
    frames_.push_back({});
  }

  TokenLayout run();

 private:
  [[nodiscard]] TokenKind previous() const {
    return output_.tokens.empty() ? TokenKind::Separator : output_.tokens.back().kind;
  }
  [[nodiscard]] TokenKind previous(std::size_t distance) const {
    return output_.tokens.size() > distance ? output_.tokens[output_.tokens.size() - 1 - distance].kind
                                            : TokenKind::Separator;
  }
  [[nodiscard]] const Token& next(std::size_t distance = 1) const {
    return raw_[std::min(position_ + distance, raw_.size() - 1)];
  }
  [[nodiscard]] Frame& frame() { return frames_.back(); }
  [[nodiscard]] std::uint32_t here() const { return static_cast<std::uint32_t>(output_.tokens.size()); }

  void emit(Token token, TokenKind kind) {
    // One can be left behind by brackets that were dropped or invented.
    const bool ends = kind == TokenKind::BraceClose || kind == TokenKind::EndOfFile;
    if (ends && previous() == TokenKind::Separator && !output_.tokens.empty()) output_.tokens.pop_back();
    token.kind = kind;
    output_.tokens.push_back(token);
  }
  // Joins the current raw token with the next ones.
  void emitJoined(TokenKind kind, std::size_t count) {
    Token token = raw_[position_];
    token.length = next(count - 1).end() - token.offset;
    emit(token, kind);
    position_ += count - 1;
  }

  // What nests counts, whether by brackets or, as in `if if if a`, without.
  void deepen(const Token& token) {
    if (++nesting_ <= kMaxNesting || output_.nestedTooDeeply) return;
    errors_.tooDeep(token);
    output_.nestedTooDeeply = true;
  }
  void pushHead(const Token& token) {
    frame().heads.push_back(token.kind);
    deepen(token);
  }
  void clearHeads() {
    nesting_ -= frame().heads.size() + frame().arrows;
    frame().heads.clear();
    frame().arrows = 0;
  }
  void popFrame() {
    clearHeads();
    --nesting_;
    frames_.pop_back();
  }

  void step();
  void handleSeparators(const Token& token);
  [[nodiscard]] bool lineGoesOn(const Token& token);
  [[nodiscard]] TokenKind accessorKind(const Token& token) const;
  [[nodiscard]] bool startsEntry() const;
  [[nodiscard]] bool endsAnnotation() const;
  [[nodiscard]] bool endsIncrement() const;
  void separate(const Token& before);

  void handleToken(const Token& token);
  void handleDeclarationWord(const Token& token);
  void handleReceiverDot(const Token& token);
  void handleIdentifier(const Token& token);
  [[nodiscard]] bool isNamed() const;
  [[nodiscard]] bool beginsScope() const;
  [[nodiscard]] bool beginsSequence() const;
  void handleOpen(const Token& token);
  void openBrace(const Token& token);
  void pushFrame(const Token& token, FrameKind frameKind, TokenKind kind);
  void handleClose(const Token& token);
  void closeUpTo(std::size_t frameCount, const Token& closer);
  void closeTop();
  void handleString(const Token& token);
  void handleLess(const Token& token);
  void handleGreater(const Token& token);
  void handleBang(const Token& token);
  void handleArrow(const Token& token);
  void handleComma(const Token& token);
  void handleCoalesce(const Token& token);
  void finishReturn(const Token& token);
  [[nodiscard]] bool beginsDeclarationAtMargin(const Token& token) const;

  const SourceFile& source_;
  const std::vector<Token>& raw_;
  BracketErrors& errors_;
  bool closeAtDeclarations_;
  TokenLayout output_;
  std::vector<Frame> frames_;
  std::size_t position_ = 0;
  std::size_t nesting_ = 0;
  std::size_t receiverDot_ = 0;  // raw index of the next one
  std::size_t genericEnd_ = 0;   // raw index of the `>` that closes the type arguments around here; 0 outside of them
  bool pendingSemicolon_ = false;
};

TokenLayout Layout::run() {
  for (; position_ < raw_.size() && !output_.nestedTooDeeply; ++position_) step();
  if (output_.nestedTooDeeply) {
    closeUpTo(1, raw_.back());
    emit(raw_.back(), TokenKind::EndOfFile);
  }
  return std::move(output_);
}

void Layout::step() {
  const Token& token = raw_[position_];
  if (closeAtDeclarations_ && frames_.size() > 1 && beginsDeclarationAtMargin(token)) closeUpTo(1, token);
  if (token.kind == TokenKind::Semicolon) {
    finishReturn(token);
    pendingSemicolon_ = true;
    return;
  }
  handleSeparators(token);
  finishReturn(token);
  handleToken(token);
}

bool Layout::beginsDeclarationAtMargin(const Token& token) const {
  const FrameKind kind = frames_.back().kind;
  const bool inBrackets = kind == FrameKind::Parenthesis || kind == FrameKind::Bracket;
  const bool variable = token.kind == TokenKind::Val || token.kind == TokenKind::Var;
  if (!token.newlineBefore || !(kStartsDeclaration.has(token.kind) || (inBrackets && variable))) return false;
  return token.offset == 0 || source_.text()[token.offset - 1] == '\n';
}

void Layout::handleSeparators(const Token& token) {
  const bool semicolon = std::exchange(pendingSemicolon_, false);
  if (!semicolon && !token.newlineBefore) return;
  const bool closer = token.kind == TokenKind::BraceClose || token.kind == TokenKind::EndOfFile;
  const bool opened = previous() == TokenKind::BraceOpen || previous() == TokenKind::BlockOpen;
  if (closer || opened || previous() == TokenKind::Separator) return;
  if (semicolon || !lineGoesOn(token)) separate(token);
}

bool Layout::lineGoesOn(const Token& token) {
  const FrameKind kind = frame().kind;
  if (kind == FrameKind::Parenthesis || kind == FrameKind::Bracket || genericEnd_ > position_) return true;
  if (endsIncrement()) return false;
  if (!kEndsOperand.has(previous()) && previous() != TokenKind::Return) return true;
  if (previous() == TokenKind::Native || endsAnnotation()) return true;
  if (token.kind == TokenKind::Is && kind == FrameKind::MatchBrace) return false;
  if (token.kind == TokenKind::Bang) {  // `!is`, `!in`
    return next().adjacentBefore && (next().kind == TokenKind::Is || next().kind == TokenKind::In);
  }
  if (token.kind == TokenKind::Identifier) return accessorKind(token) != TokenKind::Identifier;
  return kContinuesLine.has(token.kind);
}

// Get or Set for the accessor of a property.
TokenKind Layout::accessorKind(const Token& token) const {
  const std::string_view text = source_.text().substr(token.offset, token.length);
  if (text == "get" && looksLikeGetter(raw_, position_)) return TokenKind::Get;
  if (text == "set" && looksLikeSetter(raw_, position_)) return TokenKind::Set;
  return TokenKind::Identifier;
}

// `x++` and `x--` of other languages: the line ends there, so that the next one gets no share of the error.
bool Layout::endsIncrement() const {
  if (output_.tokens.size() < 2 || !output_.tokens.back().adjacentBefore) return false;
  const TokenKind first = previous(1);
  const bool plus = first == TokenKind::Plus && previous() == TokenKind::Plus;
  return plus || (first == TokenKind::Minus && previous() == TokenKind::PrefixMinus);
}

// Whether a declaration or statement can begin here.
bool Layout::startsEntry() const {
  constexpr TokenSet kBefore(TokenKind::Separator, TokenKind::BraceOpen, TokenKind::BlockOpen, TokenKind::Pub);
  return kBefore.has(previous()) || endsAnnotation();
}

// Whether the last tokens are `@name`, `@name(…)` or `native(…)`, which belong to what follows.
bool Layout::endsAnnotation() const {
  const std::vector<Token>& tokens = output_.tokens;
  std::size_t last = tokens.size() - 1;
  if (tokens[last].kind == TokenKind::ParenClose) {
    last = tokens[last].payload;
    if (last == 0) return false;
    --last;
    if (tokens[last].kind == TokenKind::Native) return true;
  }
  return tokens[last].kind == TokenKind::Identifier && last > 0 && tokens[last - 1].kind == TokenKind::At;
}

// A separator is as long as nothing and stands behind what it ends.
void Layout::separate(const Token& before) {
  Token token;
  token.newlineBefore = before.newlineBefore;
  token.offset = output_.tokens.empty() ? 0 : output_.tokens.back().end();
  if (previous() == TokenKind::Return) output_.tokens.back().kind = TokenKind::ReturnNothing;
  emit(token, TokenKind::Separator);
  clearHeads();
  frame().inPattern = frame().kind == FrameKind::MatchBrace;
}

// `return` has no value if what follows does not begin an operand.
void Layout::finishReturn(const Token& token) {
  if (previous() == TokenKind::Return && !kStartsOperand.has(token.kind)) {
    output_.tokens.back().kind = TokenKind::ReturnNothing;
  }
}

void Layout::handleToken(const Token& token) {
  switch (token.kind) {
    case TokenKind::Identifier: return handleIdentifier(token);
    case TokenKind::Fun:
    case TokenKind::Val:
    case TokenKind::Var: return handleDeclarationWord(token);
    case TokenKind::Dot:
    case TokenKind::QuestionDot: return handleReceiverDot(token);
    case TokenKind::ParenOpen:
    case TokenKind::BracketOpen:
    case TokenKind::StringBegin: return handleOpen(token);
    case TokenKind::BraceOpen: return openBrace(token);
    case TokenKind::StringLiteral:
    case TokenKind::ByteStringLiteral: return handleString(token);
    case TokenKind::ParenClose:
    case TokenKind::BracketClose:
    case TokenKind::BraceClose:
    case TokenKind::StringEnd: return handleClose(token);
    case TokenKind::Less: return handleLess(token);
    case TokenKind::Greater: return handleGreater(token);
    case TokenKind::Bang:
    case TokenKind::BangBang: return handleBang(token);
    case TokenKind::LambdaArrow: return handleArrow(token);
    case TokenKind::Comma: return handleComma(token);
    case TokenKind::Coalesce: return handleCoalesce(token);
    case TokenKind::Minus: return emit(token, kEndsOperand.has(previous()) ? token.kind : TokenKind::PrefixMinus);
    case TokenKind::As:
      if (next().kind == TokenKind::Question && next().adjacentBefore) return emitJoined(TokenKind::AsQuestion, 2);
      return emit(token, token.kind);
    case TokenKind::Else:
      if (next().kind == TokenKind::If) {
        emitJoined(TokenKind::ElseIf, 2);
        return pushHead(raw_[position_]);
      }
      return emit(token, token.kind);
    case TokenKind::Match:
    case TokenKind::If:
    case TokenKind::While:
    case TokenKind::For:
    case TokenKind::Catch:
    case TokenKind::Enum:
      // An `if` in front of an arm's `=>` is a guard and has no braces.
      if (token.kind != TokenKind::If || !frame().inPattern) pushHead(token);
      return emit(token, token.kind);
    case TokenKind::Arrow:
      ++frame().arrows;
      deepen(token);
      return emit(token, token.kind);
    case TokenKind::EndOfFile: closeUpTo(1, token); return emit(token, token.kind);
    default: return emit(token, token.kind);
  }
}

// The variables in blocks are no extensions: `val x.y` is an error there as it stands.
void Layout::handleDeclarationWord(const Token& token) {
  emit(token, token.kind);
  if (token.kind != TokenKind::Fun && frame().kind != FrameKind::File) return;
  const std::optional<std::size_t> dot = findReceiverDot(raw_, position_ + 1);
  if (!dot) return;
  receiverDot_ = *dot;
  Token start;
  start.offset = next().offset;
  emit(start, TokenKind::ReceiverStart);
}

void Layout::handleReceiverDot(const Token& token) {
  if (receiverDot_ != position_) return emit(token, token.kind);
  Token dot = token;
  if (token.kind == TokenKind::QuestionDot) {
    dot.length = 1;
    emit(dot, TokenKind::Question);
    ++dot.offset;
  }
  emit(dot, TokenKind::ReceiverDot);
}

void Layout::handleIdentifier(const Token& token) {
  const std::string_view text = source_.text().substr(token.offset, token.length);
  const TokenKind following = next().kind;
  if (following == TokenKind::Colon && (next(2).kind == TokenKind::For || next(2).kind == TokenKind::While)) {
    return emit(token, TokenKind::Label);
  }
  constexpr TokenSet kBeforeInit(TokenKind::Separator, TokenKind::BraceOpen, TokenKind::Pub, TokenKind::Open,
                                 TokenKind::Abstract, TokenKind::Override, TokenKind::Static);
  const bool starts = kBeforeInit.has(previous());
  if (text == "init" && following == TokenKind::BraceOpen && starts) return emit(token, TokenKind::Init);
  if (text == "typealias" && following == TokenKind::Identifier && !next().newlineBefore && startsEntry())
    return emit(token, TokenKind::Typealias);
  if (text == "scope" && beginsScope()) return emit(token, TokenKind::Scope);
  if (text == "sequence" && beginsSequence()) return emit(token, TokenKind::Sequence);
  if (text == "builtin" && following == TokenKind::Class) return emit(token, TokenKind::Builtin);
  if (text == "native") {
    const bool named = following == TokenKind::ParenOpen && next(2).kind == TokenKind::StringLiteral &&
                       next(3).kind == TokenKind::ParenClose;
    const TokenKind word = named ? next(4).kind : following;
    const bool declares = word == TokenKind::Fun || word == TokenKind::Static || word == TokenKind::Override ||
                          word == TokenKind::Operator || word == TokenKind::Pub;
    if (declares) return emit(token, TokenKind::Native);
  }
  emit(token, kEndsOperand.has(previous()) ? accessorKind(token) : TokenKind::Identifier);
}

// Whether the braces that open there are no body: a dot follows them, or others on the line on which they close.
bool isBlockInHead(const std::vector<Token>& raw, std::size_t open) {
  constexpr std::size_t kLookahead = 10'000;
  std::size_t depth = 0;
  for (std::size_t i = open; i < std::min(raw.size(), open + kLookahead); ++i) {
    if (raw[i].kind == TokenKind::BraceOpen) ++depth;
    if (raw[i].kind != TokenKind::BraceClose || --depth != 0) continue;
    const Token& next = raw[std::min(i + 1, raw.size() - 1)];
    if (next.kind == TokenKind::Dot || next.kind == TokenKind::QuestionDot) return true;
    return next.kind == TokenKind::BraceOpen && !next.newlineBefore;
  }
  return false;
}

// `scope {` and `scope name {`, unless the braces belong to something else, as in `if scope {`.
bool Layout::beginsScope() const {
  if (next().newlineBefore || kEndsOperand.has(previous())) return false;
  if (next().kind == TokenKind::Identifier) return next(2).kind == TokenKind::BraceOpen && !next(2).newlineBefore;
  return next().kind == TokenKind::BraceOpen && frames_.back().heads.empty() && !isNamed();
}

// Where a word is a name whatever follows: of a member, or of what is being declared.
bool Layout::isNamed() const {
  constexpr TokenSet kBeforeNames(TokenKind::Dot, TokenKind::QuestionDot, TokenKind::ReceiverDot, TokenKind::Fun,
                                  TokenKind::Class, TokenKind::Enum, TokenKind::Interface, TokenKind::Import);
  return kBeforeNames.has(previous());
}

// `sequence {` and `sequence<Int> {`. In a head, as of `for x in sequence { … } { … }`, the braces are its own if
// others or a dot follow.
bool Layout::beginsSequence() const {
  if (next().newlineBefore || kEndsOperand.has(previous()) || isNamed()) return false;
  std::size_t open = position_ + 1;
  if (raw_[open].kind == TokenKind::Less) {
    const std::optional<std::size_t> close = findTypeArgumentsEnd(raw_, open);
    if (!close || close == kNestedTooDeeply) return false;
    open = *close + 1;
  }
  if (raw_[open].kind != TokenKind::BraceOpen || raw_[open].newlineBefore) return false;
  return frames_.back().heads.empty() || isBlockInHead(raw_, open);
}

void Layout::handleOpen(const Token& token) {
  const bool behind = kEndsOperand.has(previous());
  switch (token.kind) {
    case TokenKind::ParenOpen:
      return pushFrame(token, FrameKind::Parenthesis, behind ? TokenKind::CallOpen : TokenKind::ParenOpen);
    case TokenKind::BracketOpen:
      return pushFrame(token, FrameKind::Bracket, behind ? TokenKind::IndexOpen : TokenKind::BracketOpen);
    default: return pushFrame(token, FrameKind::Interpolation, token.kind);
  }
}

void Layout::openBrace(const Token& token) {
  constexpr TokenSet kKeywords(TokenKind::Else, TokenKind::Try, TokenKind::Finally, TokenKind::Defer, TokenKind::Scope,
                               TokenKind::Select, TokenKind::Sequence);
  const bool keyword = kKeywords.has(previous());
  if (!kEndsOperand.has(previous()) && !keyword && previous() != TokenKind::Init) {
    return pushFrame(token, FrameKind::Brace, TokenKind::BlockOpen);
  }
  FrameKind kind = previous() == TokenKind::Select ? FrameKind::MatchBrace : FrameKind::Brace;
  if (!keyword && !frame().heads.empty()) {
    const TokenKind head = frame().heads.back();
    frame().heads.pop_back();
    --nesting_;
    if (head == TokenKind::Match) kind = FrameKind::MatchBrace;
    if (head == TokenKind::Enum) kind = FrameKind::EnumBrace;
  }
  pushFrame(token, kind, TokenKind::BraceOpen);
}

void Layout::pushFrame(const Token& token, FrameKind frameKind, TokenKind kind) {
  deepen(token);
  if (output_.nestedTooDeeply) return;
  Frame added;
  added.kind = frameKind;
  added.inPattern = frameKind == FrameKind::MatchBrace;
  added.open = here();
  frames_.push_back(std::move(added));
  emit(token, kind);
}

FrameKind closedBy(TokenKind closer) {
  switch (closer) {
    case TokenKind::ParenClose: return FrameKind::Parenthesis;
    case TokenKind::BracketClose: return FrameKind::Bracket;
    case TokenKind::StringEnd: return FrameKind::Interpolation;
    default: return FrameKind::Brace;
  }
}

bool matches(FrameKind open, FrameKind closed) {
  if (open == FrameKind::MatchBrace || open == FrameKind::EnumBrace) open = FrameKind::Brace;
  return open == closed;
}

void Layout::handleClose(const Token& token) {
  const FrameKind wanted = closedBy(token.kind);
  std::size_t depth = frames_.size() - 1;
  while (depth > 0 && !matches(frames_[depth].kind, wanted)) --depth;
  if (depth == 0) {
    errors_.unmatched(token);
    output_.damaged.push_back(here());
    return;
  }
  closeUpTo(depth + 1, token);
  Token closer = token;
  closer.payload = frame().open;
  popFrame();
  emit(closer, token.kind);
}

// Closes brackets that should have been closed before `closer`, until so many frames are left.
void Layout::closeUpTo(std::size_t frameCount, const Token& closer) {
  while (frames_.size() > frameCount) {
    if (!output_.nestedTooDeeply) errors_.unclosed(output_.tokens[frame().open], closer);
    output_.damaged.push_back(here());
    closeTop();
  }
}

// Invents the closing token of the innermost bracket.
void Layout::closeTop() {
  constexpr TokenKind kClosers[] = {TokenKind::EndOfFile,  TokenKind::ParenClose, TokenKind::BracketClose,
                                    TokenKind::BraceClose, TokenKind::BraceClose, TokenKind::BraceClose,
                                    TokenKind::StringEnd};
  Token invented;
  invented.offset = output_.tokens.back().end();
  invented.payload = frame().open;
  emit(invented, kClosers[static_cast<std::size_t>(frame().kind)]);
  popFrame();
}

// A string that is not closed has swallowed the closing brackets of its line; the scanner has said so.
void Layout::handleString(const Token& token) {
  emit(token, token.kind);
  const bool unclosed = !token.hasDocumentation && token.payload == 1;
  if (!unclosed) return;
  const std::size_t found = source_.text().rfind('\n', token.offset);
  const std::size_t lineStart = found == std::string_view::npos ? 0 : found;
  const auto opensHere = [&] {
    const bool bracket = frame().kind == FrameKind::Parenthesis || frame().kind == FrameKind::Bracket;
    return bracket && output_.tokens[frame().open].offset >= lineStart;
  };
  while (opensHere()) closeTop();
}

void Layout::handleLess(const Token& token) {
  if (genericEnd_ > position_) return emit(token, TokenKind::GenericOpen);
  if (previous() != TokenKind::Identifier && previous() != TokenKind::Sequence) return emit(token, TokenKind::Less);
  const TokenKind before = previous(1);
  const bool declares = before == TokenKind::Fun || before == TokenKind::Class || before == TokenKind::Enum ||
                        before == TokenKind::Interface || before == TokenKind::Typealias ||
                        before == TokenKind::ReceiverDot;
  const std::optional<std::size_t> end =
      declares ? findTypeParametersEnd(raw_, position_) : findTypeArgumentsEnd(raw_, position_);
  if (end == kNestedTooDeeply) {
    errors_.tooDeep(token);
    output_.nestedTooDeeply = true;
    return;
  }
  if (end) genericEnd_ = *end;
  emit(token, end ? TokenKind::GenericOpen : TokenKind::Less);
}

void Layout::handleGreater(const Token& token) {
  if (genericEnd_ >= position_ && genericEnd_ != 0) return emit(token, TokenKind::GenericClose);
  const auto adjacent = [this](std::size_t distance, TokenKind kind) {
    return next(distance).adjacentBefore && next(distance).kind == kind;
  };
  std::size_t count = 1;
  while (count < 3 && adjacent(count, TokenKind::Greater)) ++count;
  const bool equals = adjacent(count, TokenKind::Assign) || adjacent(count, TokenKind::EqualEqual);
  constexpr TokenKind kPlain[] = {TokenKind::Greater, TokenKind::ShiftRight, TokenKind::ShiftRightUnsigned};
  constexpr TokenKind kEqual[] = {TokenKind::GreaterEqual, TokenKind::ShiftRightAssign,
                                  TokenKind::ShiftRightUnsignedAssign};
  if (!equals || next(count).kind == TokenKind::EqualEqual) {
    return count == 1 ? emit(token, TokenKind::Greater) : emitJoined(kPlain[count - 1], count);
  }
  emitJoined(kEqual[count - 1], count + 1);
}

void Layout::handleBang(const Token& token) {
  const bool behind = kEndsOperand.has(previous());
  if (token.kind == TokenKind::BangBang) return emit(token, behind ? TokenKind::BangBang : TokenKind::PrefixBangBang);
  if (behind && next().adjacentBefore && next().kind == TokenKind::Is) return emitJoined(TokenKind::NotIs, 2);
  if (behind && next().adjacentBefore && next().kind == TokenKind::In) return emitJoined(TokenKind::NotIn, 2);
  emit(token, TokenKind::Bang);
}

void Layout::handleArrow(const Token& token) {
  if (frame().kind == FrameKind::MatchBrace && frame().inPattern) {
    frame().inPattern = false;
    clearHeads();
    return emit(token, TokenKind::ArmArrow);
  }
  if (previous() == TokenKind::Identifier) output_.tokens.back().kind = TokenKind::LambdaName;
  if (previous() == TokenKind::ParenClose) {
    Token& open = output_.tokens[output_.tokens.back().payload];
    if (open.kind == TokenKind::ParenOpen) open.kind = TokenKind::LambdaOpen;
  }
  emit(token, TokenKind::LambdaArrow);
}

// Between arms and between cases a comma is a separator; one before a closing bracket is dropped.
void Layout::handleComma(const Token& token) {
  const FrameKind kind = frame().kind;
  const TokenKind following = next().kind;
  if ((kind == FrameKind::MatchBrace || kind == FrameKind::EnumBrace) && genericEnd_ <= position_) {
    const bool closer = following == TokenKind::BraceClose;
    if (!closer && kEndsOperand.has(previous())) return separate(token);
    if (closer && kEndsOperand.has(previous())) return;
  }
  const bool trailing = following == TokenKind::ParenClose || following == TokenKind::BracketClose ||
                        (following == TokenKind::BraceClose && previous(0) == TokenKind::Identifier);
  if (trailing && (kEndsOperand.has(previous()) || previous() == TokenKind::Ellipsis)) return;
  nesting_ -= std::exchange(frame().arrows, 0);
  emit(token, TokenKind::Comma);
}

// `T??` in a type is two question marks: written without a gap, and no operand follows.
void Layout::handleCoalesce(const Token& token) {
  const bool body = next().kind == TokenKind::BraceOpen || next().kind == TokenKind::If;
  if (!token.adjacentBefore || (kStartsOperand.has(next().kind) && !body)) return emit(token, TokenKind::Coalesce);
  Token half = token;
  half.length = 1;
  emit(half, TokenKind::Question);
  ++half.offset;
  emit(half, TokenKind::Question);
}

}  // namespace

TokenLayout layOut(const SourceFile& source, const std::vector<Token>& raw, DiagnosticCollector& diagnostics) {
  BracketErrors errors(source, raw);
  TokenLayout layout = Layout(source, raw, errors, false).run();
  if (errors.reachedEndOfFile()) {
    // Something is open at the end. Most likely it should have ended before the next declaration at the left margin.
    errors.clear();
    layout = Layout(source, raw, errors, true).run();
  }
  errors.report(diagnostics);
  return layout;
}

}  // namespace tatu::compiler
