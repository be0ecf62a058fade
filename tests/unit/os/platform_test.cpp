// The VM's and the command's own face: pages, files of the host, streams, signals, errors in words.
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <thread>

#include "os/host_error.h"
#include "os/platform/clock.h"
#include "os/platform/interrupt.h"
#include "os/platform/pages.h"
#include "os/platform/process.h"
#include "os/platform/shared_library.h"
#include "os/platform/standard_stream.h"
#include "os/text.h"
#include "tests/unit/os/os_test_support.h"

namespace tatu::os::test {
namespace {

namespace fs = std::filesystem;

TEST(Pages, ReserveCommitDecommit) {
  const std::size_t page = pageSize();
  PageRange range = must(PageRange::reserve(10 * page - 1));
  EXPECT_EQ(range.size(), 10 * page);
  must(range.commit(page, 2 * page));
  range.data()[page] = std::byte{42};
  must(range.commit(page, 3 * page));
  EXPECT_EQ(range.data()[page], std::byte{42});
  must(range.decommit(page, page));
  must(range.commit(page, page));
  EXPECT_EQ(range.data()[page], std::byte{0});
  must(range.protect(page, page, Protection::Read));
  must(range.protect(page, page, Protection::ReadExecute));
  PageRange moved = std::move(range);
  EXPECT_TRUE(range.empty());
  moved.release();
  EXPECT_TRUE(moved.empty());
}

TEST(Pages, RefusesWhatLiesOutside) {
  const std::size_t page = pageSize();
  PageRange range = must(PageRange::reserve(4 * page));
  EXPECT_EQ(kindOf(range.commit(0, 5 * page)), "invalid-argument");
  EXPECT_EQ(kindOf(range.commit(5 * page, 0)), "invalid-argument");
  EXPECT_EQ(kindOf(range.commit(1, page)), "invalid-argument");
  EXPECT_EQ(kindOf(range.commit(0, page + 1)), "invalid-argument");
  EXPECT_EQ(kindOf(range.commit(SIZE_MAX & ~(page - 1), 2 * page)), "invalid-argument");
  EXPECT_EQ(kindOf(range.decommit(4 * page, page)), "invalid-argument");
  EXPECT_EQ(kindOf(PageRange::reserve(0)), "invalid-argument");
  EXPECT_EQ(kindOf(PageRange::reserve(SIZE_MAX)), "invalid-argument");
  EXPECT_EQ(kindOf(PageRange::reserve(SIZE_MAX / 2)), "no-space");
}

TEST(PagesDeathTest, UncommittedPagesCannotBeTouched) {
  const PageRange range = must(PageRange::reserve(pageSize()));
  EXPECT_DEATH(range.data()[0] = std::byte{1}, "");
}

TEST(SharedLibrary, IsLoadedByItsName) {
  const SharedLibrary library = must(SharedLibrary::load("libm.so.6"));
  auto* const root = library.function<double(double)>("sqrt");
  ASSERT_NE(root, nullptr);
  EXPECT_EQ(root(4), 2);
  EXPECT_EQ(library.function<void()>("no_such_function"), nullptr);
}

TEST(SharedLibrary, ThatIsMissingIsAnError) {
  const auto library = SharedLibrary::load("libnothing.so.1");
  ASSERT_EQ(kindOf(library), "not-found");
  EXPECT_EQ(library.error().message.find("cannot load \"libnothing.so.1\": "), 0u);
}

TEST(HostFile, ReadsWholeFilesWithinALimit) {
  TemporaryDirectory directory;
  const std::string text(100'000, 'x');
  putHostFile(directory / "f", text);
  putHostFile(directory / "empty", "");
  EXPECT_EQ(must(readHostFile(directory / "f", 100'000)), text);
  EXPECT_EQ(must(readHostFile(directory / "f", SIZE_MAX)), text);
  EXPECT_EQ(must(readHostFile(directory / "empty", 0)), "");
  const auto large = readHostFile(directory / "f", 99'999);
  ASSERT_EQ(kindOf(large), "limit");
  EXPECT_NE(large.error().message.find("it is larger than the limit of 99999 bytes"), std::string::npos);
  EXPECT_NE(readHostFile(directory / "f", 2048).error().message.find("2 KiB"), std::string::npos);
  const auto missing = readHostFile("no such file", 10);
  EXPECT_EQ(missing.error().message, "cannot read \"no such file\": it does not exist");
  EXPECT_EQ(readHostFile("/", 10).error().message, "cannot read \"/\": it is a directory");
  EXPECT_EQ(kindOf(readHostFile("/dev/zero", 1000)), "limit");
  EXPECT_EQ(must(readHostFile("/dev/null", 1000)), "");
  EXPECT_FALSE(must(readHostFile("/proc/version", 1000)).empty());  // says it has size 0
}

TEST(HostFile, ReplacesAtomically) {
  TemporaryDirectory directory;
  must(writeHostFileAtomically(directory / "f", "one"));
  ::chmod((directory / "f").c_str(), 0755);
  must(writeHostFileAtomically(directory / "f", "two"));
  EXPECT_EQ(hostFile(directory / "f"), "two");
  EXPECT_EQ(fs::status(directory / "f").permissions(), fs::perms(0755));
  fs::create_symlink("f", directory / "link");
  must(writeHostFileAtomically(directory / "link", "three"));
  EXPECT_TRUE(fs::is_symlink(directory / "link"));
  EXPECT_EQ(hostFile(directory / "f"), "three");
  EXPECT_EQ(kindOf(writeHostFileAtomically(directory.path(), "x")), "is-a-directory");
  EXPECT_EQ(kindOf(writeHostFileAtomically(directory / "no/f", "x")), "not-found");
  must(writeHostFileAtomically("/dev/null", "x"));
  EXPECT_EQ(must(listHostDirectory(directory.path())).size(), 2u);
}

TEST(HostFile, AFailedReplacementLeavesTheOldFileAndNothingElse) {
  TemporaryDirectory directory;
  putHostFile(directory / "f", "old");
  const int status = [&] {
    const pid_t child = ::fork();
    if (child == 0) {
      ::signal(SIGXFSZ, SIG_IGN);
      const rlimit small{10, 10};
      ::setrlimit(RLIMIT_FSIZE, &small);
      const std::string kind = kindOf(writeHostFileAtomically(directory / "f", std::string(100, 'x')));
      ::_exit(kind == "no-space" ? 0 : 1);
    }
    int result = 0;
    ::waitpid(child, &result, 0);
    return result;
  }();
  EXPECT_EQ(status, 0);
  EXPECT_EQ(hostFile(directory / "f"), "old");
  EXPECT_EQ(must(listHostDirectory(directory.path())).size(), 1u);
}

TEST(HostFile, DirectoriesAndTrees) {
  TemporaryDirectory directory;
  must(createHostDirectories(directory / "a/b/c"));
  must(createHostDirectories(directory / "a/b/c/"));
  putHostFile(directory / "a/b/f", "x");
  fs::create_symlink("/", directory / "a/root");
  EXPECT_EQ(kindOf(createHostDirectories(directory / "a/b/f/g")), "not-a-directory");
  EXPECT_EQ(must(inspectHostPath(directory / "a/b/f")).size, 1u);
  EXPECT_EQ(must(canonicalHostPath(directory / "a/../a/b")), must(canonicalHostPath(directory / "a/b")));
  must(removeHostTree(directory / "a"));
  must(removeHostTree(directory / "a"));
  EXPECT_EQ(kindOf(inspectHostPath(directory / "a")), "not-found");
  EXPECT_TRUE(fs::exists("/etc"));
}

TEST(StandardStream, ColorFollowsTheConventions) {
  ::unsetenv("CLICOLOR_FORCE");
  EXPECT_TRUE(wantsColor(StandardStream::Error, ColorChoice::Always));
  EXPECT_FALSE(wantsColor(StandardStream::Error, ColorChoice::Never));
  ::setenv("CLICOLOR_FORCE", "1", 1);
  ::setenv("NO_COLOR", "1", 1);
  EXPECT_TRUE(wantsColor(StandardStream::Error, ColorChoice::Auto));
  ::setenv("CLICOLOR_FORCE", "0", 1);
  EXPECT_FALSE(wantsColor(StandardStream::Error, ColorChoice::Auto));
  ::unsetenv("CLICOLOR_FORCE");
  ::unsetenv("NO_COLOR");
}

std::atomic<int> interruptions{0};
void countInterrupt(void*) noexcept { ++interruptions; }

TEST(Interrupt, TheFirstIsARequestAndTheSecondTheEnd) {
  interruptions = 0;
  {
    const auto handler = must(InterruptHandler::install(countInterrupt, nullptr));
    EXPECT_EQ(kindOf(InterruptHandler::install(countInterrupt, nullptr)), "already-exists");
    EXPECT_EQ(handler.signalNumber(), 0);
    ::raise(SIGINT);
    EXPECT_EQ(interruptions, 1);
    EXPECT_EQ(handler.signalNumber(), SIGINT);
  }
  const pid_t child = ::fork();
  if (child == 0) {
    const auto handler = InterruptHandler::install(countInterrupt, nullptr);
    ::raise(SIGTERM);
    ::raise(SIGINT);
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status));
  EXPECT_EQ(WTERMSIG(status), SIGINT);
}

TEST(Interrupt, RearmedHandlersStartAnew) {
  auto handler = must(InterruptHandler::install(countInterrupt, nullptr));
  interruptions = 0;
  for (int i = 1; i <= 3; ++i) {
    ::raise(SIGINT);
    EXPECT_EQ(interruptions, i);
    handler.rearm();
  }
}

TEST(Interrupt, WakesABlockingCall) {
  Cancellation token;
  const auto handler = must(
      InterruptHandler::install([](void* context) noexcept { static_cast<Cancellation*>(context)->cancel(); }, &token));
  SystemOptions options;
  options.cancellation = std::shared_ptr<Cancellation>(std::shared_ptr<void>(), &token);
  RealWorld world(bestPathResolution());
  const auto system = world.make(Capabilities::forCommand(), options);
  std::thread sender([] {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    ::kill(::getpid(), SIGINT);
  });
  EXPECT_EQ(kindOf(system->sleep(std::chrono::hours(1))), "interrupted");
  sender.join();
}

TEST(Process, KnowsItself) {
  EXPECT_EQ(must(workingDirectory()), fs::current_path());
  EXPECT_GT(peakResidentBytes(), 100'000u);
  EXPECT_GE(hardwareThreads(), 1u);
  int here = 0;
  const StackBounds bounds = currentThreadStack();
  EXPECT_LT(bounds.low, reinterpret_cast<std::uintptr_t>(&here));
  EXPECT_GT(bounds.high, reinterpret_cast<std::uintptr_t>(&here));
  nameCurrentThread("a name that is much too long for the host");
  const auto before = monotonicNow();
  EXPECT_GE(monotonicNow(), before);
  EXPECT_GT(wallNow(), std::chrono::hours(24 * 365 * 50));
}

TEST(Errors, WordsAreSafeToShow) {
  EXPECT_EQ(quoteForDisplay("plain é"), "\"plain é\"");
  EXPECT_EQ(quoteForDisplay("a\x1b[31mb\n\"\\"), "\"a\\u{1b}[31mb\\n\\\"\\\\\"");
  EXPECT_EQ(quoteForDisplay("\xff\xe2\x80\xae"), "\"\\xff\\u{202e}\"");
  EXPECT_EQ(quoteForDisplay("abcdef", 3), "\"abc...\"");
  const OsError error = makeError(ErrorKind::NotFound, Operation::OpenFile, "f\n");
  EXPECT_EQ(error.message, "cannot open \"f\\n\": it does not exist");
  EXPECT_EQ(makeError(ErrorKind::Io, Operation::ReadInput, "standard input").message,
            "cannot read standard input: the device or file system failed");
}

TEST(Errors, ErrnosHaveKindsAndWords) {
  EXPECT_EQ(kindOfErrno(ENOENT), ErrorKind::NotFound);
  EXPECT_EQ(kindOfErrno(EDQUOT), ErrorKind::NoSpace);
  EXPECT_EQ(kindOfErrno(99999), ErrorKind::Io);
  for (int code = 1; code < 140; ++code) EXPECT_FALSE(reasonOfErrno(code).empty()) << code;
  EXPECT_EQ(describe({ErrorKind::Denied, EACCES}, Operation::OpenFile, "f").message,
            "cannot open \"f\": the host does not permit it");
}

TEST(Text, DecodesStrictly) {
  EXPECT_TRUE(isValidUtf8(""));
  EXPECT_TRUE(isValidUtf8("aé日\xF0\x9F\x98\x80"));
  for (const char* bad : {"\x80", "\xc3", "\xc0\x80", "\xe0\x80\x80", "\xed\xa0\x80", "\xf5\x80\x80\x80",
                          "\xf0\x80\x80\x80", "\xf4\x90\x80\x80", "a\xe6\x97", "\xfe"}) {
    EXPECT_FALSE(isValidUtf8(bad)) << quoteForDisplay(bad);
  }
  EXPECT_EQ(replaceInvalidUtf8("a\xffz"), "a\xEF\xBF\xBDz");
  EXPECT_EQ(replaceUnrepresentable("a\x01z"), "a\xEF\xBF\xBDz");
}

}  // namespace
}  // namespace tatu::os::test
