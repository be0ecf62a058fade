// Diagnostics for people: message, source lines with carets and labels, notes, and what the advice would make of a
// line.
#include <algorithm>
#include <map>

#include "compiler/diagnostics/renderer_parts.h"
#include "compiler/diagnostics/source_excerpt.h"

namespace tatu::compiler {
namespace {

// Colours of the terminal's own palette, so that they suit its background.
struct Palette {
  std::string_view bold = "\x1b[1m";
  std::string_view error = "\x1b[1;31m";
  std::string_view warning = "\x1b[1;33m";
  std::string_view secondary = "\x1b[1;34m";
  std::string_view help = "\x1b[1;32m";
  std::string_view reset = "\x1b[0m";
};
constexpr Palette kColours;
constexpr Palette kNoColours{"", "", "", "", "", ""};

struct Mark {
  SourceSpan span;
  std::string_view label;
  bool primary;
};

// One line of the excerpt with its marks, put on the screen.
struct PlacedMark {
  unsigned begin;
  unsigned end;
  std::string label;
  bool primary;
};

class HumanRenderer {
 public:
  HumanRenderer(const Diagnostic& diagnostic, const SourceMap& sources, const RenderOptions& options)
      : diagnostic_(diagnostic),
        sources_(sources),
        width_(std::max(options.width, 40u)),
        colours_(options.colour ? kColours : kNoColours) {}

  std::string run();

 private:
  using MarksByLine = std::map<std::uint32_t, std::vector<Mark>>;

  void findGutterWidth();
  void addHeading();
  void addFile(const SourceFile& file, bool first);
  void addLines(const SourceFile& file, const MarksByLine& lines);
  void addMarkedLine(const SourceFile& file, std::uint32_t line, const std::vector<Mark>& marks);
  void addMarkRows(std::vector<PlacedMark> marks);
  void addMarks(const std::vector<PlacedMark>& marks, const PlacedMark* labelled);
  void addHangingLabel(const PlacedMark& mark);
  void addHelp(const Help& help);
  void addEditedLine(const Help& help);
  void addGutter(std::string_view number, std::string_view bar);
  void addText(std::string_view colour, std::string_view text) {
    if (text.empty()) return;
    ((output_ += colour) += text) += colours_.reset;
  }
  [[nodiscard]] std::string_view severityColour() const {
    return diagnostic_.severity() == Severity::Error ? colours_.error : colours_.warning;
  }
  [[nodiscard]] std::string_view colourOf(const PlacedMark& mark) const {
    return mark.primary ? severityColour() : colours_.secondary;
  }
  [[nodiscard]] std::vector<Mark> allMarks() const;

