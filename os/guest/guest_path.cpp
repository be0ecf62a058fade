#include "os/guest/guest_path.h"

#include <algorithm>
#include <array>
#include <vector>

#include "os/text.h"

namespace tatu::os {
namespace {

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool looksLikeDrive(std::string_view text) { return text.size() >= 2 && isLetter(text[0]) && text[1] == ':'; }

std::string_view faultInCharacters(std::string_view text) {
  for (std::size_t position = 0; position < text.size();) {
    const DecodedScalar step = decodeScalar(text, position);
    if (!step.valid) return "the path is not valid UTF-8";
    if (isControl(step.scalar)) return "the path contains a control character";
    if (step.scalar == U'\\') return "the path contains a backslash; parts are separated by /";
    position += step.length;
  }
  return {};
}

std::string_view faultInText(std::string_view text) {
  if (text.empty()) return "the path is empty";
  if (text.size() > kLongestPath) return "the path is too long";
  if (looksLikeDrive(text)) return "the path starts with a drive letter";
  return faultInCharacters(text);
}

/// Calls `visit` with each part between slashes that is not empty.
template <typename Visit>
void forEachPart(std::string_view text, Visit visit) {
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('/', start), text.size());
    if (end > start) visit(text.substr(start, end - start));
    start = end + 1;
  }
}

/// Follows "." and ".." in the text. Above "/" there is "/" again; above a relative start, ".." is kept.
void appendPart(std::vector<std::string_view>& parts, std::string_view part, bool absolute) {
  if (part == ".") return;
  if (part != "..") {
    parts.push_back(part);
  } else if (!parts.empty() && parts.back() != "..") {
    parts.pop_back();
  } else if (!absolute) {
    parts.push_back(part);
  }
}

std::string join(const std::vector<std::string_view>& parts, bool absolute) {
  std::string text;
  for (const std::string_view part : parts) {
    if (absolute || !text.empty()) text += '/';
    text += part;
  }
  if (text.empty()) return absolute ? "/" : ".";
  return text;
}

bool equalsIgnoringCase(std::string_view text, std::string_view upper) {
  const auto same = [](char a, char b) { return (a >= 'a' && a <= 'z' ? static_cast<char>(a - 32) : a) == b; };
  return std::ranges::equal(text, upper, same);
}

bool isReservedName(std::string_view name) {
  const std::string_view stem = name.substr(0, name.find('.'));
  for (const std::string_view reserved : {"CON", "PRN", "AUX", "NUL"}) {
    if (equalsIgnoringCase(stem, reserved)) return true;
  }
  if (stem.size() != 4 || stem[3] < '0' || stem[3] > '9') return false;
  return equalsIgnoringCase(stem.substr(0, 3), "COM") || equalsIgnoringCase(stem.substr(0, 3), "LPT");
}

}  // namespace

tl::expected<GuestPath, PathFault> GuestPath::parse(std::string_view text, std::string_view workingDirectory) {
  if (const std::string_view fault = faultInText(text); !fault.empty()) return tl::unexpected(PathFault{fault});
  std::vector<std::string_view> parts;
  bool tooLong = false;
  const auto append = [&](std::string_view part) {
    tooLong |= part.size() > kLongestPart;
    appendPart(parts, part, true);
  };
  if (text.front() != '/') forEachPart(workingDirectory, append);
  forEachPart(text, append);
  std::string normal = join(parts, true);
  if (tooLong) return tl::unexpected(PathFault{"a part of the path is too long"});
  if (normal.size() > kLongestPath) return tl::unexpected(PathFault{"the path is too long"});
  return GuestPath(std::move(normal));
}

std::string_view GuestPath::name() const { return std::string_view(text_).substr(text_.find_last_of('/') + 1); }

bool GuestPath::isWithin(const GuestPath& directory) const {
  const std::string& outer = directory.text_;
  if (outer == "/" || text_ == outer) return true;
  return text_.starts_with(outer) && text_[outer.size()] == '/';
}

std::string GuestPath::relativeTo(const GuestPath& directory) const {
  if (text_ == directory.text_) return ".";
  return text_.substr(directory.text_ == "/" ? 1 : directory.text_.size() + 1);
}

std::string_view reasonNotPortable(std::string_view name) {
  constexpr std::string_view kSpecial = "<>:\"|?*";
  if (name.ends_with('.') || name.ends_with(' ')) return "the name ends in a dot or space, which some hosts drop";
  if (name.find_first_of(kSpecial) != std::string_view::npos) {
    return "the name contains one of < > : \" | ? *, which some hosts do not allow";
  }
  if (isReservedName(name)) return "some hosts reserve this name for a device";
  return {};
}

std::string normalizeText(std::string_view path) {
  const bool absolute = path.starts_with('/');
  std::vector<std::string_view> parts;
  forEachPart(path, [&](std::string_view part) { appendPart(parts, part, absolute); });
  return join(parts, absolute);
}

std::string directoryToGrant(std::string_view path) {
  const std::string normal = normalizeText(path);
  if (normal == "/") return normal;
  if (normal == ".") return "..";
  if (normal == ".." || normal.ends_with("/..")) return normal + "/..";
  return normalizeText(normal + "/..");
}

}  // namespace tatu::os
