#include "bytecode/reader.h"

#include <algorithm>
#include <type_traits>

#include <fmt/format.h>

#include "bytecode/container.h"
#include "bytecode/limits.h"
#include "bytecode/read/body_check.h"
#include "bytecode/read/body_positions.h"
#include "bytecode/read/module_input.h"

namespace tatu::bytecode {

namespace {

// Lists share blocks of memory of about this part of the file's size.
constexpr std::size_t kListBlocksPerFile = 16;
constexpr std::size_t kLeastListBlock = 256;
constexpr std::size_t kMostListBlock = std::size_t{32} << 10;

class ModuleReader {
 public:
  // `positions`: of the bodies, of a module that is built in; else null.
  ModuleReader(std::span<const std::uint8_t> bytes, std::string_view file, BodyPositions* positions)
      : in_(bytes, file), positions_(positions) {
    module_.lists = ListArena(std::clamp(bytes.size() / kListBlocksPerFile, kLeastListBlock, kMostListBlock));
  }

  tl::expected<Module, Reject> run() {
    const bool isRead = header() && frames() && sections();
    if (!isRead) return tl::unexpected(in_.takeReject());
    return std::move(module_);
  }

 private:
  // ---- Header and hash
  bool header() {
    if (in_.remaining() > kMaxFileBytes) {
      return in_.fail(Rule::FileSize, in_.at(), "The file is too large", fmt::format("at most {} bytes", kMaxFileBytes),
                      fmt::format("{}", in_.remaining()));
    }
    const std::size_t present = std::min(in_.remaining(), kMagic.size());
    if (!std::equal(in_.at(), in_.at() + present, kMagic.begin()))
      return in_.fail(Rule::Magic, in_.at(), "This is no Tatu module");
    if (present < kMagic.size()) return in_.fail(Rule::Truncated, in_.end(), "The file ends in its magic number");
    in_.skip(kMagic.size());
    const std::uint8_t* place = in_.at();
    const std::uint64_t version = in_.number(UINT64_MAX);
    if (in_.hasFailed()) return false;
    if (version != kFormatVersion) {
      return in_.fail(Rule::Version, place, "The module has another format version", fmt::format("{}", kFormatVersion),
                      fmt::format("{}", version));
    }
    place = in_.at();
    module_.features = in_.number(UINT64_MAX);
    if ((module_.features & ~kKnownFeatures) != 0) {
      return in_.fail(Rule::Features, place, "The module needs features that are unknown here",
                      fmt::format("{:#x}", kKnownFeatures), fmt::format("{:#x}", module_.features));
    }
    return !in_.hasFailed();
  }

  // Walks over the sections' frames, so that the end is known, and looks at the hash behind it.
  bool frames() {
    const std::uint8_t* const start = in_.at();
    for (std::uint8_t section = kFirstSection; section <= kLastSection && !in_.hasFailed(); ++section) frame(section);
    if (in_.hasFailed()) return false;
    in_.enter(Section{0});
    if (in_.remaining() < kHashBytes) return in_.fail(Rule::Truncated, in_.end(), "The file ends in its content hash");
    if (in_.remaining() > kHashBytes)
      return in_.fail(Rule::TrailingBytes, in_.at() + kHashBytes, "Bytes follow the content hash");
    if (!isBuiltIn() && !isHashRight())
      return in_.fail(Rule::ContentHash, in_.at(), "The content hash is wrong: the file is damaged");
    in_.setEnd(in_.at());
    in_.moveTo(start);
    return true;
  }

  [[nodiscard]] bool isBuiltIn() const { return positions_ != nullptr; }

  // The hash stands here, and is of everything before it.
  [[nodiscard]] bool isHashRight() const {
    const ContentHash wanted =
        contentHash({in_.whole().data(), static_cast<std::size_t>(in_.at() - in_.whole().data())});
    return std::equal(wanted.begin(), wanted.end(), in_.at());
  }

