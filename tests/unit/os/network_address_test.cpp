#include "os/network_address.h"

#include <gtest/gtest.h>

namespace tatu::os::test {
namespace {

std::string canonical(std::string_view text) {
  const auto address = NetworkAddress::parse(text);
  return address ? address->text() : "none";
}

TEST(NetworkAddress, OneTextForEachAddress) {
  EXPECT_EQ(canonical("127.0.0.1"), "127.0.0.1");
  EXPECT_EQ(canonical("0:0:0:0:0:0:0:1"), "::1");
  EXPECT_EQ(canonical("2001:DB8::0:1"), "2001:db8::1");
  EXPECT_EQ(canonical("::ffff:127.0.0.1"), "127.0.0.1");
  EXPECT_EQ(canonical("::ffff:7f00:1"), "127.0.0.1");
  EXPECT_EQ(NetworkAddress::parse("::ffff:10.0.0.1"), NetworkAddress::parse("10.0.0.1"));
  EXPECT_EQ((NetworkEndpoint{*NetworkAddress::parse("::1"), 80}).text(), "[::1]:80");
  EXPECT_EQ((NetworkEndpoint{*NetworkAddress::parse("1.2.3.4"), 65535}).text(), "1.2.3.4:65535");
}

// Each of these is an address to some library; here a name server would be asked, or nobody.
TEST(NetworkAddress, OnlyTheFullFormIsAnAddress) {
  using namespace std::string_view_literals;
  for (const std::string_view text : {"127.1"sv,
                                      "2130706433"sv,
                                      "0x7f000001"sv,
                                      "0177.0.0.1"sv,
                                      "127.0.0.01"sv,
                                      "127.0.0.1."sv,
                                      " 127.0.0.1"sv,
                                      "127.0.0.1 "sv,
                                      "127.0.0.1\0"sv,
                                      "127.0.0.1\0.x"sv,
                                      "1.2.3"sv,
                                      "1.2.3.4.5"sv,
                                      "256.0.0.1"sv,
                                      "1.2.3.-4"sv,
                                      ""sv,
                                      "localhost"sv,
                                      "[::1]"sv,
                                      "::1%lo"sv,
                                      "fe80::1%eth0"sv,
                                      ":::"sv,
                                      "1::2::3"sv,
                                      "12345::"sv,
                                      "::1.2.3"sv,
                                      "1:2:3:4:5:6:7:8:9"sv,
                                      "0:0:0:0:0:0:0:0:0000000000000000000000000000000001"sv}) {
    EXPECT_EQ(canonical(text), "none") << text;
  }
}

TEST(NetworkAddress, PublicIsWhatAllShare) {
  for (const char* text : {"8.8.8.8", "1.1.1.1", "172.15.255.255", "172.32.0.0", "100.63.255.255", "100.128.0.0",
                           "126.255.255.255", "128.0.0.0", "169.253.0.1", "192.167.0.1", "223.255.255.255",
                           "2606:4700::1111", "2a00::1", "2003::1", "64:ff9b::8.8.8.8"}) {
    EXPECT_TRUE(NetworkAddress::parse(text).value().isPublic()) << text;
  }
  for (const char* text : {"0.0.0.0",
                           "0.1.2.3",
                           "10.0.0.1",
                           "10.255.255.255",
                           "100.64.0.1",
                           "127.0.0.1",
                           "127.255.255.255",
                           "169.254.169.254",
                           "172.16.0.1",
                           "172.31.255.255",
                           "192.168.1.1",
                           "192.0.0.1",
                           "192.0.2.1",
                           "198.18.0.1",
                           "198.19.255.255",
                           "198.51.100.1",
                           "203.0.113.1",
                           "224.0.0.1",
                           "240.0.0.1",
                           "255.255.255.255",
                           "::",
                           "::1",
                           "::7f00:1",
                           "::ffff:10.0.0.1",
                           "fe80::1",
                           "fec0::1",
                           "fc00::1",
                           "fd00:ec2::254",
                           "ff02::1",
                           "2001:db8::1",
                           "2001::1",
                           "2002:7f00:1::",
                           "2002:808:808::",
                           "64:ff9b::127.0.0.1",
                           "64:ff9b::a9fe:a9fe",
                           "64:ff9b:1::1",
                           "100::1",
                           "3fff::1",
                           "4000::1"}) {
    EXPECT_FALSE(NetworkAddress::parse(text).value().isPublic()) << text;
  }
}

TEST(NetworkAddress, LoopbackAndUnspecified) {
  const auto address = [](std::string_view text) { return NetworkAddress::parse(text).value(); };
  EXPECT_TRUE(address("127.8.9.10").isLoopback());
  EXPECT_TRUE(address("::1").isLoopback());
  EXPECT_TRUE(address("::ffff:127.0.0.1").isLoopback());
  EXPECT_FALSE(address("128.0.0.1").isLoopback() || address("::2").isLoopback() || address("::").isLoopback());
  EXPECT_TRUE(address("0.0.0.0").isUnspecified() && address("::").isUnspecified());
  EXPECT_TRUE(address("::ffff:0.0.0.0").isUnspecified());
  EXPECT_FALSE(address("0.0.0.1").isUnspecified());
}

TEST(AddressRange, ContainsByBits) {
  const auto contains = [](std::string_view range, std::string_view address) {
    return AddressRange::parse(range).value().contains(NetworkAddress::parse(address).value());
  };
  EXPECT_TRUE(contains("10.0.0.0/8", "10.1.2.3"));
  EXPECT_TRUE(contains("192.168.4.0/22", "192.168.7.255"));
  EXPECT_FALSE(contains("192.168.4.0/22", "192.168.8.0"));
  EXPECT_TRUE(contains("0.0.0.0/0", "255.1.2.3"));
  EXPECT_TRUE(contains("1.2.3.4", "1.2.3.4"));
  EXPECT_FALSE(contains("1.2.3.4", "1.2.3.5"));
  EXPECT_TRUE(contains("fd00::/8", "fdff::1"));
  EXPECT_FALSE(contains("::/0", "1.2.3.4"));
  for (const char* text : {"10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8x", "10.0.0.1/8", "::1/127", "/8",
                           "::/129", "::ffff:0:0/96", "10.0.0.0/8/8"}) {
    EXPECT_FALSE(AddressRange::parse(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace tatu::os::test
