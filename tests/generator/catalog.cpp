#include "tests/generator/catalog.h"

#include <algorithm>

namespace tatu::generator {

namespace {

template <typename Infos>
const auto& named(const Infos& infos, const std::string& name) {
  return *std::find_if(infos.begin(), infos.end(), [&](const auto& info) { return info.name == name; });
}

}  // namespace

const ClassInfo& Catalog::classOf(const std::string& name) const { return named(classes, name); }
const EnumInfo& Catalog::enumOf(const std::string& name) const { return named(enums, name); }
const InterfaceInfo& Catalog::interfaceOf(const std::string& name) const { return named(interfaces, name); }

bool Catalog::isBelow(const std::string& name, const std::string& other) const {
  for (std::string each = name; !each.empty(); each = classOf(each).superclass) {
    if (each == other) return true;
  }
  return false;
}

}  // namespace tatu::generator