  // The head of a section; leaves the input behind its content and remembers where that is.
  void frame(std::uint8_t section) {
    in_.enter(static_cast<Section>(section));
    const std::uint8_t* const place = in_.at();
    const std::uint32_t found = in_.byte();
    if (in_.hasFailed()) return;
    if (found != section) {
      in_.fail(Rule::SectionOrder, place, "A section is missing, doubled or out of order",
               fmt::format("section {}", section), fmt::format("section {}", found));
      return;
    }
    const std::uint64_t length = in_.number(kMaxFileBytes);
    if (in_.hasFailed()) return;
    if (length > in_.remaining()) {
      in_.fail(Rule::Truncated, in_.end(), "The section ends behind the end of the file",
               fmt::format("{} bytes", length), fmt::format("{}", in_.remaining()));
      return;
    }
    in_.skip(length);
    sectionEnds_[section] = in_.at();
  }

  bool sections() {
    const std::uint8_t* const contentEnd = in_.end();
    for (std::uint8_t section = kFirstSection; section <= kLastSection && !in_.hasFailed(); ++section) {
      in_.enter(static_cast<Section>(section));
      in_.skip(1);  // the number and the length were checked with the frames
      (void)in_.number(kMaxFileBytes);
      in_.setEnd(sectionEnds_[section]);
      content(static_cast<Section>(section));
      if (!in_.hasFailed() && in_.at() != in_.end())
        in_.fail(Rule::SectionLength, in_.at(), "The section is longer than its content");
      if (!in_.hasFailed()) in_.setEnd(contentEnd);
    }
    if (!in_.hasFailed() && nextCode_ != module_.code.size()) {
      in_.enter(Section::Code);
      in_.fail(Rule::SectionLength, in_.at(),
               "The code section has another number of entries than there are functions with a body",
               fmt::format("{}", nextCode_), fmt::format("{}", module_.code.size()));
    }
    return !in_.hasFailed();
  }

  void content(Section section) {
    switch (section) {
      case Section::Strings: return strings();
      case Section::Module: return moduleEntry();
      case Section::Packages: return list(module_.packages, 2, [this] { return package(); });
      case Section::Types: return list(module_.types, 1, [this] { return type(); });
      case Section::Classes: return list(module_.classes, 7, [this] { return classEntry(); });
      case Section::Functions: return list(module_.functions, 8, [this] { return function(); });
      case Section::Globals: return list(module_.globals, 5, [this] { return global(); });
      case Section::Calls: return list(module_.calls, 3, [this] { return call(); });
      case Section::FieldRefs: return list(module_.fieldRefs, 2, [this] { return fieldRef(); });
      case Section::CaseRefs: return list(module_.caseRefs, 2, [this] { return caseRef(); });
      case Section::Code: return code();
    }
  }

  // ---- Lists: of a section's rows, and of what a row holds.
  template <typename Entry, typename Read>
  void list(std::vector<Entry>& entries, std::size_t minimumBytes, Read read) {
    const std::size_t size = in_.count(minimumBytes);
    if (!in_.take(size * sizeof(Entry))) return;
    entries.reserve(size);
    for (std::size_t i = 0; i < size && !in_.hasFailed(); ++i) entries.push_back(read());
  }

  template <typename Entry, typename Read>
  List<Entry> listOf(std::size_t minimumBytes, Read read) {
    return fixedList<Entry>(in_.count(minimumBytes), read);
  }
  template <typename Entry, typename Read>
  List<Entry> fixedList(std::size_t size, Read read) {
    if (!in_.take(module_.lists.blockFor<Entry>(size))) return {};
    List<Entry> entries = module_.lists.make<Entry>(size);
    for (Entry& entry : entries) entry = read();
    return entries;
  }

  List<TypeIndex> typeList() {
    return listOf<TypeIndex>(1, [this] { return in_.index<TypeIndex>(); });
  }

