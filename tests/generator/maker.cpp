#include "tests/generator/maker.h"

#include <utility>

namespace tatu::generator {

void Maker::line(const std::string& text) {
  text_.append(static_cast<std::size_t>(indent_) * 2, ' ');
  text_ += text;
  text_ += '\n';
}

void Maker::open(const std::string& text) {
  line(text);
  ++indent_;
}

void Maker::close(const std::string& text) {
  --indent_;
  line(text);
}

// No name is used twice in a program, so that nothing is hidden by accident.
std::string Maker::fresh(const char* prefix) { return prefix + std::to_string(++lastName_); }

std::string Maker::oneOf(std::initializer_list<const char*> texts) {
  return *(texts.begin() + dice_.below(texts.size()));
}

// Mostly one that is there; sometimes any number.
std::string Maker::indexBelow(int count, int depth) {
  if (dice_.oneIn(16)) return value({Kind::Int}, depth);
  if (dice_.oneIn(3)) return std::to_string(dice_.below(static_cast<std::size_t>(count)));
  return "(" + value({Kind::Int}, depth) + " & " + std::to_string(count >= 4 ? 3 : 1) + ")";
}

// Arrays and lists have four elements or a few more, as a rule.
std::string Maker::indexOf(const std::string& array, int depth) {
  return dice_.oneIn(20) ? array + ".size" : indexBelow(4, depth);
}

void Maker::inScope(const std::function<void()>& write) {
  const std::size_t before = scope_.size();
  write();
  scope_.resize(before);
}

void Maker::withoutJumps(const Type* yields, const std::function<void()>& write) {
  const Type* const result = std::exchange(place_.result, nullptr);
  const Type* const outer = std::exchange(place_.yields, yields);
  const std::vector<Label> labels = std::exchange(place_.labels, {});
  inScope(write);
  place_.result = result;
  place_.yields = outer;
  place_.labels = labels;
}

void Maker::declare(const std::string& name, const Type& type, bool isMutable) {
  scope_.push_back({name, type, isMutable});
}

// One of the variables that fit; null if there is none.
const Variable* Maker::variableOf(const std::function<bool(const Variable&)>& fits) {
  std::vector<const Variable*> found;
  for (const Variable& each : scope_) {
    if (fits(each)) found.push_back(&each);
  }
  for (const Variable& each : catalog_.globals) {
    if (fits(each)) found.push_back(&each);
  }
  return found.empty() ? nullptr : dice_.in(found);
}

// A few forms at random; nothing if none of them could be used here.
std::string Maker::tryForms(std::initializer_list<Form> forms, const Type& type, int depth) {
  for (int attempt = 0; attempt < 4; ++attempt) {
    const Form form = *(forms.begin() + dice_.below(forms.size()));
    std::string text = (this->*form)(type, depth);
    if (!text.empty()) return text;
  }
  return {};
}

std::string Maker::program() {
  declarations();
  mainFunction();
  return preludeFor(text_) + text_;
}

}  // namespace tatu::generator