  const Diagnostic& diagnostic_;
  const SourceMap& sources_;
  unsigned width_;
  Palette colours_;
  std::string output_;
  std::size_t gutter_ = 1;
};

std::vector<Mark> HumanRenderer::allMarks() const {
  std::vector<Mark> marks{{diagnostic_.primary.span, diagnostic_.primary.text, true}};
  for (const Label& label : diagnostic_.secondary) marks.push_back({label.span, label.text, false});
  return marks;
}

std::string HumanRenderer::run() {
  findGutterWidth();
  addHeading();
  const SourceFile& main = sources_.fileOf(diagnostic_.primary.span.begin);
  addFile(main, true);
  std::vector<const SourceFile*> others;
  for (const Label& label : diagnostic_.secondary) {
    const SourceFile* file = &sources_.fileOf(label.span.begin);
    if (file != &main && std::find(others.begin(), others.end(), file) == others.end()) others.push_back(file);
  }
  for (const SourceFile* file : others) addFile(*file, false);
  for (const std::string& note : diagnostic_.notes) {
    output_.append(gutter_ + 1, ' ');
    addText(colours_.secondary, "=");
    addText(colours_.bold, " note");
    output_ += ": " + neutralized(note) + "\n";
  }
  for (const Help& help : diagnostic_.helps) addHelp(help);
  output_ += '\n';
  return std::move(output_);
}

void HumanRenderer::findGutterWidth() {
  for (const Mark& mark : allMarks()) {
    const std::uint32_t line = sources_.fileOf(mark.span.begin).lineOffset(mark.span.begin).line + 1;
    gutter_ = std::max(gutter_, std::to_string(line).size());
  }
}

void HumanRenderer::addHeading() {
  const DiagnosticCodeInfo& row = info(diagnostic_.code);
  addText(severityColour(), std::string(severityText(row.severity)) + "[" + std::string(row.text) + "]");
  addText(colours_.bold, ": " + neutralized(diagnostic_.message));
  output_ += '\n';
}

void HumanRenderer::addGutter(std::string_view number, std::string_view bar) {
  std::string text(gutter_ - std::min(number.size(), gutter_), ' ');
  text += number;
  text += bar;
  addText(colours_.secondary, text);
}

void HumanRenderer::addFile(const SourceFile& file, bool first) {
  MarksByLine lines;
  SourcePosition place = diagnostic_.primary.span.begin;
  for (const Mark& mark : allMarks()) {
    if (&sources_.fileOf(mark.span.begin) != &file) continue;
    if (lines.empty()) place = mark.span.begin;
    lines[file.lineOffset(mark.span.begin).line].push_back(mark);
  }
  output_.append(gutter_, ' ');
  addText(colours_.secondary, first ? "--> " : "::: ");
  output_ += placeText(sources_, place) + "\n";
  addGutter("", " |");
  output_ += '\n';
  addLines(file, lines);
}

void HumanRenderer::addLines(const SourceFile& file, const MarksByLine& lines) {
  const std::uint32_t* previous = nullptr;
  for (const auto& [line, marks] : lines) {
    if (previous != nullptr && line == *previous + 2) {
      const SourceExcerpt between(file.lineText(line - 1), 0, 0, width_);
      addGutter(std::to_string(line), " |");
      output_ += (between.text().empty() ? "" : " ") + between.text() + "\n";
    } else if (previous != nullptr && line > *previous + 1) {
      addText(colours_.secondary, "...");
      output_ += '\n';
    }
    addMarkedLine(file, line, marks);
    previous = &line;
  }
}

void HumanRenderer::addMarkedLine(const SourceFile& file, std::uint32_t line, const std::vector<Mark>& marks) {
  const std::string_view text = file.lineText(line);
  const SourcePosition start = file.lineStart(line);
  const auto offsetIn = [&](SourcePosition position) {
    return std::min<std::size_t>(position.offset - start.offset, text.size());
  };
  const Mark& focus = marks.front();
  const SourceExcerpt excerpt(text, offsetIn(focus.span.begin), offsetIn(focus.span.end), width_);
  addGutter(std::to_string(line + 1), " |");
  output_ += (excerpt.text().empty() ? "" : " ") + excerpt.text() + "\n";
  std::vector<PlacedMark> placed;
  for (const Mark& mark : marks) {
    const unsigned begin = excerpt.columnOf(offsetIn(mark.span.begin));
    const unsigned end = std::max(excerpt.columnOf(offsetIn(mark.span.end)), begin + 1);
    placed.push_back({begin, end, neutralized(mark.label), mark.primary});
  }
  addMarkRows(std::move(placed));
}

// The label of the last mark stands behind it, the others hang below, from right to left.
void HumanRenderer::addMarkRows(std::vector<PlacedMark> marks) {
  std::stable_sort(marks.begin(), marks.end(),
                   [](const PlacedMark& a, const PlacedMark& b) { return a.begin < b.begin; });
  const PlacedMark* last = &marks.back();
  const bool covered = std::any_of(marks.begin(), marks.end(), [&](const PlacedMark& m) { return m.end > last->end; });
  if (covered) last = nullptr;
  addMarks(marks, last);
  for (auto mark = marks.rbegin(); mark != marks.rend(); ++mark) {
    if (&*mark != last && !mark->label.empty()) addHangingLabel(*mark);
  }
}

void HumanRenderer::addMarks(const std::vector<PlacedMark>& marks, const PlacedMark* labelled) {
  addGutter("", " | ");
  unsigned width = 0;
  for (const PlacedMark& mark : marks) width = std::max(width, mark.end);
  // The primary mark wins where marks overlap.
  std::vector<const PlacedMark*> cells(width, nullptr);
  for (const bool primary : {false, true}) {
    for (const PlacedMark& mark : marks) {
      if (mark.primary != primary) continue;
      std::fill(cells.begin() + mark.begin, cells.begin() + mark.end, &mark);
    }
  }
  for (std::size_t i = 0; i < cells.size();) {
    std::size_t end = i;
    while (end < cells.size() && cells[end] == cells[i]) ++end;
    if (cells[i] == nullptr) {
      output_.append(end - i, ' ');
    } else {
      addText(colourOf(*cells[i]), std::string(end - i, cells[i]->primary ? '^' : '-'));
    }
    i = end;
  }
  if (labelled != nullptr && !labelled->label.empty()) addText(colourOf(*labelled), " " + labelled->label);
  output_ += '\n';
}

void HumanRenderer::addHangingLabel(const PlacedMark& mark) {
  addGutter("", " | ");
  output_.append(mark.begin, ' ');
  addText(colourOf(mark), mark.label);
  output_ += '\n';
}

void HumanRenderer::addHelp(const Help& help) {
  output_.append(gutter_ + 1, ' ');
  addText(colours_.secondary, "=");
  addText(colours_.help, " help");
  output_ += ": " + neutralized(help.text) + "\n";
  if (!help.edits.empty()) addEditedLine(help);
}

// The line as it would be after the edits, if they all lie in one line and stay in it.
void HumanRenderer::addEditedLine(const Help& help) {
  std::vector<Edit> edits = help.edits;
  std::sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.span.begin > b.span.begin; });
  const SourceFile& file = sources_.fileOf(edits.front().span.begin);
  const std::uint32_t line = file.lineOffset(edits.front().span.begin).line;
  const std::string_view original = file.lineText(line);
  const SourcePosition start = file.lineStart(line);
  std::string text(original);
  SourcePosition reached = edits.front().span.end;
  for (const Edit& edit : edits) {
    const bool inLine = edit.span.begin >= start && edit.span.end.offset - start.offset <= original.size();
    if (!inLine || edit.span.end > reached || edit.replacement.find('\n') != std::string::npos) return;
    text.replace(edit.span.begin.offset - start.offset, edit.span.size(), edit.replacement);
    reached = edit.span.begin;
  }
  const std::size_t focus = edits.back().span.begin.offset - start.offset;
  const SourceExcerpt excerpt(text, focus, focus + edits.back().replacement.size(), width_);
  addGutter("", " |");
  output_ += '\n';
  addGutter(std::to_string(line + 1), " | ");
  output_ += excerpt.text() + "\n";
}

}  // namespace

std::string renderHuman(const Diagnostic& diagnostic, const SourceMap& sources, const RenderOptions& options) {
  return HumanRenderer(diagnostic, sources, options).run();
}

}  // namespace tatu::compiler
