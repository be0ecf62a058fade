// Listing: a method's prepared code beside its machine code, for people.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "jit/code_observer.h"

namespace tatu::jit {

// Shows the methods of that name, on the compiling thread.
[[nodiscard]] std::shared_ptr<CodeObserver> makeListing(std::string name, std::function<void(const std::string&)> show);

}  // namespace tatu::jit
