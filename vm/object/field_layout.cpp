#include "vm/object/field_layout.h"

namespace tatu::vm {

void LayoutBuilder::place(std::vector<FieldLayout>& fields) {
  for (FieldLayout& field : fields) {
    field.parts.clear();
    for (const SlotKind kind : field.type->slots) {
      Part part{kind, 0};
      if (kind == SlotKind::Reference) {
        part.offset = static_cast<std::uint32_t>(gc::kHeaderBytes + references_++ * gc::kWordBytes);
      }
      field.parts.push_back(part);
    }
  }
  for (const std::uint32_t bytes : {8u, 4u, 1u}) placeRaw(fields, bytes);
}

void LayoutBuilder::placeRaw(std::vector<FieldLayout>& fields, std::uint32_t bytes) {
  for (FieldLayout& field : fields) {
    for (Part& part : field.parts) {
      if (part.kind == SlotKind::Reference || storageBytes(part.kind) != bytes) continue;
      rawBytes_ = (rawBytes_ + bytes - 1) / bytes * bytes;
      part.offset = static_cast<std::uint32_t>(rawBytes_);
      rawBytes_ += bytes;
    }
  }
}

}  // namespace tatu::vm
