#include "cli/guest_run.h"
#include "cli/method_compiler.h"
#include "cli/program.h"
#include "cli/verbs.h"
#include "os/platform/interrupt.h"
#include "os/platform/process.h"

namespace tatu::cli {

namespace {

int runGuest(const Options& options, const Console& console, Session& session, const vm::ModuleImage& image,
             const SourceTexts& sources, PhaseClock& clock) {
  auto guest = makeGuest(console, options, session.runtime(), image);
  if (!guest) return static_cast<int>(guest.error());
  vm::Worker worker(session.runtime());
  clock.end("link");
  const GuestEnd end = runToEnd(**guest, worker);
  clock.end("run");
  const int code = reportEnd(console, options, sources, end);
  if (options.showStatistics) showStatistics(console, clock, (*guest)->statistics(), session.runtime());
  if (end.signal != 0) os::endBySignal(end.signal);
  return code;
}

}  // namespace

int runProgram(const Options& options, const Console& console) {
  PhaseClock clock;
  auto compiler = makeMethodCompiler(console, options);
  if (!compiler) return static_cast<int>(compiler.error());
  auto program = loadProgram(options, console, true, clock);
  if (!program) return static_cast<int>(program.error());
  auto session = Session::start(console, options.gcStress.value_or(0), std::move(*compiler), program->packages);
  if (!session) return static_cast<int>(session.error());
  auto image = session->load(program->module);
  if (!image) return static_cast<int>(image.error());
  const int code = runGuest(options, console, *session, **image, program->sources, clock);
  session->runtime().endCompilation();
  // What is left is memory, and to give it back piece by piece takes longer than some programs do.
  os::endProcess(code);
}

}  // namespace tatu::cli
