#include "os/network_address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

namespace tatu::os {
namespace {

constexpr NetworkAddress::V6 kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
constexpr std::size_t kMappedBytes = 12;
constexpr std::size_t kLongestText = 45;

struct V4Range {
  NetworkAddress::V4 first;
  unsigned prefix;
};

/// The IPv4 addresses that are not of the internet that all share (the registry of special-purpose addresses).
constexpr std::array kSpecialV4{
    V4Range{{0, 0, 0, 0}, 8},      V4Range{{10, 0, 0, 0}, 8},     V4Range{{100, 64, 0, 0}, 10},
    V4Range{{127, 0, 0, 0}, 8},    V4Range{{169, 254, 0, 0}, 16}, V4Range{{172, 16, 0, 0}, 12},
    V4Range{{192, 0, 0, 0}, 24},   V4Range{{192, 0, 2, 0}, 24},   V4Range{{192, 88, 99, 0}, 24},
    V4Range{{192, 168, 0, 0}, 16}, V4Range{{198, 18, 0, 0}, 15},  V4Range{{198, 51, 100, 0}, 24},
    V4Range{{203, 0, 113, 0}, 24}, V4Range{{224, 0, 0, 0}, 4},    V4Range{{240, 0, 0, 0}, 4},
};

bool samePrefix(const std::uint8_t* a, const std::uint8_t* b, unsigned bits) {
  const unsigned whole = bits / 8, rest = bits % 8;
  if (!std::equal(a, a + whole, b)) return false;
  return rest == 0 || (a[whole] >> (8 - rest)) == (b[whole] >> (8 - rest));
}

bool isPublicV4(const NetworkAddress::V4& bytes) {
  return std::ranges::none_of(kSpecialV4,
                              [&](const V4Range& r) { return samePrefix(bytes.data(), r.first.data(), r.prefix); });
}

bool startsWith(const NetworkAddress::V6& bytes, std::string_view prefix, unsigned bits) {
  const auto range = NetworkAddress::parse(prefix);
  return samePrefix(bytes.data(), range->v6().data(), bits);
}

/// Addresses are given out from 2000::/3 only. In there, tunnels hide IPv4 addresses, and some are for examples.
bool isPublicV6(const NetworkAddress::V6& bytes) {
  if (startsWith(bytes, "64:ff9b::", 96)) return isPublicV4({bytes[12], bytes[13], bytes[14], bytes[15]});
  if (!startsWith(bytes, "2000::", 3)) return false;
  return !startsWith(bytes, "2001::", 23) && !startsWith(bytes, "2001:db8::", 32) && !startsWith(bytes, "2002::", 16) &&
         !startsWith(bytes, "3fff::", 20);
}

bool isAddressCharacter(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' || c == '.';
}

}  // namespace

NetworkAddress::NetworkAddress(const V4& bytes) { std::ranges::copy(bytes, bytes_.begin()); }

NetworkAddress::NetworkAddress(const V6& bytes) : isV4_(false), bytes_(bytes) {
  if (!samePrefix(bytes.data(), kMapped.data(), kMappedBytes * 8)) return;
  *this = NetworkAddress(V4{bytes[12], bytes[13], bytes[14], bytes[15]});
}

std::optional<NetworkAddress> NetworkAddress::parse(std::string_view text) {
  if (text.size() > kLongestText || !std::ranges::all_of(text, isAddressCharacter)) return std::nullopt;
  const std::string terminated(text);
  V4 four{};
  if (::inet_pton(AF_INET, terminated.c_str(), four.data()) == 1) return NetworkAddress(four);
  V6 sixteen{};
  if (::inet_pton(AF_INET6, terminated.c_str(), sixteen.data()) == 1) return NetworkAddress(sixteen);
  return std::nullopt;
}

std::string NetworkAddress::text() const {
  std::array<char, INET6_ADDRSTRLEN> text{};
  ::inet_ntop(isV4_ ? AF_INET : AF_INET6, bytes_.data(), text.data(), text.size());
  return text.data();
}

bool NetworkAddress::isUnspecified() const { return bytes_ == V6{}; }

bool NetworkAddress::isLoopback() const {
  if (isV4_) return bytes_[0] == 127;
  return bytes_ == V6{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
}

bool NetworkAddress::isPublic() const { return isV4_ ? isPublicV4(v4()) : isPublicV6(bytes_); }

std::optional<AddressRange> AddressRange::parse(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto address = NetworkAddress::parse(text.substr(0, slash));
  if (!address) return std::nullopt;
  AddressRange range{*address, address->bits()};
  if (slash == std::string_view::npos) return range;
  const std::string_view bits = text.substr(slash + 1);
  const auto [end, error] = std::from_chars(bits.data(), bits.data() + bits.size(), range.prefix);
  if (error != std::errc{} || end != bits.data() + bits.size() || range.prefix > address->bits()) return std::nullopt;
  for (unsigned bit = range.prefix; bit < address->bits(); ++bit) {
    if ((address->v6()[bit / 8] >> (7 - bit % 8) & 1) != 0) return std::nullopt;
  }
  return range;
}

bool AddressRange::contains(const NetworkAddress& address) const {
  return address.isV4() == first.isV4() && samePrefix(address.v6().data(), first.v6().data(), prefix);
}

std::string NetworkEndpoint::text() const { return hostAndPort(address.text(), std::to_string(port)); }

std::string hostAndPort(std::string_view host, std::string_view port) {
  const bool bracketed = host.find(':') != std::string_view::npos;
  std::string text = bracketed ? "[" : "";
  text += host;
  text += bracketed ? "]:" : ":";
  return text += port;
}

}  // namespace tatu::os
