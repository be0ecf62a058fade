// Ordinary memory that can run out: the test program's own operator new, in the form that returns null.
#pragma once

namespace tatu::gc::test {

// The next `count` requests are served and those after them are not; a negative count serves all.
void serveNothrowRequests(int count);

}  // namespace tatu::gc::test
