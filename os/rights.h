// Rights: what a granted directory or an open handle may be used for.
//
// There are only two, Read and Write, because every finer wish ("may truncate", "may create")
// turned out to be a way to lose data: whatever changes a file or a directory is Write.
// `kOpenFlagRights` is the whole rule for opening a file, as data; nothing else decides it.
#pragma once

#include <array>
#include <cstdint>

namespace tatu::os {

/// A set of rights. Sets only ever shrink on their way from the grant to the handle.
class Rights {
 public:
  constexpr Rights() = default;

  static constexpr Rights none() { return Rights(0); }
  static constexpr Rights read() { return Rights(1); }
  static constexpr Rights write() { return Rights(2); }
  static constexpr Rights readWrite() { return Rights(3); }

  [[nodiscard]] constexpr bool includes(Rights needed) const { return (bits_ & needed.bits_) == needed.bits_; }
  [[nodiscard]] constexpr Rights without(Rights other) const {
    return Rights(static_cast<std::uint8_t>(bits_ & ~other.bits_));
  }
  [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }

  friend constexpr Rights operator|(Rights a, Rights b) { return Rights(static_cast<std::uint8_t>(a.bits_ | b.bits_)); }
  friend constexpr Rights operator&(Rights a, Rights b) { return Rights(static_cast<std::uint8_t>(a.bits_ & b.bits_)); }
  constexpr Rights& operator|=(Rights other) { return *this = *this | other; }
  friend constexpr bool operator==(Rights, Rights) = default;

 private:
  explicit constexpr Rights(std::uint8_t bits) : bits_(bits) {}
  std::uint8_t bits_ = 0;
};

/// How a guest asks for a file to be opened: a set of these.
enum class OpenFlag : std::uint8_t {
  Read = 1 << 0,       ///< the handle can be read
  Write = 1 << 1,      ///< the handle can be written, at its position
  Append = 1 << 2,     ///< the handle can be written, always at the end of the file
  Create = 1 << 3,     ///< make the file if it is missing
  Exclusive = 1 << 4,  ///< with Create: fail if the file exists already
  Truncate = 1 << 5,   ///< empty the file first
};

/// A set of `OpenFlag`s. Which sets make sense is said by `validOpenFlags`.
class OpenFlags {
 public:
  constexpr OpenFlags() = default;
  // NOLINTNEXTLINE(google-explicit-constructor): a flag is a set of one.
  constexpr OpenFlags(OpenFlag flag) : bits_(static_cast<std::uint8_t>(flag)) {}

  /// For numbers that come from a guest: unknown bits are kept, and refused by `validOpenFlags`.
  static constexpr OpenFlags fromBits(std::uint8_t bits) {
    OpenFlags flags;
    flags.bits_ = bits;
    return flags;
  }
  [[nodiscard]] constexpr std::uint8_t bits() const { return bits_; }
  [[nodiscard]] constexpr bool has(OpenFlag flag) const { return (bits_ & static_cast<std::uint8_t>(flag)) != 0; }

  [[nodiscard]] constexpr OpenFlags without(OpenFlag flag) const {
    return fromBits(static_cast<std::uint8_t>(bits_ & ~static_cast<std::uint8_t>(flag)));
  }

  friend constexpr OpenFlags operator|(OpenFlags a, OpenFlags b) {
    return fromBits(static_cast<std::uint8_t>(a.bits_ | b.bits_));
  }
  friend constexpr bool operator==(OpenFlags, OpenFlags) = default;

 private:
  std::uint8_t bits_ = 0;
};

constexpr OpenFlags operator|(OpenFlag a, OpenFlag b) { return OpenFlags(a) | OpenFlags(b); }

/// One row of the rule for opening files.
struct OpenFlagRights {
  OpenFlag flag;
  Rights onDirectory;  ///< what the granted directory must allow
  Rights onHandle;     ///< what the resulting handle can do
};

inline constexpr std::array<OpenFlagRights, 6> kOpenFlagRights{{
    {OpenFlag::Read, Rights::read(), Rights::read()},
    {OpenFlag::Write, Rights::write(), Rights::write()},
    {OpenFlag::Append, Rights::write(), Rights::write()},
    {OpenFlag::Create, Rights::write(), Rights::none()},
    {OpenFlag::Exclusive, Rights::write(), Rights::none()},
    {OpenFlag::Truncate, Rights::write(), Rights::none()},
}};

/// The rights that the directory must have for a file in it to be opened like this.
constexpr Rights rightsNeededToOpen(OpenFlags flags) {
  Rights needed;
  for (const OpenFlagRights& row : kOpenFlagRights) {
    if (flags.has(row.flag)) needed |= row.onDirectory;
  }
  return needed;
}

/// The rights of the handle that such an opening gives.
constexpr Rights rightsOfHandle(OpenFlags flags) {
  Rights given;
  for (const OpenFlagRights& row : kOpenFlagRights) {
    if (flags.has(row.flag)) given |= row.onHandle;
  }
  return given;
}

/// False for sets that contradict themselves: nothing to do with the file, not both Write and Append,
/// Truncate needs Write, Create and Exclusive need a way to write, Exclusive needs Create.
constexpr bool validOpenFlags(OpenFlags flags) {
  if ((flags.bits() & ~0x3FU) != 0) return false;
  const bool write = flags.has(OpenFlag::Write);
  const bool append = flags.has(OpenFlag::Append);
  const bool writes = write || append;
  if (!writes && !flags.has(OpenFlag::Read)) return false;
  if (write && append) return false;
  if (flags.has(OpenFlag::Truncate) && !write) return false;
  if (flags.has(OpenFlag::Create) && !writes) return false;
  return !flags.has(OpenFlag::Exclusive) || flags.has(OpenFlag::Create);
}

}  // namespace tatu::os
