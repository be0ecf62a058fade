#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <utility>

#include "bytecode/reader.h"
#include "bytecode/verifier.h"
#include "bytecode/writer.h"
#include "compiler/diagnostics/diagnostic_collector.h"
#include "compiler/diagnostics/renderer.h"
#include "compiler/emit/package_compiler.h"
#include "compiler/source/source_map.h"
#include "embedding_compiler/packages.h"
#include "embedding_compiler/result.h"

using namespace tatu;
using namespace tatu::embedding;

namespace {

// ---- What the host gives

tatu_compile_options defaultOptions() {
  tatu_compile_options options{};
  options.size = sizeof options;
  options.name = "program.tatu";
  options.version = "0.0.0";
  return options;
}

// An older host knows fewer fields, the others have their default; what a newer one sets could not be followed.
bool settle(const tatu_compile_options* given, tatu_compile_options& options) {
  options = defaultOptions();
  if (given == nullptr) return true;
  if (given->size < offsetof(tatu_compile_options, package_name) || given->size > sizeof options) return false;
  std::memcpy(&options, given, given->size);
  return true;
}

bool isText(const char* text) { return text != nullptr && bytecode::isWellFormedUtf8(text); }

const char* wrongOption(const tatu_compile_options& options) {
  if (!isText(options.name)) return "`name` is no text";
  if (!isText(options.version)) return "`version` is no text";
  if (options.package_name != nullptr &&
      (!isText(options.package_name) || compiler::packageNameOf(options.package_name) != options.package_name)) {
    return "`package_name` cannot be the name of a package";
  }
  if (options.format > TATU_COMPILE_JSON) return "`format` is none of tatu_compile_format";
  if (options.files == nullptr && options.file_count != 0) return "`files` is null";
  if (options.packages == nullptr && options.package_count != 0) return "`packages` is null";
  for (const tatu_compile_file& file : std::span(options.files, options.file_count)) {
    if (file.path == nullptr) return "the path of a file is null";
    if (file.text == nullptr && file.size != 0) return "the text of a file is null";
  }
  return nullptr;
}

// The compiler refuses what is larger than its limit, and needs no more than that to see it.
std::string textOf(const char* text, std::size_t size) {
  return {text == nullptr ? "" : text, text == nullptr ? 0 : std::min(size, compiler::kMaxFileBytes + 1)};
}

compiler::LoadedSource loaded(std::string_view path, const tatu_compile_file& file) {
  return {isText(file.name) ? file.name : std::string(path) + ".tatu", textOf(file.text, file.size)};
}

std::optional<compiler::LoadedSource> findFile(const tatu_compile_options& options, std::string_view path) {
  for (const tatu_compile_file& file : std::span(options.files, options.file_count)) {
    if (path == file.path) return loaded(path, file);
  }
  tatu_compile_file found{};
  if (options.find == nullptr || !options.find(options.user_data, std::string(path).c_str(), &found)) return {};
  return loaded(path, found);
}

compiler::PackageOptions packageOptions(const tatu_compile_options& options, const Packages& packages) {
  compiler::PackageOptions made;
  made.name = options.package_name == nullptr ? compiler::packageNameOf(options.name) : options.package_name;
  made.version = options.version;
  made.check.needsMain = options.needs_main;
  for (const auto& package : packages) made.check.packages.push_back(&package->module());
  made.check.loadFile = [&options](std::string_view path) { return findFile(options, path); };
  return made;
}

// ---- What comes of it

compiler::RenderOptions renderingOf(const tatu_compile_options& options) {
  compiler::RenderOptions rendering;
  rendering.format = static_cast<compiler::DiagnosticFormat>(options.format);
  rendering.colour = options.colour;
  return rendering;
}

// An error that belongs to no place in the text.
tatu_status refuse(tatu_compile_result& result, tatu_status status, const std::string& file, std::string message) {
  result.messages += (file.empty() ? "" : file + ": ") + "error: " + message + "\n";
  CompileMessage described;
  described.file = file;
  described.text = std::move(message);
  result.diagnostics.push_back(std::move(described));
  return status;
}

CompileMessage describe(const compiler::Diagnostic& diagnostic, const compiler::SourceMap& sources) {
  const compiler::SourceFile& file = sources.fileOf(diagnostic.primary.span.begin);
  const compiler::LineColumn at = compiler::lineColumn(file, diagnostic.primary.span.begin);
  CompileMessage message;
  message.isError = diagnostic.severity() == compiler::Severity::Error;
  message.line = at.line;
  message.column = at.column;
  message.length = diagnostic.primary.span.size();
  message.code = compiler::info(diagnostic.code).text;
  message.file = file.name();
  message.text = diagnostic.message;
  return message;
}

// Ever larger instantiations are seen in the whole program only, by the verifier. All else would be our mistake.
std::string refusalOf(const bytecode::Reject& reject) {
  if (reject.rule != bytecode::Rule::InstantiationCycle) {
    return reject.text() + ": this is a mistake in the compiler, please report it";
  }
  return reject.function + " would need ever larger types of itself, without end";
}

tatu_status keepModule(bytecode::Module module, const Packages& packages, const tatu_compile_options& options,
                       tatu_compile_result& result) {
  auto verified = bytecode::verifyModule(std::move(module), packages, {options.name, false});
  if (!verified) return refuse(result, TATU_REJECTED, options.name, refusalOf(verified.error()));
  result.module = bytecode::writeModule((*verified)->module());
  return TATU_OK;
}

tatu_status compile(std::string text, const tatu_compile_options& options, tatu_compile_result& result) {
  const auto packages = readPackages({options.packages, options.package_count});
  if (!packages) return refuse(result, TATU_REJECTED, "", packages.error());
  compiler::SourceMap sources;
  const auto file = sources.add(options.name, std::move(text));
  if (!file) return refuse(result, TATU_REJECTED, options.name, "the file is larger than 64 MiB");
  compiler::DiagnosticCollector diagnostics;
  auto module = compiler::compilePackage(packageOptions(options, *packages), {(*file)->id()}, sources, diagnostics);
  result.messages = compiler::renderAll(diagnostics, sources, renderingOf(options));
  for (const compiler::Diagnostic& diagnostic : diagnostics.diagnostics()) {
    result.diagnostics.push_back(describe(diagnostic, sources));
  }
  return module ? keepModule(std::move(*module), *packages, options, result) : TATU_REJECTED;
}

tatu_status compileInto(const char* text, std::size_t size, const tatu_compile_options* given,
                        tatu_compile_result& result) {
  tatu_compile_options options;
  if (!settle(given, options)) return refuse(result, TATU_MISUSE, "", "`size` is not that of tatu_compile_options");
  if (const char* wrong = wrongOption(options)) return refuse(result, TATU_MISUSE, "", wrong);
  if (text == nullptr && size != 0) return refuse(result, TATU_MISUSE, "", "`text` is null");
  return compile(textOf(text, size), options, result);
}

}  // namespace

extern "C" {

uint32_t tatu_compiler_version(void) { return TATU_VERSION_NUMBER; }

void tatu_compile_options_defaults(tatu_compile_options* options, size_t size) {
  tatu_compile_options defaults = defaultOptions();
  defaults.size = std::min(size, sizeof defaults);
  if (options != nullptr) std::memcpy(options, &defaults, defaults.size);
}

tatu_status tatu_compile(const char* text, size_t size, const tatu_compile_options* options,
                         tatu_compile_result** result) {
  if (result == nullptr) return TATU_MISUSE;
  *result = nullptr;
  try {
    auto made = std::make_unique<tatu_compile_result>();
    const tatu_status status = compileInto(text, size, options, *made);
    *result = made.release();
    return status;
  } catch (const std::bad_alloc&) {
    return TATU_NO_MEMORY;
  }
}

}  // extern "C"
