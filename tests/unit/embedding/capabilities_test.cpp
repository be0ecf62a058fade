// What guests may reach: each kind of grant by itself, narrower policies, and grants that are taken back.
#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>

#include "policy.h"

namespace tatu::embedding::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// What each function ends with is a text: what it has got, or why it was refused.
constexpr std::string_view kProgram = R"(
fun outcome(body: () -> String): String =
  try { body() } catch e: DeniedException { "denied: ${e.message}" } catch e: IoException { "failed: ${e.message}" }

pub fun now(): String = outcome(() => if Time.unixMilliseconds() > 0 { "some time" } else { "?" })
pub fun rest(): String = outcome(() => { Time.sleep(1); "rested" })
pub fun random(): String = outcome(() => { Random.fromHost(); "random" })
pub fun arguments(): String = Environment.arguments().joinToString(",")
pub fun variable(name: String): String = outcome(() => Environment.get(name) ?? "not set")
pub fun readFile(path: String): String = outcome(() => File.readText(path))
pub fun writeFile(path: String): String = outcome(() => { File.writeText(path, "x"); "written" })
pub fun list(path: String): String = outcome(() => Directory.list(path).joinToString(","))
pub fun line(): String = outcome(() => readLine() ?? "the end")
pub fun say(): String = outcome(() => { println("hello"); flush(); "said" })
pub fun connect(host: String, port: Int): String = outcome(() => { TcpConnection.connect(host, port).close(); "connected" })
pub fun listen(port: Int): String = outcome(() => { val l = TcpListener.listen("127.0.0.1", port); l.close(); "listened" })

var file: File? = null
var listener: TcpListener? = null
var client: TcpConnection? = null
var server: TcpConnection? = null
pub fun open(path: String): String = outcome(() => { file = File.openToRead(path); "open" })
pub fun readOn(): String = outcome(() => String.fromBytes(file!!.read(3)))
pub fun closeFile(): String = outcome(() => { file!!.close(); "closed" })
pub fun meet(): String = outcome(() => {
  val l = TcpListener.listen("127.0.0.1", 0)
  listener = l
  client = TcpConnection.connect("127.0.0.1", l.address.port)
  server = l.accept()
  "met"
})
pub fun talk(): String = outcome(() => { client!!.writeText("hi\n"); server!!.readLine() ?? "nothing" })
pub fun answer(): String = outcome(() => { server!!.writeText("ho\n"); "answered" })
pub fun acceptOn(): String = outcome(() => { listener!!.accept(); "accepted" })
pub fun hangUp(): String = outcome(() => { client!!.close(); server!!.close(); listener!!.close(); "closed" })
)";

class Capabilities : public EveryTier {
 protected:
  Capabilities() {
    putFile(folder / "f", "text");
    std::filesystem::create_directory(folder / "inner");
    putFile(folder / "inner/g", "inner");
  }
  [[nodiscard]] std::string inFolder(std::string_view name) const { return folder / name; }
  [[nodiscard]] static std::string shown(std::string_view text) { return "\"" + std::string(text) + "\""; }

  Host host{GetParam()};
  tatu_module* const module = host.program(kProgram);
  TemporaryFolder folder;
};
TATU_IN_EVERY_TIER(Capabilities);

