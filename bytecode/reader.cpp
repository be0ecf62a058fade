#include "bytecode/reader.h"

#include <algorithm>
#include <cstring>
#include <optional>

#include <fmt/format.h>

#include "bytecode/container.h"
#include "bytecode/leb128.h"
#include "bytecode/limits.h"

namespace tatu::bytecode {

namespace {

constexpr std::uint32_t kMaxIndex = 0x7FFFFFFF;
// Strings up to this length have no block of their own.
constexpr std::size_t kShortString = 15;

class ModuleReader {
 public:
  ModuleReader(std::span<const std::uint8_t> bytes, std::string_view file)
      : begin_(bytes.data()),
        at_(begin_),
        end_(begin_ + bytes.size()),
        file_(file),
        memoryLeft_(kFreeDecodedBytes + kDecodedBytesPerByte * bytes.size()) {}

  tl::expected<Module, Reject> run() {
    const bool isRead = header() && hash() && sections();
    if (!isRead) return tl::unexpected(std::move(*reject_));
    return std::move(module_);
  }

 private:
  // ---- Failing. After the first problem `at_` is `end_` and every further read gives zeros.
  bool fail(Rule rule, const std::uint8_t* place, std::string message, std::string expected = {},
            std::string found = {}) {
    if (!reject_) {
      const auto offset = static_cast<std::uint32_t>(place - begin_);
      reject_ = Reject{rule,
                       std::string(file_),
                       std::string(nameOf(section_)),
                       {},
                       offset,
                       std::move(expected),
                       std::move(found),
                       std::move(message)};
    }
    at_ = end_;
    return false;
  }
  [[nodiscard]] bool hasFailed() const { return reject_.has_value(); }
  [[nodiscard]] std::size_t remaining() const { return static_cast<std::size_t>(end_ - at_); }

  // ---- Header and hash
  bool header() {
    if (remaining() > kMaxFileBytes) {
      return fail(Rule::FileSize, at_, "The file is too large", fmt::format("at most {} bytes", kMaxFileBytes),
                  fmt::format("{}", remaining()));
    }
    const std::size_t present = std::min(remaining(), kMagic.size());
    if (!std::equal(at_, at_ + present, kMagic.begin())) return fail(Rule::Magic, at_, "This is no Tatu module");
    if (present < kMagic.size()) return fail(Rule::Truncated, end_, "The file ends in its magic number");
    at_ += kMagic.size();
    const std::uint8_t* place = at_;
    const std::uint64_t version = number(UINT64_MAX);
    if (hasFailed()) return false;
    if (version != kFormatVersion) {
      return fail(Rule::Version, place, "The module has another format version", fmt::format("{}", kFormatVersion),
                  fmt::format("{}", version));
    }
    place = at_;
    module_.features = number(UINT64_MAX);
    if ((module_.features & ~kKnownFeatures) != 0) {
      return fail(Rule::Features, place, "The module needs features that are unknown here",
                  fmt::format("{:#x}", kKnownFeatures), fmt::format("{:#x}", module_.features));
    }
    return !hasFailed();
  }

  // Walks over the sections' frames, so that the end is known, then compares the hash of everything before it.
  bool hash() {
    const std::uint8_t* const start = at_;
    for (std::uint8_t section = kFirstSection; section <= kLastSection && !hasFailed(); ++section) frame(section);
    if (hasFailed()) return false;
    section_ = Section{0};
    if (remaining() < kHashBytes) return fail(Rule::Truncated, end_, "The file ends in its content hash");
    if (remaining() > kHashBytes) return fail(Rule::TrailingBytes, at_ + kHashBytes, "Bytes follow the content hash");
    const ContentHash wanted = contentHash({begin_, static_cast<std::size_t>(at_ - begin_)});
    if (!std::equal(wanted.begin(), wanted.end(), at_))
      return fail(Rule::ContentHash, at_, "The content hash is wrong: the file is damaged");
    end_ = at_;
    at_ = start;
    return true;
  }

