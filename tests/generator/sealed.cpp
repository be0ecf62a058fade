// Sealed interfaces, whose classes a `match` can name one by one.
#include "tests/generator/maker.h"

namespace tatu::generator {

void Maker::sealedInterface() {
  InterfaceInfo info{fresh("S")};
  info.isSealed = true;
  line("sealed interface " + info.name);
  for (std::size_t i = 2 + dice_.below(2); i > 0; --i) {
    ClassInfo each{fresh("C")};
    each.interface = info.name;
    each.isData = dice_.oneIn(2);
    std::string text;
    for (std::size_t k = dice_.below(3); k > 0; --k) {
      const bool isMutable = !each.isData && dice_.oneIn(2);
      each.parameters.push_back(simpleType());
      each.fields.push_back({fresh("f"), each.parameters.back(), isMutable, false});
      text += (text.empty() ? "" : ", ") +
              std::string(each.isData ? ""
                          : isMutable ? "var "
                                      : "val ") +
              each.fields.back().name + ": " + textOf(each.parameters.back());
    }
    line((each.isData ? "data class " : "class ") + each.name + "(" + text + ") : " + info.name);
    catalog_.classes.push_back(each);
    info.implementers.push_back(each.name);
  }
  catalog_.interfaces.push_back(info);
}

std::vector<Maker::Pattern> Maker::sealedPatterns(const Type& type) {
  std::vector<Pattern> patterns;
  for (const std::string& name : catalog_.interfaceOf(type.name).implementers) {
    const ClassInfo& info = catalog_.classOf(name);
    if (info.isData && !info.fields.empty()) {
      Pattern pattern{name};
      for (std::size_t i = 0; i < info.fields.size(); ++i) {
        const Pattern part = bindingPattern(info.fields[i].type);
        pattern.text += (i == 0 ? "(" : ", ") + part.text + (i + 1 == info.fields.size() ? ")" : "");
        pattern.bound.insert(pattern.bound.end(), part.bound.begin(), part.bound.end());
      }
      patterns.push_back(pattern);
    } else if (dice_.oneIn(2)) {
      patterns.push_back({"is " + name});
    } else {
      const std::string bound = fresh("_x");
      patterns.push_back({bound + ": " + name, {{bound, {Kind::Class, name}}}});
    }
  }
  return patterns;
}

}  // namespace tatu::generator