TEST_P(Capabilities, AreNoneByDefaultAndRefusalsSpeakToHosts) {
  Guest guest(module);
  const std::vector<std::pair<std::string, std::string>> refusals = {
      {called(guest, "now"), "TATU_GRANT_CLOCK"},
      {called(guest, "rest"), "TATU_GRANT_CLOCK"},
      {called(guest, "random"), "TATU_GRANT_RANDOMNESS"},
      {called(guest, "variable", {textValue("HOME")}), "TATU_GRANT_ENVIRONMENT HOME"},
      {called(guest, "readFile", {textValue("data/x")}), "TATU_GRANT_READ data"},
      {called(guest, "writeFile", {textValue("x")}), "TATU_GRANT_WRITE ."},
      {called(guest, "list", {textValue("my data")}), "TATU_GRANT_READ \"my data\""},
      {called(guest, "line"), "TATU_GRANT_INPUT"},
      {called(guest, "connect", {textValue("127.0.0.1"), intValue(9)}), "TATU_GRANT_NETWORK 127.0.0.1:9"},
      {called(guest, "listen", {intValue(9)}), "TATU_GRANT_NETWORK 127.0.0.1:9"}};
  for (const auto& [text, grant] : refusals) {
    EXPECT_THAT(text, HasSubstr("denied: ")) << grant;
    EXPECT_THAT(text, HasSubstr("the host has not granted " + grant));
    EXPECT_THAT(text, Not(HasSubstr("--allow")));
  }
  EXPECT_EQ(called(guest, "arguments"), "\"\"");
}

TEST_P(Capabilities, EachGrantGivesItsOwnAndNothingElse) {
  ::setenv("TATU_TEST_VARIABLE", "value", 1);
  const std::string path = folder.path();
  struct Case {
    tatu_grant grant;
    const char* function;
    std::vector<tatu_value> arguments;
    std::string result;
  };
  const std::string f = inFolder("f");
  const std::string g = inFolder("new");
  const std::vector<Case> cases = {
      {grant(TATU_GRANT_CLOCK), "now", {}, "some time"},
      {grant(TATU_GRANT_RANDOMNESS), "random", {}, "random"},
      {grant(TATU_GRANT_ENVIRONMENT, "TATU_TEST_VARIABLE"), "variable", {textValue("TATU_TEST_VARIABLE")}, "value"},
      {grant(TATU_GRANT_READ, path.c_str()), "readFile", {textValue(f)}, "text"},
      {grant(TATU_GRANT_WRITE, path.c_str()), "writeFile", {textValue(g)}, "written"},
      {grant(TATU_GRANT_NETWORK, "127.0.0.1:*"), "listen", {intValue(0)}, "listened"}};
  for (const Case& one : cases) {
    const Grants grants{one.grant};
    Guest guest(module, optionsWith(grants));
    for (const Case& other : cases) {
      const std::string result = called(guest, other.function, other.arguments);
      if (&one == &other) {
        EXPECT_EQ(result, shown(other.result)) << one.function << " " << other.function;
      } else {
        EXPECT_THAT(result, HasSubstr("denied: ")) << one.function << " " << other.function;
      }
    }
  }
}

TEST_P(Capabilities, StreamsAndArgumentsAreGivenByGivingThem) {
  struct Source {
    std::string text = "one\ntwo";
  } source;
  tatu_guest_options options = Guest::defaults();
  const char* const arguments[] = {"a", "b c"};
  options.arguments = arguments;
  options.argument_count = 2;
  options.user_data = &source;
  options.read = [](void* data, char* bytes, size_t size) -> size_t {
    std::string& text = static_cast<Source*>(data)->text;
    const size_t count = text.copy(bytes, std::min<size_t>(size, 2));
    text.erase(0, count);
    return count;
  };
  tatu_guest* made = nullptr;
  ASSERT_EQ(tatu_guest_create(module, &options, &made, nullptr), TATU_OK);
  const auto call = [&](const char* name) {
    tatu_value result{};
    EXPECT_EQ(tatu_guest_call(made, tatu_module_function(module, name), nullptr, 0, &result, nullptr), TATU_OK);
    return show(result);
  };
  EXPECT_EQ(call("arguments"), "\"a,b c\"");
  EXPECT_EQ(call("line"), "\"one\"");
  EXPECT_THAT(call("say"), HasSubstr("TATU_GRANT_OUTPUT"));
  EXPECT_EQ(revoke(made, TATU_GRANT_ARGUMENTS).status, TATU_OK);
  EXPECT_EQ(call("arguments"), "\"\"");
  EXPECT_EQ(revoke(made, TATU_GRANT_INPUT).status, TATU_OK);
  // What the program has read ahead is its own; what is still outside is not.
  EXPECT_THAT(call("line"), HasSubstr("the access was taken back"));
  EXPECT_EQ(tatu_guest_destroy(made), TATU_OK);
}

