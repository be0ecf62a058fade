// What hosts are told of what their guests do outside.
#include <gmock/gmock.h>

#include <filesystem>

#include "policy.h"

namespace tatu::embedding::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::string_view kProgram = R"(
import game
pub fun work(folder: String) {
  val text = File.readText("${folder}/f")
  try { File.readText("${folder}/missing") } catch e: NotFoundException { }
  try { File.readText("/etc/passwd") } catch e: DeniedException { }
  try { TcpConnection.connect("10.0.0.1", 80) } catch e: DeniedException { }
  try { Environment.get("HOME") } catch e: DeniedException { }
  try { Time.unixMilliseconds() } catch e: DeniedException { }
  game.plant(text.length)
  try { game.plant(0) } catch e: DeniedException { }
  try { game.plant(-1) } catch e: StateException { }
  println(text)
}
pub fun open(path: String) { try { File.readText(path) } catch e: IoException { } }
)";

// Listens to a guest that it owns.
class Audited {
 public:
  Audited(tatu_module* module, tatu_guest_options options) : module_(module) {
    options.user_data = this;
    options.write = [](void*, int, const char*, size_t size) -> size_t { return size; };
    options.audit = [](const tatu_audit_record* record, void* data) { static_cast<Audited*>(data)->take(*record); };
    EXPECT_EQ(tatu_guest_create(module, &options, &guest, nullptr), TATU_OK);
  }
  ~Audited() { EXPECT_EQ(tatu_guest_destroy(guest), TATU_OK); }
  void call(const char* name, const std::string& text) {
    const tatu_value argument = textValue(text);
    tatu_error* error = nullptr;
    const Outcome outcome =
        outcomeOf(tatu_guest_call(guest, tatu_module_function(module_, name), &argument, 1, nullptr, &error), error);
    EXPECT_EQ(outcome.status, TATU_OK) << outcome.details;
  }

  tatu_guest* guest = nullptr;
  std::vector<std::string> lines;
  std::string hidden;  // cut out of the lines
  bool revokes = false;

 private:
  void take(const tatu_audit_record& record) {
    EXPECT_EQ(record.size, sizeof record);
    EXPECT_EQ(record.guest, guest);
    EXPECT_LE(record.object_size, std::size_t{TATU_AUDIT_OBJECT_BYTES});
    char line[TATU_AUDIT_LINE_BYTES];
    const std::size_t size = tatu_audit_format(&record, line, sizeof line);
    EXPECT_LT(size, sizeof line);
    EXPECT_EQ(size, std::string_view(line).size());
    std::string text = line;
    if (const auto at = text.find(hidden); !hidden.empty() && at != std::string::npos) text.erase(at, hidden.size());
    lines.push_back(text);
    if (revokes) {
      EXPECT_EQ(revoke(guest, TATU_GRANT_ALL).status, TATU_OK);
    }
  }

  tatu_module* module_;
};

class Audit : public EveryTier {
 protected:
  Audit() {
    host.hostModule("game", {{"fun plant(n: Int)", plant}});
    module = host.program(kProgram);
    putFile(folder / "f", "text");
  }
  static tatu_status plant(tatu_host_call* call, const tatu_value* arguments, std::size_t, tatu_value*, void*) {
    if (arguments[0].as.integer == 0) return tatu_host_call_throw(call, "DeniedException", "not here");
    return arguments[0].as.integer < 0 ? TATU_FAILED : TATU_OK;
  }

  Host host{GetParam()};
  TemporaryFolder folder;
  tatu_module* module = nullptr;
};
TATU_IN_EVERY_TIER(Audit);

const std::vector<std::string> kDenials = {"denied open-file \"/etc/passwd\"", "denied connect \"10.0.0.1:80\"",
                                           "denied read-environment \"HOME\"", "denied wall-clock \"the clock\"",
                                           "denied call \"game.plant\""};

