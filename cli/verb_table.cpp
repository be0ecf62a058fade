#include "cli/verb_table.h"

#include <algorithm>
#include <array>

namespace tatu::cli {

namespace {

constexpr std::array<VerbRow, 9> kVerbs{{
    {"run", Verb::Run, "Run a program: source text, a module that was built, or - for standard input",
     "run [OPTIONS] FILE [ARGS]",
     "  tatu run hello.tatu\n"
     "  tatu run --fuel=10M game.tatu level1     with a limit and an argument\n"
     "  tatu run --allow-read=data report.tatu   let it read the folder data\n"
     "  tatu hello.tatu                          the same as tatu run hello.tatu\n"},
    {"check", Verb::Check, "Report the errors and warnings of a program without running it", "check [OPTIONS] FILE",
     "  tatu check hello.tatu\n"
     "  tatu check --error-format=json hello.tatu   for an editor\n"},
    {"build", Verb::Build, "Compile a program to a module, which runs on every machine",
     "build [OPTIONS] FILE [-o FILE]",
     "  tatu build game.tatu               writes game.tbc\n"
     "  tatu build game.tatu -o out.tbc\n"},
    {"test", Verb::Test, "Run the functions marked @test of a program, each by itself", "test [OPTIONS] FILE",
     "  tatu test bank.tatu\n"
     "  tatu test --filter=deposit bank.tatu   those with \"deposit\" in their names\n"
     "  tatu test --update bank.tatu           keep what it prints in bank.tatu.expected\n"},
    {"dis", Verb::Dis, "Show a module, or the module of a program, as assembler text", "dis [OPTIONS] FILE [-o FILE]",
     "  tatu dis hello.tatu\n"
     "  tatu dis game.tbc -o game.tasm\n"},
    {"asm", Verb::Asm, "Assemble a module from the text that dis writes", "asm [OPTIONS] FILE -o FILE",
     "  tatu asm game.tasm -o game.tbc\n"},
    {"verify", Verb::Verify, "Check a module as it is checked before every run", "verify [OPTIONS] FILE",
     "  tatu verify game.tbc\n"},
    {"version", Verb::Version, "Show the version", "version [--json]", "  tatu version --json\n"},
    {"help", Verb::Help, "Show this, or the options of a verb", "help [VERB]", "  tatu help run\n"},
}};

}  // namespace

std::span<const VerbRow> allVerbs() { return kVerbs; }

const VerbRow* findVerb(std::string_view name) {
  const auto found = std::find_if(kVerbs.begin(), kVerbs.end(), [&](const VerbRow& row) { return row.name == name; });
  return found == kVerbs.end() ? nullptr : &*found;
}

}  // namespace tatu::cli