  // The head of a section; leaves `at_` behind its content and remembers where that is.
  void frame(std::uint8_t section) {
    section_ = static_cast<Section>(section);
    const std::uint8_t* const place = at_;
    const std::uint32_t found = byte();
    if (hasFailed()) return;
    if (found != section) {
      fail(Rule::SectionOrder, place, "A section is missing, doubled or out of order",
           fmt::format("section {}", section), fmt::format("section {}", found));
      return;
    }
    const std::uint64_t length = number(kMaxFileBytes);
    if (hasFailed()) return;
    if (length > remaining()) {
      fail(Rule::Truncated, end_, "The section ends behind the end of the file", fmt::format("{} bytes", length),
           fmt::format("{}", remaining()));
      return;
    }
    at_ += length;
    sectionEnds_[section] = at_;
  }

  bool sections() {
    const std::uint8_t* const contentEnd = end_;
    for (std::uint8_t section = kFirstSection; section <= kLastSection && !hasFailed(); ++section) {
      section_ = static_cast<Section>(section);
      ++at_;  // the number and the length were checked with the frames
      (void)number(kMaxFileBytes);
      end_ = sectionEnds_[section];
      content(section_);
      if (!hasFailed() && at_ != end_) fail(Rule::SectionLength, at_, "The section is longer than its content");
      if (!hasFailed()) end_ = contentEnd;
    }
    if (!hasFailed() && nextCode_ != module_.code.size()) {
      section_ = Section::Code;
      fail(Rule::SectionLength, at_,
           "The code section has another number of entries than there are functions with a body",
           fmt::format("{}", nextCode_), fmt::format("{}", module_.code.size()));
    }
    return !hasFailed();
  }

  void content(Section section) {
    switch (section) {
      case Section::Strings: return list(module_.strings, 1, [this] { return string(); });
      case Section::Module: return moduleEntry();
      case Section::Packages: return list(module_.packages, 2, [this] { return package(); });
      case Section::Types: return list(module_.types, 1, [this] { return type(); });
      case Section::Classes: return list(module_.classes, 7, [this] { return classEntry(); });
      case Section::Functions: return list(module_.functions, 8, [this] { return function(); });
      case Section::Globals: return list(module_.globals, 5, [this] { return global(); });
      case Section::Calls: return list(module_.calls, 3, [this] { return call(); });
      case Section::FieldRefs: return list(module_.fieldRefs, 2, [this] { return fieldRef(); });
      case Section::CaseRefs: return list(module_.caseRefs, 2, [this] { return caseRef(); });
      case Section::Code: return list(module_.code, 6, [this] { return code(); });
    }
  }

  // ---- Numbers
  std::uint32_t byte() {
    if (at_ == end_) {
      fail(Rule::Truncated, end_, "The data ends too early");
      return 0;
    }
    return *at_++;
  }

  std::uint64_t number(std::uint64_t maximum) {
    const LebUnsigned read = decodeUnsigned(at_, end_);
    if (read.error == LebError::None && read.value <= maximum) {
      at_ = read.next;
      return read.value;
    }
    if (read.error == LebError::None)
      failVarint(LebError::Overflow, at_);
    else
      failVarint(read.error, read.next);
    return 0;
  }

  std::int64_t signedNumber() {
    const LebSigned read = decodeSigned(at_, end_);
    if (read.error != LebError::None) {
      failVarint(read.error, read.next);
      return 0;
    }
    at_ = read.next;
    return read.value;
  }

  void failVarint(LebError error, const std::uint8_t* place) {
    switch (error) {
      case LebError::Truncated: fail(Rule::Truncated, place, "The data ends in a number"); return;
      case LebError::NotShortest: fail(Rule::Varint, place, "A number is not written in its shortest form"); return;
      default: fail(Rule::Varint, place, "A number is too large"); return;
    }
  }

  std::uint32_t number32() { return static_cast<std::uint32_t>(number(kMaxIndex)); }
  template <typename IndexType>
  IndexType index() {
    return IndexType(number32());
  }
  template <typename IndexType>
  IndexType optionalIndex() {
    const std::uint64_t value = number(std::uint64_t{kMaxIndex} + 1);
    return value == 0 ? IndexType::none() : IndexType(value - 1);
  }

  // A kind or flags: one byte below `bound`.
  std::uint32_t smallValue(std::uint32_t bound) {
    const std::uint8_t* const place = at_;
    const std::uint32_t value = byte();
    if (value < bound) return value;
    fail(Rule::EnumValue, place, "A kind or flag is unknown", fmt::format("below {}", bound), fmt::format("{}", value));
    return 0;
  }

