#include "tests/calls/values.h"

namespace tatu::calls {

Outcome outcomeOf(tatu_status status, tatu_error*& error) {
  Outcome outcome;
  outcome.status = status;
  outcome.message = tatu_error_message(error);
  outcome.details = tatu_error_details(error);
  outcome.exception = tatu_error_exception(error);
  outcome.limit = tatu_error_limit(error);
  outcome.exitCode = tatu_error_exit_code(error);
  outcome.retryMilliseconds = tatu_error_retry_milliseconds(error);
  tatu_error_destroy(error);
  return outcome;
}

namespace {

tatu_value ofKind(tatu_kind kind) {
  tatu_value value{};
  value.kind = kind;
  return value;
}

}  // namespace

tatu_value intValue(std::int64_t integer) {
  tatu_value value = ofKind(TATU_INT);
  value.as.integer = integer;
  return value;
}
tatu_value floatValue(double number) {
  tatu_value value = ofKind(TATU_FLOAT);
  value.as.number = number;
  return value;
}
tatu_value boolValue(bool boolean) {
  tatu_value value = ofKind(TATU_BOOL);
  value.as.boolean = boolean;
  return value;
}
tatu_value charValue(std::uint32_t character) {
  tatu_value value = ofKind(TATU_CHAR);
  value.as.character = character;
  return value;
}
tatu_value textValue(std::string_view text) {
  tatu_value value = ofKind(TATU_STRING);
  value.as.text = text.data();
  value.size = text.size();
  return value;
}
tatu_value objectValue(tatu_object* object) {
  tatu_value value = ofKind(TATU_OBJECT);
  value.as.object = object;
  return value;
}
tatu_value nullValue() { return ofKind(TATU_NULL); }
tatu_value listValue(tatu_kind kind, const std::vector<tatu_value>& items) {
  tatu_value value = ofKind(kind);
  value.as.items = items.data();
  value.size = items.size();
  return value;
}

std::string show(const tatu_value& value) {
  switch (value.kind) {
    case TATU_UNIT: return "()";
    case TATU_NULL: return "null";
    case TATU_BOOL: return value.as.boolean ? "true" : "false";
    case TATU_INT: return std::to_string(value.as.integer);
    case TATU_FLOAT: return std::to_string(value.as.number);
    case TATU_CHAR: return "U+" + std::to_string(value.as.character);
    case TATU_STRING: return "\"" + std::string(value.as.text, value.size) + "\"";
    case TATU_OBJECT: return tatu_class_name(tatu_object_class(value.as.object));
    default: break;
  }
  std::string text = "[";
  for (std::size_t i = 0; i < value.size; ++i) {
    if (i != 0) text += ", ";
    text += value.kind == TATU_BYTES ? std::to_string(value.as.bytes[i]) : show(value.as.items[i]);
  }
  return text + "]";
}

tatu_status callBody(tatu_host_call* call, const tatu_value* arguments, std::size_t count, tatu_value* result,
                     void* data) {
  return (*static_cast<Body*>(data))(call, {arguments, count}, *result);
}

}  // namespace tatu::calls
