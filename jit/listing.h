// Listing: a method's prepared code beside its machine code, for people.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "jit/code_observer.h"
#include "os/error.h"

namespace tatu::jit {

// Shows the methods of that name, on the compiling thread. Fails where there is no disassembler.
[[nodiscard]] os::Result<std::shared_ptr<CodeObserver>> makeListing(std::string name,
                                                                    std::function<void(const std::string&)> show);

}  // namespace tatu::jit
