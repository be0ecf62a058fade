#include "bytecode/structure.h"

#include <algorithm>

namespace tatu::bytecode {

LabelIndex findLabel(const Code& code, std::uint32_t offset) {
  const auto found = std::lower_bound(code.labels.begin(), code.labels.end(), offset,
                                      [](const Label& label, std::uint32_t wanted) { return label.offset < wanted; });
  if (found == code.labels.end() || found->offset != offset) return LabelIndex::none();
  return LabelIndex(static_cast<std::size_t>(found - code.labels.begin()));
}

const LineRow* findLine(const Code& code, std::uint32_t offset) {
  const auto after = std::upper_bound(code.lines.begin(), code.lines.end(), offset,
                                      [](std::uint32_t wanted, const LineRow& row) { return wanted < row.offset; });
  return after == code.lines.begin() ? nullptr : &*(after - 1);
}

std::size_t findHandler(const Code& code, std::uint32_t offset, std::size_t from) {
  while (from < code.handlers.size() && (offset < code.handlers[from].start || offset >= code.handlers[from].end))
    ++from;
  return from;
}

void setInitialised(Label& label, std::uint32_t local) {
  if (label.initialised.size() <= local / 8) label.initialised.resize(local / 8 + 1);
  label.initialised[local / 8] |= static_cast<std::uint8_t>(1u << (local % 8));
}

namespace {

template <typename Entity>
std::uint32_t importedCount(const std::vector<Entity>& entities) {
  const auto isImported = [](const Entity& entity) { return !entity.package.isNone(); };
  return static_cast<std::uint32_t>(std::partition_point(entities.begin(), entities.end(), isImported) -
                                    entities.begin());
}

}  // namespace

std::uint32_t importedClassCount(const Module& module) { return importedCount(module.classes); }
std::uint32_t importedFunctionCount(const Module& module) { return importedCount(module.functions); }
std::uint32_t importedGlobalCount(const Module& module) { return importedCount(module.globals); }

}  // namespace tatu::bytecode
