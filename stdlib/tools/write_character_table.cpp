// Writes the tables of stdlib/natives/character_table.h to the file named by the first argument.
#include <utf8proc.h>

#include <array>
#include <cstdio>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "stdlib/natives/character_table.h"

using namespace tatu::stdlib;

namespace {

using Facts = std::tuple<int, int, int>;  // CharacterFacts, in order
using Block = std::array<std::uint8_t, kBlockSize>;

// Equal things once, each with a number that fits into a byte.
template <typename T>
class Numbered {
 public:
  std::uint8_t numberOf(const T& thing) {
    const auto [place, isNew] = numbers_.try_emplace(thing, things_.size());
    if (isNew) things_.push_back(thing);
    return static_cast<std::uint8_t>(place->second);
  }
  [[nodiscard]] const std::vector<T>& things() const { return things_; }
  [[nodiscard]] bool fits() const { return things_.size() <= 256; }

 private:
  std::map<T, std::size_t> numbers_;
  std::vector<T> things_;
};

CharacterKind kindOf(utf8proc_category_t category) {
  switch (category) {
    case UTF8PROC_CATEGORY_LU: return CharacterKind::UpperCase;
    case UTF8PROC_CATEGORY_LL: return CharacterKind::LowerCase;
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO: return CharacterKind::OtherLetter;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP: return CharacterKind::Separator;
    default: return CharacterKind::Other;
  }
}

Facts factsAbout(utf8proc_int32_t scalar) {
  return {static_cast<int>(kindOf(utf8proc_category(scalar))), utf8proc_toupper(scalar) - scalar,
          utf8proc_tolower(scalar) - scalar};
}

struct Tables {
  Numbered<Facts> facts;
  Numbered<Block> entries;
  std::vector<std::uint8_t> blocks;
};

Tables makeTables() {
  Tables tables;
  for (std::uint32_t first = 0; first <= kLastScalar; first += kBlockSize) {
    Block block;
    for (std::uint32_t i = 0; i < kBlockSize; ++i) {
      block[i] = tables.facts.numberOf(factsAbout(static_cast<utf8proc_int32_t>(first + i)));
    }
    tables.blocks.push_back(tables.entries.numberOf(block));
  }
  return tables;
}

template <typename Bytes>
void appendRow(std::string& text, const Bytes& bytes) {
  for (const std::uint8_t byte : bytes) text += std::to_string(byte) + ',';
  text += '\n';
}

std::string sourceOf(const Tables& tables) {
  std::string text = "#include \"stdlib/natives/character_table.h\"\n\nnamespace tatu::stdlib {\n\n";
  text += "const std::uint8_t kCharacterBlocks[] = {\n";
  appendRow(text, tables.blocks);
  text += "};\n\nconst std::uint8_t kCharacterEntries[] = {\n";
  for (const Block& block : tables.entries.things()) appendRow(text, block);
  text += "};\n\nconst CharacterFacts kCharacterFacts[] = {\n";
  for (const auto& [kind, upper, lower] : tables.facts.things()) {
    text +=
        "{CharacterKind{" + std::to_string(kind) + "}," + std::to_string(upper) + ',' + std::to_string(lower) + "},\n";
  }
  return text + "};\n\n}  // namespace tatu::stdlib\n";
}

bool write(const char* path, const std::string& text) {
  std::FILE* const file = std::fopen(path, "wb");
  if (file == nullptr) return false;
  const bool isWritten = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  return std::fclose(file) == 0 && isWritten;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::fputs("usage: write_character_table FILE\n", stderr);
    return 2;
  }
  const Tables tables = makeTables();
  if (!tables.facts.fits() || !tables.entries.fits()) {
    std::fprintf(stderr, "numbers of 8 bits are too small for %zu kinds of characters and %zu kinds of blocks\n",
                 tables.facts.things().size(), tables.entries.things().size());
    return 1;
  }
  if (write(arguments[1], sourceOf(tables))) return 0;
  std::perror(arguments[1]);
  return 1;
}
