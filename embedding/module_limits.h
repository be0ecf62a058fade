// The limits that a module has from the start.
#pragma once

#include "vm/compiled/code_account.h"

namespace tatu::embedding {

void setDefaultLimits(vm::CodeAccount& account);

}  // namespace tatu::embedding
