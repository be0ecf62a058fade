#include "vm/prepare/prepared_code.h"
#include "vm/engine.h"
namespace tatu::vm {
const PreparedCode& unpreparedStub() { static const PreparedCode stub; return stub; }
std::unique_ptr<Engine> makeInterpreterEngine(GuestState& state) { return makeReferenceEngine(state); }
}