  // ---- Lists: an entry takes at least `minimumBytes`, so a count that the rest cannot hold is refused before anything
  // is reserved.
  std::size_t count(std::size_t minimumBytes) {
    const std::uint8_t* const place = at_;
    const std::uint64_t value = number(UINT64_MAX);
    if (hasFailed()) return 0;
    if (value <= remaining() / minimumBytes) return static_cast<std::size_t>(value);
    fail(Rule::Count, place, "A count is larger than its section",
         fmt::format("at most {}", remaining() / minimumBytes), fmt::format("{}", value));
    return 0;
  }

  // Memory is asked for here before it is taken. A block costs what malloc makes of it.
  bool take(std::size_t bytes) {
    if (bytes == 0) return true;
    const std::size_t block = std::max<std::size_t>((bytes + 8 + 15) / 16 * 16, 32);
    if (block > memoryLeft_) {
      return fail(Rule::Limit, at_, "The module would take too much memory for its size",
                  fmt::format("at most {} bytes for each of the file", kDecodedBytesPerByte));
    }
    memoryLeft_ -= block;
    return true;
  }

  template <typename Entry, typename Read>
  void list(std::vector<Entry>& entries, std::size_t minimumBytes, Read read) {
    const std::size_t size = count(minimumBytes);
    if (!take(size * sizeof(Entry))) return;
    entries.reserve(size);
    for (std::size_t i = 0; i < size && !hasFailed(); ++i) entries.push_back(read());
  }

  std::vector<TypeIndex> typeList() {
    std::vector<TypeIndex> types;
    list(types, 1, [this] { return index<TypeIndex>(); });
    return types;
  }

  // ---- Entries
  std::string string() {
    const std::size_t size = count(1);
    const std::uint8_t* const place = at_;
    if (size > kShortString && !take(size + 1)) return {};
    std::string text(reinterpret_cast<const char*>(at_), size);
    at_ += size;
    if (!isWellFormedUtf8(text)) fail(Rule::Utf8, place, "A string is not well-formed UTF-8");
    return text;
  }

  void moduleEntry() {
    module_.name = index<StringIndex>();
    module_.version = index<StringIndex>();
    module_.initialiser = optionalIndex<FunctionIndex>();
    module_.main = optionalIndex<FunctionIndex>();
  }

  Package package() {
    const auto name = index<StringIndex>();
    return {name, index<StringIndex>()};
  }

  Type type() {
    Type type;
    type.kind = static_cast<TypeKind>(smallValue(static_cast<std::uint32_t>(TypeKind::Variable) + 1));
    switch (type.kind) {
      case TypeKind::Array:
      case TypeKind::Optional:
        if (take(sizeof(TypeIndex))) type.arguments.push_back(index<TypeIndex>());
        break;
      case TypeKind::Class:
        type.definition = index<ClassIndex>();
        type.arguments = typeList();
        break;
      case TypeKind::Tuple:
      case TypeKind::Function: type.arguments = typeList(); break;
      case TypeKind::Variable: type.variable = number32(); break;
      default: break;
    }
    return type;
  }

  std::vector<TypeParameter> typeParameters() {
    std::vector<TypeParameter> parameters;
    list(parameters, 3, [this] {
      TypeParameter parameter;
      parameter.name = index<StringIndex>();
      parameter.variance = static_cast<Variance>(smallValue(3));
      parameter.bounds = typeList();
      return parameter;
    });
    return parameters;
  }

  std::vector<Condition> conditions() {
    std::vector<Condition> conditions;
    list(conditions, 2, [this] {
      const std::uint32_t variable = number32();
      return Condition{variable, index<TypeIndex>()};
    });
    return conditions;
  }

  std::vector<Field> fields() {
    std::vector<Field> fields;
    list(fields, 3, [this] {
      Field field;
      field.name = index<StringIndex>();
      field.type = index<TypeIndex>();
      const std::uint32_t flags = smallValue(4);
      field.isMutable = (flags & kMemberMutable) != 0;
      field.isPublic = (flags & kMemberPublic) != 0;
      return field;
    });
    return fields;
  }