TEST_P(Capabilities, OutputIsTakenBackButWhatWasSaidComesOut) {
  Guest guest(module);
  EXPECT_EQ(called(guest, "say"), "\"said\"");
  EXPECT_EQ(revoke(guest.get(), TATU_GRANT_OUTPUT).status, TATU_OK);
  EXPECT_THAT(called(guest, "say"), HasSubstr("the access was taken back"));
  EXPECT_EQ(guest.output(), "hello\n");
}

TEST_P(Capabilities, WrongPoliciesAreMisuseWithAText) {
  const auto create = [&](const Grants& grants) {
    const tatu_guest_options options = optionsWith(grants);
    tatu_guest* made = nullptr;
    tatu_error* error = nullptr;
    const Outcome outcome = outcomeOf(tatu_guest_create(module, &options, &made, &error), error);
    EXPECT_EQ(made, nullptr);
    return std::to_string(outcome.status) + " " + outcome.message;
  };
  EXPECT_THAT(create({{0, 0, nullptr}}), HasSubstr("1 a grant's `kind` is none of tatu_grant_kind"));
  EXPECT_THAT(create({{99, 0, nullptr}}), HasSubstr("1 a grant's `kind`"));
  EXPECT_THAT(create({{TATU_GRANT_CLOCK, 7, nullptr}}), HasSubstr("1 a grant's `kind`"));
  EXPECT_THAT(create({grant(TATU_GRANT_CLOCK, "x")}),
              HasSubstr("1 cannot grant \"TATU_GRANT_CLOCK x\": this grant takes no text"));
  EXPECT_THAT(create({grant(TATU_GRANT_READ)}),
              HasSubstr("1 cannot grant \"TATU_GRANT_READ\": the directory is missing; write DIR, for instance data"));
  EXPECT_THAT(create({grant(TATU_GRANT_NETWORK, "host")}), HasSubstr("the port is missing; write HOST:PORT"));
  EXPECT_THAT(create({grant(TATU_GRANT_OUTPUT)}),
              HasSubstr("1 cannot grant \"TATU_GRANT_OUTPUT\": the guest was made without `write`"));
  EXPECT_THAT(
      create({grant(TATU_GRANT_READ, "/nowhere/at/all")}),
      HasSubstr(
          "8 cannot grant \"/nowhere/at/all\": it does not exist; asked for by \"TATU_GRANT_READ /nowhere/at/all\""));
  tatu_guest_options options = Guest::defaults();
  options.grant_count = 1;
  tatu_guest* made = nullptr;
  EXPECT_EQ(tatu_guest_create(module, &options, &made, nullptr), TATU_MISUSE);
}

TEST_P(Capabilities, HaveATextThatTheCommandShares) {
  for (const char* flag :
       {"--allow-all", "--allow-read=a b", "--allow-write=/x", "--allow-net=*.example.org:1-9", "--allow-env=HOME",
        "--allow-clock", "--allow-fine-clock", "--allow-random", "--allow-args", "--allow-input", "--allow-output"}) {
    tatu_grant parsed{};
    ASSERT_EQ(tatu_grant_parse(flag, &parsed, nullptr), TATU_OK) << flag;
    char text[64];
    EXPECT_EQ(tatu_grant_format(&parsed, text, sizeof text), std::string_view(flag).size());
    EXPECT_STREQ(text, flag);
    char little[8];
    EXPECT_EQ(tatu_grant_format(&parsed, little, sizeof little), std::string_view(flag).size());
    EXPECT_STREQ(little, "--allow");
  }
  for (const char* flag : {"", "read=x", "--allow-read", "--allow-clock=1", "--allow-net=x", "--allow-raed=x"}) {
    tatu_grant parsed{};
    tatu_error* error = nullptr;
    const Outcome outcome = outcomeOf(tatu_grant_parse(flag, &parsed, &error), error);
    EXPECT_EQ(outcome.status, TATU_MISUSE) << flag;
    EXPECT_FALSE(outcome.message.empty()) << flag;
  }
  const tatu_grant none{};
  EXPECT_EQ(tatu_grant_format(&none, nullptr, 0), 0u);
}

