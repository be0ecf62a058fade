// What profilers need of the platform: files that grow, and memory for code that belongs to no file.
#include "os/platform/growing_file.h"
#include "os/platform/pages.h"
#include "os/platform/process.h"
#include "os/platform/twin_pages.h"
#include "tests/unit/os/os_test_support.h"

namespace tatu::os::test {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMuch = std::size_t{1} << 20;

// The lines of the process's own map that name the path.
std::string mappingsOf(const std::string& path) {
  std::ifstream maps("/proc/self/maps");
  std::string found;
  for (std::string line; std::getline(maps, line);) {
    if (line.ends_with(path)) found += line + "\n";
  }
  return found;
}

class GrowingFileTest : public testing::Test {
 protected:
  ~GrowingFileTest() override { must(removeHostTree(folder_)); }

  const std::string folder_ = must(createHostTemporaryDirectory("tatu-growing-"));
  const std::string path_ = folder_ + "/file";
};

TEST_F(GrowingFileTest, CanBeReadWhileItGrows) {
  GrowingFile file = must(GrowingFile::create(path_));
  file.append("one ");
  EXPECT_EQ(must(readHostFile(path_, kMuch)), "one ");
  file.append("two");
  EXPECT_EQ(must(readHostFile(path_, kMuch)), "one two");
}

TEST_F(GrowingFileTest, ReplacesALinkAndNotWhatItLeadsTo) {
  must(writeHostFileAtomically(folder_ + "/other", "kept"));
  fs::create_symlink(folder_ + "/other", path_);
  must(GrowingFile::create(path_)).append("new");
  EXPECT_EQ(must(readHostFile(folder_ + "/other", kMuch)), "kept");
  EXPECT_EQ(must(readHostFile(path_, kMuch)), "new");
  EXPECT_FALSE(fs::is_symlink(path_));
}

TEST_F(GrowingFileTest, IsMappedExecutableOnceItIsAnnounced) {
  {
    GrowingFile file = must(GrowingFile::create(path_));
    EXPECT_EQ(mappingsOf(path_), "");
    must(file.announce());
    EXPECT_NE(mappingsOf(path_).find(" r-xp "), std::string::npos);
  }
  EXPECT_EQ(mappingsOf(path_), "");
}

TEST_F(GrowingFileTest, SaysWhyItCannotBeMade) {
  EXPECT_EQ(kindOf(GrowingFile::create(folder_ + "/missing/file")), "not-found");
}

TEST(TwinPages, ShowAtOnePlaceWhatIsWrittenAtTheOther) {
  const std::size_t size = 4 * pageSize();
  PageRange writable = must(PageRange::reserve(size));
  PageRange executable = must(PageRange::reserve(size));
  must(replaceByAnonymousTwins(writable.data(), executable.data(), size));
  writable.data()[size - 1] = std::byte{42};
  EXPECT_EQ(executable.data()[size - 1], std::byte{42});
  EXPECT_EQ(executable.data()[0], std::byte{0});
  const std::string mappings = mappingsOf("/dev/zero (deleted)");
  EXPECT_NE(mappings.find(" rw-s "), std::string::npos) << mappings;
  EXPECT_NE(mappings.find(" r-xs "), std::string::npos) << mappings;
  EXPECT_EQ(mappings.find(" rwxs "), std::string::npos) << mappings;
}

TEST(Process, HasNumbers) {
  EXPECT_NE(processNumber(), 0u);
  EXPECT_EQ(processNumber(), threadNumber());  // of the first thread
}

}  // namespace
}  // namespace tatu::os::test