  // ---- Entries
  // The bytes of all strings take less than the section does.
  void strings() {
    const std::size_t count = in_.count(1);
    if (!in_.take(count * StringTable::kBytesPerEntry) || !in_.take(in_.remaining())) return;
    module_.strings.reserve(count, in_.remaining());
    for (std::size_t i = 0; i < count && !in_.hasFailed(); ++i) string();
  }

  void string() {
    const std::size_t size = in_.count(1);
    const std::string_view text(reinterpret_cast<const char*>(in_.at()), size);
    if (!isWellFormedUtf8(text)) in_.fail(Rule::Utf8, in_.at(), "A string is not well-formed UTF-8");
    if (in_.hasFailed()) return;
    in_.skip(size);
    module_.strings.push_back(text);
  }

  void moduleEntry() {
    module_.name = in_.index<StringIndex>();
    module_.version = in_.index<StringIndex>();
    module_.initialiser = in_.optionalIndex<FunctionIndex>();
    module_.main = in_.optionalIndex<FunctionIndex>();
  }

  Package package() {
    const auto name = in_.index<StringIndex>();
    return {name, in_.index<StringIndex>()};
  }

  Type type() {
    Type type;
    type.kind = static_cast<TypeKind>(in_.smallValue(static_cast<std::uint32_t>(TypeKind::Variable) + 1));
    switch (type.kind) {
      case TypeKind::Array:
      case TypeKind::Optional:
        type.arguments = fixedList<TypeIndex>(1, [this] { return in_.index<TypeIndex>(); });
        break;
      case TypeKind::Class:
        type.definition = in_.index<ClassIndex>();
        type.arguments = typeList();
        break;
      case TypeKind::Tuple:
      case TypeKind::Function: type.arguments = typeList(); break;
      case TypeKind::Variable: type.variable = in_.number32(); break;
      default: break;
    }
    return type;
  }

  List<TypeParameter> typeParameters() {
    return listOf<TypeParameter>(3, [this] {
      TypeParameter parameter;
      parameter.name = in_.index<StringIndex>();
      parameter.variance = static_cast<Variance>(in_.smallValue(3));
      parameter.bounds = typeList();
      return parameter;
    });
  }

  List<Condition> conditions() {
    return listOf<Condition>(2, [this] {
      const std::uint32_t variable = in_.number32();
      return Condition{variable, in_.index<TypeIndex>()};
    });
  }

  List<Field> fields() {
    return listOf<Field>(3, [this] {
      Field field;
      field.name = in_.index<StringIndex>();
      field.type = in_.index<TypeIndex>();
      const std::uint32_t flags = in_.smallValue(4);
      field.isMutable = (flags & kMemberMutable) != 0;
      field.isPublic = (flags & kMemberPublic) != 0;
      return field;
    });
  }

  Class classEntry() {
    Class entry;
    entry.package = in_.optionalIndex<PackageIndex>();
    entry.name = in_.index<StringIndex>();
    const std::uint32_t flags = in_.smallValue(128);
    entry.kind = static_cast<ClassKind>(flags & kClassKindMask);
    entry.isPublic = (flags & kClassPublic) != 0;
    entry.isOpen = (flags & kClassOpen) != 0;
    entry.isAbstract = (flags & kClassAbstract) != 0;
    entry.isData = (flags & kClassData) != 0;
    entry.isSealed = (flags & kClassSealed) != 0;
    if (entry.kind == ClassKind::Builtin) {
      entry.builtin = static_cast<TypeKind>(in_.smallValue(static_cast<std::uint32_t>(TypeKind::Variable) + 1));
    }
    entry.typeParameters = typeParameters();
    entry.superclass = in_.optionalIndex<TypeIndex>();
    entry.conformances = listOf<Conformance>(2, [this] {
      Conformance conformance;
      conformance.interface = in_.index<TypeIndex>();
      conformance.conditions = conditions();
      return conformance;
    });
    entry.fields = fields();
    if (entry.kind == ClassKind::Enum) {
      entry.cases = listOf<EnumCase>(2, [this] {
        EnumCase enumCase;
        enumCase.name = in_.index<StringIndex>();
        enumCase.payload = fields();
        return enumCase;
      });
    }
    return entry;
  }