TEST_P(Capabilities, AreTakenBackWithWhatWasOpened) {
  const std::string path = folder.path();
  const Grants grants{grant(TATU_GRANT_READ, path.c_str()), grant(TATU_GRANT_NETWORK, "127.0.0.1:*")};
  Guest guest(module, optionsWith(grants));
  EXPECT_EQ(called(guest, "open", {textValue(inFolder("f"))}), shown("open"));
  EXPECT_EQ(called(guest, "readOn"), shown("tex"));
  EXPECT_EQ(called(guest, "meet"), shown("met"));
  EXPECT_EQ(called(guest, "talk"), shown("hi"));
  const Outcome wrong = revoke(guest.get(), TATU_GRANT_READ, "/else");
  EXPECT_EQ(wrong.status, TATU_MISUSE);
  EXPECT_EQ(wrong.message, "cannot take back \"TATU_GRANT_READ /else\": the guest has no such grant");
  EXPECT_EQ(revoke(guest.get(), TATU_GRANT_CLOCK).status, TATU_MISUSE);
  EXPECT_EQ(called(guest, "readOn"), shown("t"));
  EXPECT_EQ(revoke(guest.get(), TATU_GRANT_READ, (path + "/./").c_str()).status, TATU_OK);
  EXPECT_THAT(called(guest, "readOn"), HasSubstr("the access was taken back"));
  EXPECT_THAT(called(guest, "readFile", {textValue(inFolder("f"))}), HasSubstr("has not granted TATU_GRANT_READ"));
  EXPECT_EQ(called(guest, "closeFile"), shown("closed"));
  EXPECT_EQ(called(guest, "talk"), shown("hi"));
  EXPECT_EQ(revoke(guest.get(), TATU_GRANT_NETWORK, "127.0.0.1:*").status, TATU_OK);
  for (const char* function : {"talk", "answer", "acceptOn"}) {
    EXPECT_THAT(called(guest, function), HasSubstr("the access was taken back")) << function;
  }
  EXPECT_EQ(called(guest, "hangUp"), shown("closed"));
  EXPECT_THAT(called(guest, "listen", {intValue(0)}), HasSubstr("denied: "));
}

