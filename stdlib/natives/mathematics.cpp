// Elementary functions: SLEEF's reproducible scalar variants, which give the same bits on every architecture.
#include <sleef.h>

#include "stdlib/natives/core_natives.h"

namespace tatu::stdlib {

using vm::NativeArguments;
using vm::NativeCall;
using vm::NativeStatus;

namespace {

template <auto function>  // auto: gcc tells const functions from others in template arguments
NativeStatus unary(NativeCall& call) {
  return call.returnFloat(function(call.floatAt(0)));
}

template <auto function>
NativeStatus binary(NativeCall& call) {
  return call.returnFloat(function(call.floatAt(0), call.floatAt(1)));
}

std::uint64_t priceOfFunction(const NativeArguments&) { return 8; }

}  // namespace

void addMathNatives(vm::NativeRegistry& registry) {
  const auto add = [&](const char* name, const char* signature, vm::NativeBody body) {
    registry.addReading(name, signature, priceOfFunction, body);
  };
  add("core.math.sin@1", "(Float) -> Float", unary<Sleef_cinz_sind1_u10purec>);
  add("core.math.cos@1", "(Float) -> Float", unary<Sleef_cinz_cosd1_u10purec>);
  add("core.math.tan@1", "(Float) -> Float", unary<Sleef_cinz_tand1_u10purec>);
  add("core.math.asin@1", "(Float) -> Float", unary<Sleef_cinz_asind1_u10purec>);
  add("core.math.acos@1", "(Float) -> Float", unary<Sleef_cinz_acosd1_u10purec>);
  add("core.math.atan@1", "(Float) -> Float", unary<Sleef_cinz_atand1_u10purec>);
  add("core.math.sinh@1", "(Float) -> Float", unary<Sleef_cinz_sinhd1_u10purec>);
  add("core.math.cosh@1", "(Float) -> Float", unary<Sleef_cinz_coshd1_u10purec>);
  add("core.math.tanh@1", "(Float) -> Float", unary<Sleef_cinz_tanhd1_u10purec>);
  add("core.math.exp@1", "(Float) -> Float", unary<Sleef_cinz_expd1_u10purec>);
  add("core.math.ln@1", "(Float) -> Float", unary<Sleef_cinz_logd1_u10purec>);
  add("core.math.log2@1", "(Float) -> Float", unary<Sleef_cinz_log2d1_u10purec>);
  add("core.math.log10@1", "(Float) -> Float", unary<Sleef_cinz_log10d1_u10purec>);
  add("core.math.cbrt@1", "(Float) -> Float", unary<Sleef_cinz_cbrtd1_u10purec>);
  add("core.math.atan2@1", "(Float, Float) -> Float", binary<Sleef_cinz_atan2d1_u10purec>);
  add("core.math.pow@1", "(Float, Float) -> Float", binary<Sleef_cinz_powd1_u10purec>);
  add("core.math.hypot@1", "(Float, Float) -> Float", binary<Sleef_cinz_hypotd1_u05purec>);
}

}  // namespace tatu::stdlib
