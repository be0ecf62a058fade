#include "jit/perf/source_lines.h"

#include "bytecode/structure.h"
#include "vm/frame/method_layout.h"

namespace tatu::jit {

std::vector<SourceLine> sourceLines(const PublishedCode& code) {
  std::vector<SourceLine> lines;
  if (code.method == nullptr) return lines;
  const vm::DecodedCode& decoded = *code.method->layout.load(std::memory_order_acquire)->code;
  const bytecode::Code& body = decoded.body();
  if (body.file.isNone()) return lines;
  const std::string_view file = code.method->module().rows().text(body.file);
  for (const ListedPlace& place : code.places) {
    const std::uint32_t position = code.prepared->info->positionAt(place.word);
    const bytecode::LineRow* const row = bytecode::findLine(body, decoded[position].offset);
    if (row == nullptr || (!lines.empty() && lines.back().line == row->line)) continue;
    lines.push_back({place.offset, row->line, file});
  }
  return lines;
}

}  // namespace tatu::jit
