#include "os/guest/guest_path.h"

#include <gtest/gtest.h>

namespace tatu::os {
namespace {

std::string parsed(std::string_view text, std::string_view start = "/srv/me") {
  const auto path = GuestPath::parse(text, start);
  return path ? path->text() : "! " + std::string(path.error().reason);
}

TEST(GuestPath, NormalisesInTheText) {
  EXPECT_EQ(parsed("a"), "/srv/me/a");
  EXPECT_EQ(parsed("/a//b/./c/"), "/a/b/c");
  EXPECT_EQ(parsed("."), "/srv/me");
  EXPECT_EQ(parsed(".."), "/srv");
  EXPECT_EQ(parsed("../../../../x"), "/x");
  EXPECT_EQ(parsed("/.."), "/");
  EXPECT_EQ(parsed("/a/b/../../c"), "/c");
  EXPECT_EQ(parsed("..."), "/srv/me/...");
  EXPECT_EQ(parsed("////"), "/");
  EXPECT_EQ(parsed("naïve/日本.txt", "/"), "/naïve/日本.txt");
}

TEST(GuestPath, RefusesWhatIsNoPath) {
  EXPECT_EQ(parsed(""), "! the path is empty");
  EXPECT_EQ(parsed(std::string_view("a\0b", 3)), "! the path contains a control character");
  EXPECT_EQ(parsed("a\nb"), "! the path contains a control character");
  EXPECT_EQ(parsed("a\x1b[2Jb"), "! the path contains a control character");
  EXPECT_EQ(parsed("a\x7f"), "! the path contains a control character");
  EXPECT_EQ(parsed("a\xc2\x85"), "! the path contains a control character");
  EXPECT_EQ(parsed("a\\b"), "! the path contains a backslash; parts are separated by /");
  EXPECT_EQ(parsed("C:/x"), "! the path starts with a drive letter");
  EXPECT_EQ(parsed("c:x"), "! the path starts with a drive letter");
  EXPECT_EQ(parsed("a\xff"), "! the path is not valid UTF-8");
  EXPECT_EQ(parsed("\xc0\xae\xc0\xae/x"), "! the path is not valid UTF-8");  // over-long ".."
  EXPECT_EQ(parsed("\xed\xa0\x80"), "! the path is not valid UTF-8");        // surrogate
  EXPECT_EQ(parsed("\xf4\x90\x80\x80"), "! the path is not valid UTF-8");    // above U+10FFFF
  EXPECT_EQ(parsed(std::string(256, 'a')), "! a part of the path is too long");
  EXPECT_EQ(parsed(std::string(5000, 'a')), "! the path is too long");
  std::string deep;
  for (int i = 0; i < 2040; ++i) deep += "/a";
  EXPECT_EQ(parsed(deep), deep);
  EXPECT_EQ(parsed("." + deep, "/0123456789/0123456789"), "! the path is too long");
}

TEST(GuestPath, ContainmentIsByWholeParts) {
  const auto path = [](std::string_view text) { return *GuestPath::parse(text, "/"); };
  EXPECT_TRUE(path("/a/b").isWithin(path("/a")));
  EXPECT_TRUE(path("/a").isWithin(path("/a")));
  EXPECT_TRUE(path("/a").isWithin(path("/")));
  EXPECT_FALSE(path("/ab").isWithin(path("/a")));
  EXPECT_FALSE(path("/a").isWithin(path("/a/b")));
  EXPECT_EQ(path("/a/b/c").relativeTo(path("/a")), "b/c");
  EXPECT_EQ(path("/a").relativeTo(path("/a")), ".");
  EXPECT_EQ(path("/a").relativeTo(path("/")), "a");
  EXPECT_EQ(path("/a/b").name(), "b");
  EXPECT_EQ(path("/").name(), "");
}

TEST(GuestPath, NamesThatAreNotPortable) {
  for (const char* name : {"con", "NUL", "Com1.txt", "lpt9", "aux.", "a ", "a.", "a:b", "what?", "a*", "<x>", "a|b"}) {
    EXPECT_FALSE(reasonNotPortable(name).empty()) << name;
  }
  for (const char* name : {"a", ".profile", "com", "com10", "console", "a.b c", "日本", "nul1"}) {
    EXPECT_TRUE(reasonNotPortable(name).empty()) << name;
  }
}

TEST(GuestPath, DirectoryToGrantIsInTheGuestsWords) {
  EXPECT_EQ(directoryToGrant("data/in.txt"), "data");
  EXPECT_EQ(directoryToGrant("in.txt"), ".");
  EXPECT_EQ(directoryToGrant("./a//b/c"), "a/b");
  EXPECT_EQ(directoryToGrant("/etc/passwd"), "/etc");
  EXPECT_EQ(directoryToGrant("/etc"), "/");
  EXPECT_EQ(directoryToGrant("/"), "/");
  EXPECT_EQ(directoryToGrant(".."), "../..");
  EXPECT_EQ(directoryToGrant("../x"), "..");
  EXPECT_EQ(directoryToGrant("."), "..");
  EXPECT_EQ(directoryToGrant("a/.."), "..");
}

}  // namespace
}  // namespace tatu::os
