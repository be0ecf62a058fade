#include <algorithm>

#include "compiler/check/declarations.h"
#include "compiler/check/suggestions.h"

namespace tatu::compiler::check {

namespace {

class FileOpener {
 public:
  explicit FileOpener(Program& program) : program_(program) {}

  FileScope* open(FileId id, std::string moduleName) {
    FileScope& file = program_.files.emplace_back();
    file.moduleName = std::move(moduleName);
    file.source = &program_.sources.file(id);
    ParseOptions options;
    options.coreLibrary = program_.options.isCore;
    file.parsed = parseFile(*file.source, program_.diagnostics, options);
    file.hasUnknownNames = file.parsed.file->hasBrokenImport;
    program_.addFile(file);
    byModule_.emplace(file.moduleName, &file);
    chain_.push_back(&file);
    for (const ast::Import& import : file.parsed.file->imports) openImport(file, import);
    chain_.pop_back();
    program_.initialOrder.push_back(&file);
    return &file;
  }

 private:
  // The module's path: all parts, separated by slashes.
  static std::string pathOf(const ast::Import& import) {
    std::string path;
    for (const ast::Identifier& part : import.path) {
      if (!path.empty()) path += '/';
      path += part.text;
    }
    return path;
  }

  void openImport(FileScope& importer, const ast::Import& import) {
    const std::string path = pathOf(import);
    ImportedModule target{nullptr, packageNamed(path)};
    if (target.package == nullptr) {
      target.file = fileNamed(import, path);
    } else if (checkNeeded(import, *target.package)) {
      program_.importedPackages.push_back(target.package);
    } else {
      target.package = nullptr;
    }
    if (target.isNone()) {
      importer.hasUnknownNames = true;
    } else if (!import.hasItems) {
      bindAlias(importer, import, target);
    } else {
      program_.importTargets.emplace(&import, target);
    }
  }

  // Null if there is none. The names of core are in scope without an import.
  ImportedPackage* packageNamed(std::string_view name) {
    const auto found = std::find_if(program_.importable.begin(), program_.importable.end(),
                                    [&](const ImportedPackage* each) { return each->symbol()->name == name; });
    return found == program_.importable.end() ? nullptr : *found;
  }

  // All that a package stands on must be known, as its types come from there. Told once.
  bool checkNeeded(const ast::Import& import, const ImportedPackage& package) {
    if (!checked_.insert(&package).second) return true;
    const bytecode::Module& module = package.module();
    for (const bytecode::Package& needed : module.packages) {
      const std::string_view name = module.text(needed.name);
      const std::string_view version = module.text(needed.version);
      const auto found = std::find_if(program_.packages.begin(), program_.packages.end(), [&](const auto& each) {
        return each->symbol()->name == name && each->symbol()->version == version;
      });
      const bool isGiven = found != program_.packages.end();
      if (isGiven && checkNeeded(import, **found)) continue;
      if (isGiven) return false;
      program_.report(Diagnostic(DiagnosticCode::UnknownModule, import.span,
                                 "the package " + quoted(package.symbol()->name) + " needs the package " +
                                     quoted(name) + " " + std::string(version) + ", which was not given"));
      return false;
    }
    return true;
  }

  // Null, with a message, if there is none or it is being opened.
  FileScope* fileNamed(const ast::Import& import, const std::string& path) {
    const auto found = byModule_.find(path);
    if (found == byModule_.end()) return load(import, path);
    if (std::find(chain_.begin(), chain_.end(), found->second) == chain_.end()) return found->second;
    reportCycle(import, *found->second);
    return nullptr;
  }

  FileScope* load(const ast::Import& import, const std::string& path) {
    std::optional<LoadedSource> loaded;
    if (program_.options.loadFile) loaded = program_.options.loadFile(path);
    if (!loaded) {
      reportUnknown(import, path);
      return nullptr;
    }
    const auto added = program_.sources.add(std::move(loaded->name), std::move(loaded->text));
    if (!added) {
      program_.report(
          Diagnostic(DiagnosticCode::FileTooLarge, import.span, "the file of " + quoted(path) + " is too large"));
      return nullptr;
    }
    return open((*added)->id(), path);
  }

  void reportUnknown(const ast::Import& import, const std::string& path) {
    const SourceSpan span = join(import.path.front().span, import.path.back().span);
    SpellingSuggester suggester(path);
    for (const ImportedPackage* package : program_.importable) suggester.consider(package->symbol()->name);
    Diagnostic diagnostic(DiagnosticCode::UnknownModule, span,
                          "I cannot find the module " + quoted(path) + ": there is no file `" + path + ".tatu`" +
                              (!program_.importable.empty() ? ", and no package of that name was given" : ""));
    addSuggestion(diagnostic, suggester, span);
    if (path == "core")
      (void)std::move(diagnostic).help("the names of the core library are in scope without an import");
    program_.report(std::move(diagnostic));
  }