TEST_P(Audit, TellsOfAllThatIsDoneOutside) {
  const std::string path = folder.path();
  const Grants grants{grant(TATU_GRANT_READ, path.c_str())};
  Audited audited(module, optionsWith(grants));
  audited.hidden = path;
  audited.call("work", path);
  std::vector<std::string> distinct;  // how many reads a file takes is the library's affair
  for (const std::string& line : audited.lines) {
    if (distinct.empty() || distinct.back() != line) distinct.push_back(line);
  }
  EXPECT_THAT(distinct,
              ElementsAre("allowed open-file \"/f\"", "allowed read-file \"/f\"", "allowed close-handle \"/f\"",
                          "failed open-file \"/missing\" (not-found)", kDenials[0], kDenials[1], kDenials[2],
                          kDenials[3], "allowed call \"game.plant\"", kDenials[4],
                          "failed call \"game.plant\" (failed)", "allowed write-output \"standard output\""));
}

TEST_P(Audit, TellsOfDenialsOnlyOrOfNothing) {
  const std::string path = folder.path();
  const Grants grants{grant(TATU_GRANT_READ, path.c_str())};
  tatu_guest_options options = optionsWith(grants);
  options.audit_level = TATU_AUDIT_DENIALS;
  Audited audited(module, options);
  audited.call("work", path);
  EXPECT_THAT(audited.lines, ::testing::ElementsAreArray(kDenials));
  audited.lines.clear();
  EXPECT_EQ(tatu_guest_set_audit_level(audited.guest, TATU_AUDIT_NOTHING), TATU_OK);
  audited.call("work", path);
  EXPECT_THAT(audited.lines, IsEmpty());
  EXPECT_EQ(tatu_guest_set_audit_level(audited.guest, TATU_AUDIT_ALL), TATU_OK);
  audited.call("work", path);
  EXPECT_GT(audited.lines.size(), kDenials.size());
  EXPECT_EQ(tatu_guest_set_audit_level(audited.guest, static_cast<tatu_audit_level>(3)), TATU_MISUSE);
  Guest unheard(module);
  EXPECT_EQ(tatu_guest_set_audit_level(unheard.get(), TATU_AUDIT_ALL), TATU_MISUSE);
  options.audit_level = 9;
  tatu_guest* none = nullptr;
  EXPECT_EQ(tatu_guest_create(module, &options, &none, nullptr), TATU_MISUSE);
}

TEST_P(Audit, NamesCannotBreakALineOrGrowIt) {
  Audited audited(module, Guest::defaults());
  audited.call("open", "a\nallowed open-file \"/secret\"\x1b[2J\u202E");
  ASSERT_EQ(audited.lines.size(), 1u);
  EXPECT_EQ(audited.lines[0].find_first_of("\n\x1b"), std::string::npos);
  EXPECT_THAT(audited.lines[0], HasSubstr("a\\nallowed open-file \\\"/secret\\\"\\u{1b}[2J\\u{202e}"));
  audited.lines.clear();
  for (const char* filler : {"x", "\x1F", "\u202E", "\""}) {
    std::string name;
    for (int i = 0; i < 5000; ++i) name += filler;
    audited.call("open", name);
  }
  ASSERT_EQ(audited.lines.size(), 4u);
  EXPECT_THAT(audited.lines[0], HasSubstr("x\"... (invalid-path)"));
  EXPECT_EQ(tatu_audit_format(nullptr, nullptr, 0), 0u);
}

// A host may act on what it hears.
TEST_P(Audit, MayTakeGrantsBack) {
  const std::string path = folder.path();
  const Grants grants{grant(TATU_GRANT_READ, path.c_str())};
  Audited audited(module, optionsWith(grants));
  audited.revokes = true;
  audited.call("open", folder / "f");
  ASSERT_GE(audited.lines.size(), 2u);
  EXPECT_THAT(audited.lines[0], HasSubstr("allowed open-file"));
  EXPECT_THAT(audited.lines[1], HasSubstr("denied read-file"));
}

}  // namespace
}  // namespace tatu::embedding::test
