// Grants of hosts as the capabilities of the OS layer.
#pragma once

#include <span>

#include "include/tatu/capabilities.h"
#include "os/guest/capabilities.h"

namespace tatu::embedding {

// Of the grants that hosts give by giving something, those that the guest was given.
struct GivenThings {
  bool input = false;
  bool output = false;
  bool arguments = false;
};

// Of an array that the host has given. InvalidArgument says what is wrong with it.
[[nodiscard]] os::Result<os::Capabilities> capabilitiesOf(std::span<const tatu_grant> grants, const GivenThings& given);

// What the host asked for makes no sense, which is its misuse, or cannot be had.
tatu_status failOf(tatu_error** error, const os::OsError& why);

}  // namespace tatu::embedding
