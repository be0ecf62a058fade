#include "jit/baseline/soon_read.h"

#include <algorithm>

namespace tatu::jit {

namespace {

constexpr int kMostInstructions = 8;
constexpr std::size_t kMostSlots = 3;

class Reads {
 public:
  void read(int slot, bool isFloat) {
    const auto isThis = [slot](const SoonRead& read) { return read.slot == slot; };
    if (found_.size() == kMostSlots || std::ranges::find(written_, slot) != written_.end()) return;
    if (std::ranges::none_of(found_, isThis)) found_.push_back({slot, isFloat});
  }
  void write(int slot) { written_.push_back(slot); }

  [[nodiscard]] std::vector<SoonRead> found() && { return std::move(found_); }

 private:
  std::vector<SoonRead> found_;
  std::vector<int> written_;
};

bool isRead(char kind) { return kind == 'i' || kind == 'r' || kind == 'f' || kind == 'm'; }
bool isWritten(char kind) { return kind == 'I' || kind == 'w' || kind == 'F' || kind == 'm'; }

}  // namespace

std::vector<SoonRead> soonRead(const CodeMap& map, std::uint32_t word) {
  Reads reads;
  for (int i = 0; i < kMostInstructions && word < map.size(); ++i) {
    const Word* const at = map.words() + word;
    const PreparedOp op = opOf(at);
    const char* const kinds = vm::kPreparedOperands[at->op];
    if (i > 0 && map.labelAt(word).isLabel) break;
    if (kinds[0] == '*') {
      // The receiver's class is read before the arguments are stored, the rest of both from memory.
      if (op == PreparedOp::CallVirtual || op == PreparedOp::CallGetter) reads.read(at->a, false);
      if (op != PreparedOp::EnterInlined) break;
      reads.write(at->a);
    } else {
      const int slots[] = {at->a, at->b, at->c};
      for (const int operand : {1, 2, 0}) {
        if (isRead(kinds[operand])) reads.read(slots[operand], kinds[operand] == 'f');
      }
      if (isWritten(kinds[0])) reads.write(at->a);
    }
    if (!goesOn(op)) break;
    word += CodeMap::widthAt(at);
  }
  return std::move(reads).found();
}

}  // namespace tatu::jit
