// NetworkAddress: an IPv4 or IPv6 address as a value, and the sets of them that policy speaks about.
//
// Invariants
// - There is one value for each place: an IPv4 address in the clothes of IPv6 (::ffff:1.2.3.4) is the IPv4 address.
// - `parse` takes the whole text or nothing: four decimal numbers without leading zeros, or IPv6 without brackets and
//   zone. What some libraries also take for addresses (127.1, 0x7f000001, 2130706433) is not one here.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tatu::os {

class NetworkAddress {
 public:
  using V4 = std::array<std::uint8_t, 4>;
  using V6 = std::array<std::uint8_t, 16>;

  /// 0.0.0.0
  NetworkAddress() = default;
  explicit NetworkAddress(const V4& bytes);
  explicit NetworkAddress(const V6& bytes);
  [[nodiscard]] static std::optional<NetworkAddress> parse(std::string_view text);

  [[nodiscard]] bool isV4() const { return isV4_; }
  [[nodiscard]] V4 v4() const { return {bytes_[0], bytes_[1], bytes_[2], bytes_[3]}; }
  [[nodiscard]] const V6& v6() const { return bytes_; }
  [[nodiscard]] unsigned bits() const { return isV4_ ? 32 : 128; }
  /// The shortest usual text, "::1".
  [[nodiscard]] std::string text() const;

  /// 0.0.0.0 or ::, which means "any" to a listener and nothing to anyone else.
  [[nodiscard]] bool isUnspecified() const;
  [[nodiscard]] bool isLoopback() const;
  /// Of the internet that all share. Not loopback, private networks, link-local addresses (where clouds keep their
  /// secrets), groups, documentation, and not an IPv6 address that stands for such an IPv4 one.
  [[nodiscard]] bool isPublic() const;

  friend auto operator<=>(const NetworkAddress&, const NetworkAddress&) = default;

 private:
  bool isV4_ = true;
  V6 bytes_{};  ///< of an IPv4 address the first four, and zeros
};

/// All addresses with the same first bits: "10.0.0.0/8"; a single address has all bits.
struct AddressRange {
  NetworkAddress first;
  unsigned prefix = 0;

  /// "ADDRESS" or "ADDRESS/BITS"; bits behind the prefix must be zero.
  [[nodiscard]] static std::optional<AddressRange> parse(std::string_view text);
  [[nodiscard]] bool contains(const NetworkAddress& address) const;

  friend bool operator==(const AddressRange&, const AddressRange&) = default;
};

struct NetworkEndpoint {
  NetworkAddress address;
  std::uint16_t port = 0;

  /// "1.2.3.4:80", "[::1]:80"
  [[nodiscard]] std::string text() const;
  friend auto operator<=>(const NetworkEndpoint&, const NetworkEndpoint&) = default;
};

/// A host and a port as one writes them, with brackets where the host has colons.
[[nodiscard]] std::string hostAndPort(std::string_view host, std::string_view port);

}  // namespace tatu::os
