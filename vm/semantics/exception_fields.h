// ExceptionFields: where the machine finds what it relies on in core's class Exception (exception_objects.h).
#pragma once

namespace tatu::vm {

struct FieldLayout;
struct RuntimeClass;

struct ExceptionFields {
  const RuntimeClass* cls = nullptr;  // null: there is no core package
  const FieldLayout* message = nullptr;
  const FieldLayout* cause = nullptr;
  const FieldLayout* trace = nullptr;
  const RuntimeClass* traceClass = nullptr;  // of what stands in `trace`
};

}  // namespace tatu::vm
