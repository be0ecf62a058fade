// Virtual slots: where a class has its table of virtual methods for each of their names.
//
// A method that can be overridden gets the slot of the one it overrides, or else a slot of its own behind those of the
// superclass, so a slot means the same name in all subclasses of the class that introduced it. RuntimeClass has the
// table, whose entries are found when they are first called. A call of such a method on a receiver that is known to be
// of a class reads the table; all others (interfaces, generic methods, what is beyond the bounds below) ask for the
// selector.
//
// Bounds: a class has a table of kMostVirtualSlots at most, as each of its instantiations has one; a method that is
// overridden from further above than kMostLevels has no slot, so that a module of one long line of classes is not
// searched in quadratic time.
#pragma once

#include <cstdint>

namespace tatu::vm {

struct ModuleImage;

inline constexpr std::uint32_t kMostVirtualSlots = 128;
inline constexpr int kMostLevels = 32;

// For the module's own classes and methods; superclasses and owners are linked, and what it imports has its slots.
void assignVirtualSlots(ModuleImage& image);

}  // namespace tatu::vm