  Function function() {
    Function function;
    function.package = in_.optionalIndex<PackageIndex>();
    function.name = in_.index<StringIndex>();
    function.owner = in_.optionalIndex<ClassIndex>();
    const std::uint8_t* const place = in_.at();
    function.flags = in_.number32();
    if (function.flags >= 1u << 10) in_.fail(Rule::EnumValue, place, "A flag of a function is unknown");
    function.typeParameters = typeParameters();
    function.conditions = conditions();
    function.parameters = listOf<Parameter>(2, [this] {
      const auto name = in_.index<StringIndex>();
      return Parameter{name, in_.index<TypeIndex>()};
    });
    function.result = in_.index<TypeIndex>();
    if (function.has(FunctionFlag::Native)) function.nativeName = in_.index<StringIndex>();
    const bool hasBody =
        function.package.isNone() && !function.has(FunctionFlag::Abstract) && !function.has(FunctionFlag::Native);
    if (hasBody) function.code = nextCode_++;
    return function;
  }

  Global global() {
    Global global;
    global.package = in_.optionalIndex<PackageIndex>();
    global.name = in_.index<StringIndex>();
    global.owner = in_.optionalIndex<ClassIndex>();
    global.type = in_.index<TypeIndex>();
    const std::uint32_t flags = in_.smallValue(4);
    global.isMutable = (flags & kMemberMutable) != 0;
    global.isPublic = (flags & kMemberPublic) != 0;
    return global;
  }

  Call call() {
    Call call;
    call.function = in_.index<FunctionIndex>();
    call.receiver = in_.optionalIndex<TypeIndex>();
    call.typeArguments = typeList();
    return call;
  }

  FieldRef fieldRef() {
    const auto owner = in_.index<TypeIndex>();
    return {owner, in_.number32()};
  }

  CaseRef caseRef() {
    const auto owner = in_.index<TypeIndex>();
    return {owner, in_.number32()};
  }

  // All bodies, up to the section's end, are kept as they are.
  void code() {
    const std::size_t bodies = in_.count(6);
    if (!in_.take(bodies * CodeTable::kBytesPerBody) || !in_.take(in_.remaining())) return;
    module_.code.reserve(bodies, in_.remaining());
    for (std::size_t i = 0; i < bodies; ++i) {
      const std::uint8_t* const start = in_.at();
      const std::uint8_t* const instructions = isBuiltIn() ? positions_->skip(in_) : BodyCheck(in_).run();
      if (instructions == nullptr) return;
      module_.code.appendEncoded({start, in_.at()}, static_cast<std::size_t>(instructions - start));
    }
  }

  ModuleInput in_;
  BodyPositions* positions_;
  const std::uint8_t* sectionEnds_[kLastSection + 1] = {};
  Module module_;
  std::uint32_t nextCode_ = 0;
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
  return ModuleReader(bytes, file, nullptr).run();
}

tl::expected<Module, Reject> readBuiltInModule(std::span<const std::uint8_t> bytes,
                                               std::span<const std::uint8_t> positions, std::string_view file) {
  BodyPositions bodies(positions);
  return ModuleReader(bytes, file, &bodies).run();
}

bool looksLikeModule(std::span<const std::uint8_t> bytes) {
  return bytes.size() >= kMagic.size() && std::equal(kMagic.begin(), kMagic.end(), bytes.begin());
}

bool isWellFormedUtf8(std::string_view text) {
  const auto* at = reinterpret_cast<const unsigned char*>(text.data());
  for (std::size_t left = text.size(); left > 0;) {
    if (*at < 0x80) {
      ++at;
      --left;
      continue;
    }
    const std::size_t length = sequenceLength(at, left);
    if (length == 0) return false;
    at += length;
    left -= length;
  }
  return true;
}

}  // namespace tatu::bytecode