TEST_P(Capabilities, AreNarrowedAndNeverWidened) {
  const std::string path = folder.path();
  const std::string inner = inFolder("inner");
  const Grants grants{grant(TATU_GRANT_READ, path.c_str()), grant(TATU_GRANT_WRITE, path.c_str()),
                      grant(TATU_GRANT_NETWORK, "127.0.0.0/8:1000-60000"), grant(TATU_GRANT_FINE_CLOCK)};
  Guest guest(module, optionsWith(grants));
  EXPECT_EQ(called(guest, "open", {textValue(inFolder("f"))}), shown("open"));
  const std::string above = path + "/..";
  const std::vector<tatu_grant> wider = {grant(TATU_GRANT_READ, "/"),
                                         grant(TATU_GRANT_READ, above.c_str()),
                                         grant(TATU_GRANT_RANDOMNESS),
                                         grant(TATU_GRANT_NETWORK, "127.0.0.1:*"),
                                         grant(TATU_GRANT_NETWORK, "localhost:2000"),
                                         grant(TATU_GRANT_ALL),
                                         grant(TATU_GRANT_ENVIRONMENT, "HOME"),
                                         grant(TATU_GRANT_NETWORK, "10.0.0.1:2000"),
                                         grant(TATU_GRANT_INPUT)};
  for (const tatu_grant& one : wider) {
    const Outcome refused = restrictTo(guest.get(), {grant(TATU_GRANT_OUTPUT), one});
    EXPECT_EQ(refused.status, TATU_MISUSE) << one.kind;
    EXPECT_FALSE(refused.message.empty());
  }
  EXPECT_EQ(restrictTo(guest.get(), {grant(TATU_GRANT_READ, "/")}).message,
            "cannot grant \"TATU_GRANT_READ /\": the guest does not have it; what it has can only be narrowed");
  EXPECT_EQ(restrictTo(guest.get(), {grant(TATU_GRANT_READ, inFolder("missing").c_str())}).status, TATU_FAILED);
  EXPECT_EQ(called(guest, "readOn"), shown("tex"));  // nothing has changed

  EXPECT_EQ(restrictTo(guest.get(), {grant(TATU_GRANT_READ, inner.c_str()), grant(TATU_GRANT_NETWORK, "127.0.0.1:2000"),
                                     grant(TATU_GRANT_CLOCK)})
                .message,
            "");
  EXPECT_THAT(called(guest, "readOn"), HasSubstr("the access was taken back"));
  EXPECT_THAT(called(guest, "readFile", {textValue(inFolder("f"))}), HasSubstr("denied: "));
  EXPECT_EQ(called(guest, "readFile", {textValue(inFolder("inner/g"))}), shown("inner"));
  EXPECT_THAT(called(guest, "writeFile", {textValue(inFolder("inner/h"))}), HasSubstr("denied: "));
  EXPECT_THAT(called(guest, "listen", {intValue(2001)}), HasSubstr("denied: "));
  EXPECT_THAT(called(guest, "listen", {intValue(2000)}), Not(HasSubstr("denied: ")));
  EXPECT_EQ(called(guest, "now"), shown("some time"));
  EXPECT_THAT(called(guest, "say"), HasSubstr("denied: "));
  EXPECT_EQ(restrictTo(guest.get(), {grant(TATU_GRANT_FINE_CLOCK)}).status, TATU_MISUSE);
  EXPECT_EQ(revoke(guest.get(), TATU_GRANT_ALL).status, TATU_OK);
  EXPECT_THAT(called(guest, "now"), HasSubstr("denied: "));
  EXPECT_EQ(restrictTo(guest.get(), {grant(TATU_GRANT_CLOCK)}).status, TATU_MISUSE);
}

// Where a narrower directory is a link, it would lead to another place than its name says.
TEST_P(Capabilities, AreNotNarrowedThroughLinks) {
  const std::string path = folder.path();
  std::filesystem::create_directory(folder / "other");
  std::filesystem::create_symlink("/", inFolder("out"));
  std::filesystem::create_symlink("other", inFolder("in"));
  const Grants grants{grant(TATU_GRANT_READ, path.c_str())};
  Guest guest(module, optionsWith(grants));
  for (const char* name : {"out", "in", "out/etc", "inner/../out"}) {
    const std::string narrower = inFolder(name);
    EXPECT_EQ(restrictTo(guest.get(), {grant(TATU_GRANT_READ, narrower.c_str())}).status, TATU_FAILED) << name;
  }
  EXPECT_EQ(called(guest, "readFile", {textValue(inFolder("f"))}), shown("text"));
}

TEST_P(Capabilities, AreTakenBackFromInsideOfAHostFunction) {
  const std::string path = folder.path();
  Body lock = [](tatu_host_call* call, std::span<const tatu_value>, tatu_value&) {
    return restrictTo(tatu_host_call_guest(call), {}).status;
  };
  host.hostModule("guard", {{"fun lock()", callBody, &lock}});
  tatu_module* const locking = host.program(R"(
import guard
pub fun work(path: String): String {
  val file = File.openToRead(path)
  guard.lock()
  return try { String.fromBytes(file.read(4)) } catch e: DeniedException { e.message }
}
)");
  const Grants grants{grant(TATU_GRANT_READ, path.c_str())};
  Guest guest(locking, optionsWith(grants));
  EXPECT_THAT(called(guest, "work", {textValue(inFolder("f"))}), HasSubstr("the access was taken back"));
}

}  // namespace
}  // namespace tatu::embedding::test
