// What the kernel says about a file, in our terms. Never leaves os/.
#pragma once

#include <sys/stat.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "os/guest/metadata.h"
#include "os/host_error.h"

namespace tatu::os {

[[nodiscard]] FileKind kindOfMode(mode_t mode);
/// The kind that a directory listing gives (`d_type`).
[[nodiscard]] FileKind kindOfEntry(unsigned char type);
[[nodiscard]] Metadata toMetadata(const struct stat& status);

/// All names in the directory that `descriptor` is open on (it is used up), sorted by their bytes. More than
/// `mostEntries` names, or `mostBytes` in them, is an error of kind Limit. Names are as the host has them.
struct ListingLimits {
  std::size_t entries = SIZE_MAX;
  std::size_t bytes = SIZE_MAX;
};
[[nodiscard]] HostResult<std::vector<DirectoryEntry>> listDescriptor(int descriptor, const ListingLimits& limits);

}  // namespace tatu::os
