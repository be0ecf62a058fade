// The second wall: guests run behind it, and whoever gets out of a guest does not get out of there. Threads are
// confined, and end; what ends the process runs in a process of its own.
#include <arpa/inet.h>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <netinet/in.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <filesystem>
#include <functional>
#include <optional>
#include <thread>

#include "policy.h"

namespace tatu::embedding::test {
namespace {

using ::testing::HasSubstr;

Outcome confine(const Grants& grants, std::uint32_t walls = TATU_WALL_SYSTEM_CALLS | TATU_WALL_FILES,
                const std::vector<std::int64_t>& calls = {}) {
  tatu_confinement confinement;
  tatu_confinement_defaults(&confinement, sizeof confinement);
  confinement.walls = walls;
  confinement.grants = grants.data();
  confinement.grant_count = grants.size();
  confinement.system_calls = calls.data();
  confinement.system_call_count = calls.size();
  tatu_error* error = nullptr;
  return outcomeOf(tatu_confine_thread(&confinement, &error), error);
}

void inThread(const std::function<void()>& body) { std::thread(body).join(); }

// What the kernel cannot do, in the words of the interface.
std::string whyNoWall(std::uint32_t walls) {
  std::string why;
  inThread([&] { why = confine({}, walls).message; });
  return why;
}

constexpr std::string_view kProgram = R"(
pub fun read(path: String): String = try { File.readText(path) } catch e: IoException { e.message }
pub fun move(folder: String): String {
  File.writeText("${folder}/a", "moved")
  Directory.create("${folder}/d")
  File.rename("${folder}/a", "${folder}/d/b")
  val text = File.readText("${folder}/d/b")
  File.remove("${folder}/d/b")
  Directory.remove("${folder}/d")
  return "${text} ${Directory.list(folder)}"
}
pub fun churn(n: Int): Int {
  var kept = List<String>()
  var sum = 0
  for i in 0..<n {
    kept.add("${i}")
    if kept.size > 1000 { kept = List<String>() }
    sum = (sum * 31 + i) % 1_000_003
  }
  return sum
}
pub fun talk(port: Int): String {
  val listener = TcpListener.listen("127.0.0.1", port)
  return scope {
    val server = spawn {
      val connection = listener.accept()
      connection.writeText(connection.readLine() ?? "?")
      connection.close()
    }
    val client = TcpConnection.connect("127.0.0.1", listener.address.port)
    client.writeText("hello\n")
    client.closeWrite()
    client.readText()
  }
}
pub fun localhost(): List<String> = Network.resolve("localhost.example.invalid")
pub fun rest(): Int { Time.sleep(3); return Random.fromHost().nextInt(1) }
)";

class Confinement : public ::testing::Test {
 protected:
  void SetUp() override {
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    if (const std::string why = whyNoWall(TATU_WALL_SYSTEM_CALLS | TATU_WALL_FILES); !why.empty()) {
      GTEST_SKIP() << "this kernel cannot confine threads: " << why;
    }
    putFile(folder / "f", "text");
    putFile(outside / "secret", "SECRET");
  }
  [[nodiscard]] Grants filesOf(const std::string& path) const {
    return {grant(TATU_GRANT_READ, path.c_str()), grant(TATU_GRANT_WRITE, path.c_str()), grant(TATU_GRANT_CLOCK),
            grant(TATU_GRANT_RANDOMNESS)};
  }
  void expectWork(Host& host, const Grants& grants) const {
    tatu_guest_options options = optionsWith(grants);
    options.fuel = UINT64_MAX;
    Guest guest(host.program(kProgram), options);
    EXPECT_EQ(called(guest, "read", {textValue(folder / "f")}), "\"text\"");
    EXPECT_EQ(called(guest, "move", {textValue(folder.path())}), "\"moved [f]\"");
    EXPECT_EQ(guest.call("churn", {intValue(300'000)}).status, TATU_OK);
    EXPECT_EQ(called(guest, "rest"), "0");
    EXPECT_THAT(called(guest, "read", {textValue(outside / "secret")}), HasSubstr("access was not granted"));
  }

  TemporaryFolder folder;
  TemporaryFolder outside;
};

class ConfinedGuests : public Confinement, public ::testing::WithParamInterface<tatu_tier> {};
INSTANTIATE_TEST_SUITE_P(Tiers, ConfinedGuests,
                         ::testing::Values(TATU_TIER_INTERPRETER, TATU_TIER_BASELINE, TATU_TIER_AUTO));

TEST_P(ConfinedGuests, RunInAThreadThatIsConfinedLater) {
  Host host(GetParam());
  const std::string path = folder.path();
  inThread([&] {
    ASSERT_EQ(confine(filesOf(path)).message, "");
    expectWork(host, filesOf(path));
  });
}

// The threads of the runtime are behind the wall, too.
TEST_P(ConfinedGuests, RunWhereTheRuntimeItselfIsConfined) {
  const std::string path = folder.path();
  inThread([&] {
    ASSERT_EQ(confine(filesOf(path)).message, "");
    Host host(GetParam());
    expectWork(host, filesOf(path));
  });
}

TEST_F(Confinement, GuestsUseTheNetworkThatIsGranted) {
  const Grants grants{grant(TATU_GRANT_NETWORK, "127.0.0.1:*"), grant(TATU_GRANT_NETWORK, "*.invalid:*")};
  inThread([&] {
    ASSERT_EQ(confine(grants).message, "");
    Host host;
    Guest guest(host.program(kProgram), optionsWith(grants));
    EXPECT_EQ(called(guest, "talk", {intValue(0)}), "\"hello\"");
    // Whether anybody answers is not the point: the lookup's thread must live.
    EXPECT_EQ(guest.call("localhost").status, TATU_UNCAUGHT);
  });
}

TEST_F(Confinement, FilesOutsideCannotBeOpenedByAnybody) {
  const std::string path = folder.path();
  inThread([&] {
    ASSERT_EQ(confine({grant(TATU_GRANT_READ, path.c_str())}).message, "");
    EXPECT_EQ(::open((outside / "secret").c_str(), O_RDONLY), -1);
    EXPECT_EQ(errno, EACCES);
    EXPECT_EQ(::open((folder / "f").c_str(), O_RDWR), -1);
    EXPECT_EQ(errno, EACCES);
    EXPECT_EQ(::open((folder / "new").c_str(), O_WRONLY | O_CREAT, 0600), -1);
    const int own = ::open((folder / "f").c_str(), O_RDONLY);
    EXPECT_GE(own, 0);
    ::close(own);
    EXPECT_EQ(::open("/proc/self/mem", O_RDWR), -1);
  });
  EXPECT_TRUE(std::filesystem::exists(outside / "secret"));
}

// Without directories no file can be opened, whether there is Landlock or not.
TEST_F(Confinement, WithoutDirectoriesNothingIsOpened) {
  inThread([&] {
    ASSERT_EQ(confine({}, TATU_WALL_SYSTEM_CALLS).message, "");
    EXPECT_EQ(::open("/etc/passwd", O_RDONLY), -1);
    EXPECT_EQ(errno, EACCES);
  });
}

TEST_F(Confinement, ItCanBeMadeNarrowerAndNotWider) {
  const std::string path = folder.path();
  inThread([&] {
    ASSERT_EQ(confine({grant(TATU_GRANT_READ, path.c_str())}).message, "");
    ASSERT_EQ(confine({grant(TATU_GRANT_READ, "/")}).message, "");
    EXPECT_EQ(::open((outside / "secret").c_str(), O_RDONLY), -1);
    ASSERT_EQ(confine({}).message, "");
    EXPECT_EQ(::open((folder / "f").c_str(), O_RDONLY), -1);
  });
}

TEST_F(Confinement, ThreadsInheritItAndOthersAreFree) {
  inThread([&] {
    ASSERT_EQ(confine({}).message, "");
    inThread([] { EXPECT_EQ(::open("/etc/passwd", O_RDONLY), -1); });
  });
  const int free = ::open("/etc/passwd", O_RDONLY);
  EXPECT_GE(free, 0);
  ::close(free);
}

TEST_F(Confinement, WrongRequestsChangeNothing) {
  inThread([&] {
    EXPECT_EQ(confine({}, 0).status, TATU_MISUSE);
    EXPECT_EQ(confine({}, 8).status, TATU_MISUSE);
    EXPECT_EQ(confine({grant(TATU_GRANT_READ)}).status, TATU_MISUSE);
    EXPECT_EQ(confine({}, TATU_WALL_SYSTEM_CALLS, {-1}).status, TATU_MISUSE);
    EXPECT_EQ(confine({}, TATU_WALL_SYSTEM_CALLS, std::vector<std::int64_t>(257, 1)).status, TATU_MISUSE);
    const Outcome missing = confine({grant(TATU_GRANT_READ, "/nowhere/at/all")});
    EXPECT_EQ(missing.status, TATU_FAILED);
    EXPECT_EQ(missing.message, "cannot grant \"/nowhere/at/all\": it does not exist");
    const int free = ::open("/etc/passwd", O_RDONLY);
    EXPECT_GE(free, 0);
    ::close(free);
  });
}

TEST_F(Confinement, CallsOfTheHostsOwnAreAllowed) {
  inThread([&] {
    ASSERT_EQ(confine({}, TATU_WALL_SYSTEM_CALLS, {SYS_getppid}).message, "");
    EXPECT_GT(::getppid(), 0);
  });
}

// ---- What ends the process

void escape(const Grants& grants, const std::function<void()>& attempt) {
  if (confine(grants).status != TATU_OK) ::_exit(3);
  attempt();
  ::_exit(4);  // still there
}

struct Attempt {
  const char* name;
  std::function<void()> action;
};
void PrintTo(const Attempt& attempt, std::ostream* stream) { *stream << attempt.name; }

int connectTo(std::uint16_t port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return ::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 ? 0 : errno;
}

class Escaping : public Confinement, public ::testing::WithParamInterface<Attempt> {};

TEST_P(Escaping, EndsTheProcess) {
  EXPECT_EXIT(escape({}, GetParam().action), ::testing::KilledBySignal(SIGSYS), "") << GetParam().name;
  const std::string path = folder.path();
  EXPECT_EXIT(escape(filesOf(path), GetParam().action), ::testing::KilledBySignal(SIGSYS), "") << GetParam().name;
}

INSTANTIATE_TEST_SUITE_P(
    Attempts, Escaping,
    ::testing::Values(Attempt{"execve", [] { ::execl("/bin/true", "true", nullptr); }},
                      Attempt{"fork", [] { (void)::fork(); }},
                      Attempt{"vfork", [] { (void)::syscall(SYS_clone, SIGCHLD | 0x4000 | 0x100, nullptr); }},
                      Attempt{"ptrace", [] { (void)::ptrace(PTRACE_ATTACH, ::getppid(), nullptr, nullptr); }},
                      Attempt{"parent",
                              [] { (void)::syscall(SYS_process_vm_readv, ::getpid(), nullptr, 0, nullptr, 0, 0); }},
                      Attempt{"kill", [] { (void)::kill(::getpid(), 0); }},
                      Attempt{"tgkill", [] { (void)::syscall(SYS_tgkill, 1, 1, 0); }},
                      Attempt{"socket", [] { (void)::socket(AF_INET, SOCK_STREAM, 0); }},
                      Attempt{"unix", [] { (void)::socket(AF_UNIX, SOCK_STREAM, 0); }},
                      Attempt{"mount", [] { (void)::syscall(SYS_mount, "a", "b", "c", 0, nullptr); }},
                      Attempt{"unshare", [] { (void)::syscall(SYS_unshare, 0x10000000); }},
                      Attempt{"chmod", [] { (void)::syscall(SYS_fchmodat, AT_FDCWD, "/", 0777); }},
                      Attempt{"link", [] { (void)::syscall(SYS_linkat, AT_FDCWD, "/etc/passwd", AT_FDCWD, "x", 0); }},
                      Attempt{"truncate", [] { (void)::syscall(SYS_truncate, "/etc/passwd", 0); }},
                      Attempt{"bpf", [] { (void)::syscall(SYS_bpf, 0, nullptr, 0); }},
                      Attempt{"io_uring", [] { (void)::syscall(SYS_io_uring_setup, 1, nullptr); }},
                      Attempt{"unknown", [] { (void)::syscall(4000); }}),
    [](const auto& attempt) { return std::string(attempt.param.name); });

// With network, only what is of the internet, and only the ports that are granted where the kernel looks at them.
TEST_F(Confinement, SocketsAreThoseOfTheInternet) {
  const Grants grants{grant(TATU_GRANT_NETWORK, "127.0.0.1:9")};
  inThread([&] {
    ASSERT_EQ(confine(grants).message, "");
    EXPECT_EQ(::socket(AF_UNIX, SOCK_STREAM, 0), -1);
    EXPECT_EQ(errno, EAFNOSUPPORT);
    EXPECT_EQ(connectTo(9), ECONNREFUSED);
    if (::syscall(444, nullptr, 0, 1) >= 4) {
      EXPECT_EQ(connectTo(10), EACCES);
    }
  });
}

}  // namespace
}  // namespace tatu::embedding::test