  Class classEntry() {
    Class entry;
    entry.package = optionalIndex<PackageIndex>();
    entry.name = index<StringIndex>();
    const std::uint32_t flags = smallValue(64);
    entry.kind = static_cast<ClassKind>(flags & kClassKindMask);
    entry.isPublic = (flags & kClassPublic) != 0;
    entry.isOpen = (flags & kClassOpen) != 0;
    entry.isAbstract = (flags & kClassAbstract) != 0;
    entry.isData = (flags & kClassData) != 0;
    if (entry.kind == ClassKind::Builtin) {
      entry.builtin = static_cast<TypeKind>(smallValue(static_cast<std::uint32_t>(TypeKind::Variable) + 1));
    }
    entry.typeParameters = typeParameters();
    entry.superclass = optionalIndex<TypeIndex>();
    list(entry.conformances, 2, [this] {
      Conformance conformance;
      conformance.interface = index<TypeIndex>();
      conformance.conditions = conditions();
      return conformance;
    });
    entry.fields = fields();
    if (entry.kind == ClassKind::Enum) {
      list(entry.cases, 2, [this] {
        EnumCase enumCase;
        enumCase.name = index<StringIndex>();
        enumCase.payload = fields();
        return enumCase;
      });
    }
    return entry;
  }

  Function function() {
    Function function;
    function.package = optionalIndex<PackageIndex>();
    function.name = index<StringIndex>();
    function.owner = optionalIndex<ClassIndex>();
    const std::uint8_t* const place = at_;
    function.flags = number32();
    if (function.flags >= 1u << 10) fail(Rule::EnumValue, place, "A flag of a function is unknown");
    function.typeParameters = typeParameters();
    function.conditions = conditions();
    list(function.parameters, 2, [this] {
      const auto name = index<StringIndex>();
      return Parameter{name, index<TypeIndex>()};
    });
    function.result = index<TypeIndex>();
    if (function.has(FunctionFlag::Native)) function.nativeName = index<StringIndex>();
    const bool hasBody =
        function.package.isNone() && !function.has(FunctionFlag::Abstract) && !function.has(FunctionFlag::Native);
    if (hasBody) function.code = nextCode_++;
    return function;
  }

  Global global() {
    Global global;
    global.package = optionalIndex<PackageIndex>();
    global.name = index<StringIndex>();
    global.owner = optionalIndex<ClassIndex>();
    global.type = index<TypeIndex>();
    const std::uint32_t flags = smallValue(4);
    global.isMutable = (flags & kMemberMutable) != 0;
    global.isPublic = (flags & kMemberPublic) != 0;
    return global;
  }

  Call call() {
    Call call;
    call.function = index<FunctionIndex>();
    call.receiver = optionalIndex<TypeIndex>();
    call.typeArguments = typeList();
    return call;
  }

  FieldRef fieldRef() {
    const auto owner = index<TypeIndex>();
    return {owner, number32()};
  }

  CaseRef caseRef() {
    const auto owner = index<TypeIndex>();
    return {owner, number32()};
  }

  Label label(const Label& previous) {
    Label label;
    const std::uint8_t* const place = at_;
    const std::uint64_t head = number(std::uint64_t{kMaxCodeBytes} << kLabelFlagBits | 7);
    label.offset = previous.offset + static_cast<std::uint32_t>(head >> kLabelFlagBits);
    label.isObjectRaw = (head & kLabelRaw) != 0;
    if ((head & kLabelStack) != 0) {
      label.stack = typeList();
      if (label.stack.empty()) fail(Rule::Canonical, place, "A label announces a stack that is empty");
    }
    if ((head & kLabelSameLocals) != 0) {
      if (previous.initialised.size() > kMaxRepeatedLocalsBytes)
        fail(Rule::Canonical, place, "A large set of locals is repeated");
      else
        assignSet(label, previous.initialised.data(), previous.initialised.size());
      return label;
    }
    const std::size_t size = count(1);
    if (!assignSet(label, at_, size)) return label;
    at_ += size;
    if (label.initialised == previous.initialised && size <= kMaxRepeatedLocalsBytes) {
      fail(Rule::Canonical, place, "A repeated set of locals is written out");
    }
    return label;
  }

  bool assignSet(Label& label, const std::uint8_t* bytes, std::size_t size) {
    if (!take(size)) return false;
    label.initialised.assign(bytes, bytes + size);
    return true;
  }

