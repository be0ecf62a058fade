// Attempts to get out of a granted directory on a real disk. The witness tree beside the grant must stay as it was, and
// no secret may come in.
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <map>
#include <thread>

#include "tests/unit/os/os_test_support.h"

namespace tatu::os::test {
namespace {

namespace fs = std::filesystem;

/// Names, kinds, contents and times of everything below a directory.
std::map<std::string, std::string> portrait(const std::string& directory) {
  std::map<std::string, std::string> result;
  for (const auto& entry : fs::recursive_directory_iterator(directory)) {
    struct stat status {};
    ::lstat(entry.path().c_str(), &status);
    std::string text = std::to_string(status.st_mode) + " " + std::to_string(status.st_size) + " " +
                       std::to_string(status.st_mtim.tv_sec) + "." + std::to_string(status.st_mtim.tv_nsec);
    if (entry.is_regular_file() && !entry.is_symlink()) text += " " + hostFile(entry.path());
    result[entry.path()] = text;
  }
  return result;
}

class Escape : public ::testing::TestWithParam<PathResolution> {
 protected:
  void SetUp() override {
    if (GetParam() == PathResolution::ByKernel && bestPathResolution() != PathResolution::ByKernel) {
      GTEST_SKIP() << "this kernel has no openat2";
    }
    inside = root / "inside";
    outside = root / "outside";
    fs::create_directories(inside + "/d");
    fs::create_directories(outside + "/d");
    putHostFile(inside + "/f", "public");
    putHostFile(outside + "/secret", "SECRET");
    putHostFile(outside + "/d/secret", "SECRET");
    before = portrait(outside);
    system = make();
  }

  void TearDown() override { EXPECT_EQ(portrait(outside), before) << "something outside was changed"; }

  std::unique_ptr<System> make() const {
    SystemOptions options;
    options.workingDirectory = inside;
    RealHostOptions hostOptions;
    hostOptions.resolution = GetParam();
    return must(createSystem(std::make_unique<RealHost>(hostOptions), readWriteIn(inside), options));
  }

  void link(const std::string& name, const std::string& target) const {
    fs::create_symlink(target, inside + "/" + name);
  }

  /// Everything that can be tried with a path; each outcome as a word. None may be "ok" for a path that leads out.
  static std::map<std::string, std::string> tryAll(System& system, const std::string& path) {
    std::map<std::string, std::string> outcome;
    const auto opened = system.openFile(path, OpenFlag::Read);
    outcome["read"] = kindOf(opened);
    if (opened) {
      EXPECT_EQ(readAllFrom(system, *opened).find("SECRET"), std::string::npos) << path;
    }
    outcome["write"] = kindOf(system.openFile(path, OpenFlag::Write | OpenFlag::Truncate));
    outcome["append"] = kindOf(system.openFile(path, OpenFlag::Append));
    outcome["create"] = kindOf(system.openFile(path, OpenFlag::Write | OpenFlag::Create));
    outcome["metadata"] = kindOf(system.metadata(path));
    outcome["list"] = kindOf(system.openDirectory(path));
    return outcome;
  }

  void expectRefused(const std::string& path) {
    for (const auto& [what, outcome] : tryAll(*system, path)) EXPECT_NE(outcome, "ok") << what << " " << path;
  }

