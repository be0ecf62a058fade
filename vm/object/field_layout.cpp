#include "vm/object/field_layout.h"

namespace tatu::vm {

// The size is a power of two, to which the place is aligned.
std::uint32_t LayoutBuilder::take(std::uint64_t bytes) {
  const auto aligned = [bytes](std::uint64_t offset) { return (offset + bytes - 1) & ~(bytes - 1); };
  std::uint64_t at = aligned(gapStart_);
  if (at + bytes <= gapEnd_) {
    gapStart_ = at + bytes;
  } else {
    at = aligned(end_);
    if (at > end_) {
      gapStart_ = end_;
      gapEnd_ = at;
    }
    end_ = at + bytes;
  }
  return static_cast<std::uint32_t>(at);
}

void LayoutBuilder::placeReferences(std::vector<FieldLayout>& fields) {
  for (FieldLayout& field : fields) {
    field.parts.clear();
    for (const SlotKind kind : field.type->slots) {
      Part part{kind, 0};
      if (kind == SlotKind::Reference) {
        part.offset = take(gc::kWordBytes);
        if (references_.count++ == 0) references_.offset = part.offset;
      }
      field.parts.push_back(part);
    }
  }
}

void LayoutBuilder::placeRaw(std::vector<FieldLayout>& fields) {
  for (const std::uint32_t bytes : {8u, 4u, 1u}) {
    for (FieldLayout& field : fields) {
      for (Part& part : field.parts) {
        if (part.kind != SlotKind::Reference && storageBytes(part.kind) == bytes) part.offset = take(bytes);
      }
    }
  }
}

}  // namespace tatu::vm