  LineRow lineRow(const LineRow& previous) {
    const std::uint8_t* const place = at_;
    const std::uint32_t head = byte();
    std::uint64_t offset = std::uint64_t{previous.offset} + (head >> 3);
    if (head >> 3 == kLineOffsetEscape) offset += number(kMaxCodeBytes);
    std::int64_t lineDelta = head & 7;
    if (lineDelta == kLineDeltaEscape) {
      lineDelta = signedNumber();
      if (lineDelta >= 0 && lineDelta < kLineDeltaEscape)
        fail(Rule::Canonical, place, "A line distance is not written in its short form");
    }
    const std::int64_t columnDelta = signedNumber();
    const std::int64_t line = std::int64_t{previous.line} + std::clamp<std::int64_t>(lineDelta, INT32_MIN, INT32_MAX);
    const std::int64_t column =
        std::int64_t{previous.column} + std::clamp<std::int64_t>(columnDelta, INT32_MIN, INT32_MAX);
    if (offset > kMaxCodeBytes || line < 0 || line > INT32_MAX || column < 0 || column > INT32_MAX ||
        lineDelta != line - previous.line || columnDelta != column - previous.column) {
      fail(Rule::Canonical, place, "A row of the line table is out of range");
      return {};
    }
    return {static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(line), static_cast<std::uint32_t>(column)};
  }

  Handler handler() {
    Handler handler;
    const std::uint8_t* const place = at_;
    handler.start = number32();
    const std::uint32_t length = number32();
    handler.end = handler.start + length;
    if (handler.end > kMaxCodeBytes) fail(Rule::HandlerRange, place, "A handler's range is too large");
    handler.type = index<TypeIndex>();
    handler.handler = index<LabelIndex>();
    return handler;
  }

  Code code() {
    Code code;
    code.locals = typeList();
    list(code.labels, 1, [&] { return label(code.labels.empty() ? Label{} : code.labels.back()); });
    list(code.handlers, 4, [this] { return handler(); });
    code.file = optionalIndex<StringIndex>();
    list(code.lines, 2, [&] { return lineRow(code.lines.empty() ? LineRow{} : code.lines.back()); });
    const std::size_t size = count(1);
    if (!take(size)) return code;
    code.bytes.assign(at_, at_ + size);
    at_ += size;
    return code;
  }

  const std::uint8_t* begin_;
  const std::uint8_t* at_;
  const std::uint8_t* end_;  // of the section that is being read
  std::string_view file_;
  Section section_{0};
  const std::uint8_t* sectionEnds_[kLastSection + 1] = {};
  std::optional<Reject> reject_;
  Module module_;
  std::uint32_t nextCode_ = 0;
  std::size_t memoryLeft_;
};

// The length of the well-formed sequence at `at`, 0 if there is none.
std::size_t sequenceLength(const unsigned char* at, std::size_t left) {
  const auto isTail = [&](std::size_t i) { return i < left && (at[i] & 0xC0u) == 0x80; };
  if (at[0] < 0x80) return 1;
  if (at[0] >= 0xC2 && at[0] <= 0xDF) return isTail(1) ? 2 : 0;
  if ((at[0] & 0xF0u) == 0xE0) {
    if (!isTail(1) || !isTail(2)) return 0;
    const bool isOverlong = at[0] == 0xE0 && at[1] < 0xA0;
    const bool isSurrogate = at[0] == 0xED && at[1] > 0x9F;
    return isOverlong || isSurrogate ? 0 : 3;
  }
  if (at[0] < 0xF0 || at[0] > 0xF4 || !isTail(1) || !isTail(2) || !isTail(3)) return 0;
  const bool isOutside = (at[0] == 0xF0 && at[1] < 0x90) || (at[0] == 0xF4 && at[1] > 0x8F);
  return isOutside ? 0 : 4;
}

}  // namespace

tl::expected<Module, Reject> readModule(std::span<const std::uint8_t> bytes, std::string_view file) {
  return ModuleReader(bytes, file).run();
}

bool looksLikeModule(std::span<const std::uint8_t> bytes) {
  return bytes.size() >= kMagic.size() && std::equal(kMagic.begin(), kMagic.end(), bytes.begin());
}

bool isWellFormedUtf8(std::string_view text) {
  const auto* at = reinterpret_cast<const unsigned char*>(text.data());
  for (std::size_t left = text.size(); left > 0;) {
    const std::size_t length = sequenceLength(at, left);
    if (length == 0) return false;
    at += length;
    left -= length;
  }
  return true;
}

}  // namespace tatu::bytecode
