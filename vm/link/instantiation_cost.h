// What an instance of generic code costs all guests of a process: a measure of the memory that linking and preparing it
// takes, in units of about a hundred bytes.
//
// Code without type parameters is bounded by the size of the modules that the host has loaded. Instances of generic
// code are not: a small module can use exponentially many. They are shared, and no guest pays fuel for what all share;
// but each guest has a limit on what it causes to be made (GuestOptions::codeLimit). A guest reaches it at the latest
// where it would alone, so a program that stays below it runs the same whoever else is there.
#pragma once

#include <cstdint>

#include "vm/link/method.h"

namespace tatu::vm {

class Linker;

// Of an instance that is about to be used for the first time.
[[nodiscard]] std::uint64_t instantiationCost(Linker& linker, const Method& method);

}  // namespace tatu::vm