  void reportCycle(const ast::Import& import, const FileScope& target) {
    std::string chain;
    bool isInside = false;
    for (const FileScope* file : chain_) {
      isInside = isInside || file == &target;
      if (isInside) chain += quoted(file->moduleName) + " imports ";
    }
    program_.report(Diagnostic(DiagnosticCode::ImportCycle, import.span,
                               "this import closes a circle: " + chain + quoted(target.moduleName))
                        .help("move what both need into a module of its own"));
  }

  void bindAlias(FileScope& importer, const ast::Import& import, const ImportedModule& target) {
    const ast::Identifier& name = import.localName();
    if (!importer.modules.emplace(name.text, target).second) {
      program_.report(Diagnostic(DiagnosticCode::DuplicateName, name.span,
                                 "there is already a module " + quoted(name.text) + " here")
                          .help("rename one of them with `as`"));
    }
  }

  Program& program_;
  std::unordered_map<std::string, FileScope*> byModule_;
  std::vector<FileScope*> chain_;
  std::unordered_set<const ImportedPackage*> checked_;
};

std::string moduleNameOf(std::string_view fileName) {
  const std::size_t slash = fileName.find_last_of('/');
  if (slash != std::string_view::npos) fileName.remove_prefix(slash + 1);
  if (fileName.ends_with(".tatu")) fileName.remove_suffix(5);
  return std::string(fileName);
}

}  // namespace

void openFiles(Program& program, const std::vector<FileId>& roots) {
  FileOpener opener(program);
  for (const FileId id : roots) opener.open(id, moduleNameOf(program.sources.file(id).name()));
}

namespace {

// All that are `pub` and have the name. Says whether there were any.
bool bindExtensions(FileScope& file, const ImportedModule& module, const ast::ImportItem& item) {
  const std::vector<FunctionSymbol*> visible = module.publicExtensions(item.name.text);
  if (visible.empty()) return false;
  std::vector<FunctionSymbol*>& bound = file.importedExtensions[item.localName().text];
  bound.insert(bound.end(), visible.begin(), visible.end());
  return true;
}

void bindItem(Program& program, FileScope& file, const ImportedModule& module, const ast::ImportItem& item) {
  Entity entity = module.find(item.name.text);
  if (bindExtensions(file, module, item) && entity.isNone()) return;
  const bool isHiddenExtension = entity.isNone() && module.hasExtension(item.name.text);
  if (entity.isNone() && !isHiddenExtension) {
    if (module.hasUnknownNames()) {
      file.hasUnknownNames = true;
      return;
    }
    Diagnostic diagnostic(DiagnosticCode::UnknownImport, item.name.span,
                          "the module " + quoted(module.name()) + " has no " + quoted(item.name.text));
    suggestFrom(module, diagnostic, item.name);
    program.report(std::move(diagnostic));
    entity.kind = EntityKind::Broken;
  } else if (isHiddenExtension || !entity.isPublic()) {
    program.reportNotVisible(item.name);
  }
  if (isHiddenExtension) entity.kind = EntityKind::Broken;
  if (!file.imported.emplace(item.localName().text, entity).second) {
    program.report(Diagnostic(DiagnosticCode::DuplicateName, item.localName().span,
                              quoted(item.localName().text) + " is imported twice"));
  }
}

}  // namespace

void bindImports(Program& program) {
  for (FileScope& file : program.files) {
    for (const ast::Import& import : file.parsed.file->imports) {
      const auto target = program.importTargets.find(&import);
      if (target == program.importTargets.end()) continue;
      for (const ast::ImportItem& item : import.items) bindItem(program, file, target->second, item);
    }
  }
}

namespace {

void warnUnused(Program& program, const FileScope& file, const ast::Identifier& name, SourceSpan span,
                std::string_view what) {
  if (file.usedImports.count(name.text) != 0 || name.text.starts_with('_')) return;
  program.report(Diagnostic(DiagnosticCode::UnusedImport, span,
                            std::string(what) + quoted(name.text) + " is imported, but never used")
                     .help("remove the import"));
}

}  // namespace

void checkUnusedImports(Program& program) {
  for (const FileScope& file : program.files) {
    if (file.parsed.hasErrors || file.hasUnknownNames) continue;  // what could not be read may use them
    for (const ast::Import& import : file.parsed.file->imports) {
      if (!import.hasItems) {
        warnUnused(program, file, import.localName(), import.span, "the module ");
        continue;
      }
      for (const ast::ImportItem& item : import.items)
        warnUnused(program, file, item.localName(), item.localName().span, "");
    }
  }
}

}  // namespace tatu::compiler::check