  TemporaryDirectory root;
  std::string inside;
  std::string outside;
  std::map<std::string, std::string> before;
  std::unique_ptr<System> system;
};

TEST_P(Escape, TextsThatPointOut) {
  const std::string up = "../outside/secret";
  for (const std::string& path : std::vector<std::string>{
           up, outside + "/secret", "d/../../outside/secret", "./../outside/secret", "..//outside///secret",
           "d/./../.././outside/secret", inside + "/../outside/secret", std::string("/"), std::string(".."),
           std::string("../.."), std::string("/etc/passwd"), std::string("/proc/self/root") + outside + "/secret",
           std::string("//") + outside + "/secret", outside, outside + "/", inside + "x", inside + "/../inside2"}) {
    expectRefused(path);
    for (const auto& [what, result] : tryAll(*system, path)) EXPECT_EQ(result, "denied") << what << " " << path;
  }
  for (const char* path : {"", "..\\outside\\secret", "C:\\secret", "c:/secret", "\xc0\xae\xc0\xae/outside/secret"}) {
    for (const auto& [what, result] : tryAll(*system, path)) EXPECT_EQ(result, "invalid-path") << what << " " << path;
  }
  expectRefused(std::string("f\0/../../outside/secret", 24));
}

TEST_P(Escape, LinksThatPointOut) {
  link("file", "../outside/secret");
  link("absolute", outside + "/secret");
  link("dir", "../outside");
  link("absolute-dir", outside);
  link("absolute-inside", inside + "/f");  // an absolute link restarts at the top, which is outside
  link("missing", "../outside/not-there");
  link("root", "/proc/self/root");
  link("cwd", "/proc/self/cwd");
  link("fd", "/proc/self/fd");
  link("dots", "d/../../outside/secret");
  link("up", "..");
  link("slash", "/");
  link("d/deep", "../../outside/d/secret");
  for (const char* path : {"file", "absolute", "dir/secret", "dir", "dir/d/secret", "absolute-dir/secret",
                           "absolute-inside", "missing", "root", "cwd/inside/f", "fd/0", "dots", "up/outside/secret",
                           "slash/etc/passwd", "slash", "up", "d/deep", "dir/not-there", "absolute-dir/not-there/x"}) {
    expectRefused(path);
  }
  for (const char* directory : {"dir", "absolute-dir", "up", "slash"}) {
    const std::string path = directory;
    EXPECT_NE(kindOf(system->createDirectory(path + "/new")), "ok") << path;
    EXPECT_NE(kindOf(system->createTemporaryFile(path)), "ok") << path;
    EXPECT_NE(kindOf(system->removeFile(path + "/secret")), "ok") << path;
    EXPECT_NE(kindOf(system->removeDirectory(path + "/d")), "ok") << path;
    EXPECT_NE(kindOf(system->rename(path + "/secret", "stolen")), "ok") << path;
    EXPECT_NE(kindOf(system->rename("f", path + "/planted")), "ok") << path;
  }
}

TEST_P(Escape, ChainsAndLoops) {
  link("loop", "loop");
  link("ping", "pong");
  link("pong", "ping");
  link("chain0", "../outside/secret");
  for (int i = 1; i <= 45; ++i) link("chain" + std::to_string(i), "chain" + std::to_string(i - 1));
  for (const char* path : {"loop", "ping", "loop/x", "chain1", "chain39", "chain45"}) expectRefused(path);
}

// Whether what lies outside exists cannot be told from the refusal.
TEST_P(Escape, RefusalsDoNotTellWhatExists) {
  link("to-there", "../outside/secret");
  link("to-nothing", "../outside/nothing");
  link("dir", "../outside");
  const auto error = [&](const std::string& path) {
    const auto result = system->openFile(path, OpenFlag::Read);
    std::string text = result.error().message + "|" + result.error().hint + "|" + result.error().flag;
    for (std::size_t at; (at = text.find(path)) != std::string::npos;) text.replace(at, path.size(), "PATH");
    return text;
  };
  EXPECT_EQ(error("to-there"), error("to-nothing"));
  EXPECT_EQ(error("dir/secret"), error("dir/nothing"));
  EXPECT_EQ(error(outside + "/secret"), error(outside + "/nothing"));
  EXPECT_EQ(kindOf(system->createDirectory(outside + "/secret")), "denied");
  EXPECT_EQ(kindOf(system->createDirectory(outside + "/new")), "denied");
}

TEST_P(Escape, OnlyOrdinaryFilesAreOpened) {
  ASSERT_EQ(::mkfifo((inside + "/pipe").c_str(), 0600), 0);
  const int descriptor = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string name = inside + "/s";
  ASSERT_LT(name.size(), sizeof address.sun_path);
  name.copy(address.sun_path, name.size());
  ASSERT_EQ(::bind(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  ::close(descriptor);
  for (const char* path : {"pipe", "s"}) {
    EXPECT_EQ(kindOf(system->openFile(path, OpenFlag::Read)), "denied") << path;
    EXPECT_EQ(kindOf(system->openFile(path, OpenFlag::Write | OpenFlag::Create)), "denied") << path;
    EXPECT_EQ(must(system->metadata(path)).kind, FileKind::Other) << path;
  }
  must(system->removeFile("pipe"));
}

TEST_P(Escape, TheKernelsOwnFilesAreOutOfReach) {
  RealHostOptions hostOptions;
  hostOptions.resolution = GetParam();
  const auto whole = must(createSystem(std::make_unique<RealHost>(hostOptions), readWriteIn("/"), SystemOptions{}));
  for (const char* path :
       {"/proc/self/mem", "/proc/self/environ", "/proc/self/maps", "/proc/version", "/proc/self/fd/0", "/sys/kernel",
        "/proc", "/proc/self/root/etc/passwd", "/dev/null", "/dev/zero", "/dev/mem"}) {
    EXPECT_NE(kindOf(whole->openFile(path, OpenFlag::Read)), "ok") << path;
    EXPECT_NE(kindOf(whole->openFile(path, OpenFlag::Write)), "ok") << path;
  }
  EXPECT_EQ(kindOf(whole->openDirectory("/proc")), "denied");
  EXPECT_EQ(kindOf(whole->openDirectory("/proc/self/fd")), "denied");
  EXPECT_EQ(kindOf(whole->openFile("/etc/hostname", OpenFlag::Read)), "ok");
  Capabilities proc;
  must(proc.allowRead("/proc"));
  const auto refused = createSystem(std::make_unique<RealHost>(hostOptions), proc, SystemOptions{});
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().message, "cannot grant \"/proc\": it belongs to the kernel, not to a disk");
}

TEST_P(Escape, AbsoluteLinksAreFollowedWhereAllIsGranted) {
  RealHostOptions hostOptions;
  hostOptions.resolution = GetParam();
  const auto whole = must(createSystem(std::make_unique<RealHost>(hostOptions), readWriteIn("/"), SystemOptions{}));
  link("absolute", inside + "/f");
  link("absolute-dir", inside + "/d/..");
  link("above-the-top", "/../.." + inside + "/f");
  link("kernel", "/proc/self/environ");
  link("magic", "/proc/self/root" + inside + "/f");
  const char* const followed = GetParam() == PathResolution::ByKernel ? "ok" : "denied";
  for (const char* path : {"/absolute", "/absolute-dir/f", "/above-the-top"}) {
    EXPECT_EQ(kindOf(whole->openFile(inside + path, OpenFlag::Read)), followed) << path;
  }
  for (const char* path : {"/kernel", "/magic"}) {
    EXPECT_EQ(kindOf(whole->openFile(inside + path, OpenFlag::Read)), "denied") << path;
  }
  EXPECT_NE(system->openFile("absolute", OpenFlag::Read)
                .error()
                .hint.find("an absolute one is followed only if / is granted"),
            std::string::npos);
}

TEST_P(Escape, AGrantedRootKeepsItsMeaningWhenItMoves) {
  fs::rename(inside, root / "moved");
  fs::create_symlink(outside, inside);
  EXPECT_EQ(readFile(*system, "f"), "public");
  EXPECT_EQ(kindOf(system->openFile("secret", OpenFlag::Read)), "not-found");
  fs::remove(inside);
  fs::rename(root / "moved", inside);
}

TEST_P(Escape, NamesThatNoGuestCanSpellAreListedForShow) {
  putHostFile(inside + "/bad\xff", "");
  putHostFile(inside + "/esc\x1b[2J", "");
  const Handle handle = must(system->openDirectory("."));
  std::map<std::string, bool> seen;
  for (const auto& entry : must(system->nextEntries(handle, 100))) seen[entry.name] = entry.openable;
  EXPECT_FALSE(seen.at("bad\xEF\xBF\xBD"));
  EXPECT_FALSE(seen.at("esc\xEF\xBF\xBD[2J"));
  EXPECT_TRUE(seen.at("f"));
}

/// Swaps a directory of the grant with a link to the outside, over and over, while the guest goes through it.
class Swapper {
 public:
  explicit Swapper(const std::string& inside)
      : thread_([this, inside] {
          while (!stop_) {
            // Exchanging two names is one step for the kernel, so the guest meets both, and never neither.
            ::renameat2(AT_FDCWD, (inside + "/swap").c_str(), AT_FDCWD, (inside + "/trap").c_str(), RENAME_EXCHANGE);
            ++swaps_;
          }
        }) {}
  ~Swapper() {
    stop_ = true;
    thread_.join();
  }
  [[nodiscard]] std::uint64_t swaps() const { return swaps_; }

 private:
  std::atomic<bool> stop_{false};
  std::atomic<std::uint64_t> swaps_{0};
  std::thread thread_;
};

/// As many as TATU_RACE_TRIES says; the soak run asks for a million.
int raceTries() {
  const char* wanted = std::getenv("TATU_RACE_TRIES");
  return wanted == nullptr ? 20'000 : std::atoi(wanted);
}

TEST_P(Escape, RacingSwapsOfDirectoryAndLink) {
  const int tries = raceTries();
  fs::create_directory(inside + "/swap");
  putHostFile(inside + "/swap/secret", "public");
  link("trap", "../outside");
  int read = 0, refused = 0;
  {
    const Swapper swapper(inside);
    while (swapper.swaps() == 0) std::this_thread::yield();
    const auto isRace = [&] { return read > 0 && refused > 0; };  // both faces were met
    for (int i = 0; i < tries || (!isRace() && i < 1000 * tries); ++i) {
      const auto opened = system->openFile("swap/secret", OpenFlag::Read);
      if (!opened) {
        ++refused;
        continue;
      }
      ++read;
      ASSERT_EQ(readAllFrom(*system, *opened), "public");
      must(system->close(*opened));
      if (i % 16 == 0)
        (void)system->openFile("swap/planted", OpenFlag::Write | OpenFlag::Create).map([&](Handle h) {
          must(system->close(h));
        });
      if (i % 16 == 1) (void)system->createDirectory("swap/planted-dir");
      if (i % 16 == 2) (void)system->removeFile("swap/planted");
    }
  }
  // The race must have been one.
  EXPECT_GT(read, 0);
  EXPECT_GT(refused, 0);
}

TEST_P(Escape, RacingSwapsOfFileAndLink) {
  const int tries = raceTries();
  putHostFile(inside + "/swap", "public");
  link("trap", "../outside/secret");
  const Swapper swapper(inside);
  for (int i = 0; i < tries; ++i) {
    const auto opened = system->openFile("swap", i % 2 == 0 ? OpenFlag::Read : OpenFlag::Read | OpenFlag::Write);
    if (!opened) continue;
    ASSERT_EQ(readAllFrom(*system, *opened), "public");
    must(system->close(*opened));
  }
}

INSTANTIATE_TEST_SUITE_P(Resolutions, Escape, ::testing::Values(PathResolution::ByKernel, PathResolution::PartByPart),
                         [](const auto& info) {
                           return std::string(info.param == PathResolution::ByKernel ? "ByKernel" : "PartByPart");
                         });

}  // namespace
}  // namespace tatu::os::test
