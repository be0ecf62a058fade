// {fmt}, compiled once: Debian has it as a shared library only, and as headers alone it would be compiled into every
// file that uses it. Numbers look the same in every locale, so nothing here needs the locales of the C++ library, which
// would be the largest part of it in ours.
#define FMT_STATIC_THOUSANDS_SEPARATOR ','
#include <fmt/format-inl.h>

FMT_BEGIN_NAMESPACE
namespace detail {

// What format.h declares for every user and expects in one place.
template thousands_sep_result<char> thousands_sep_impl<char>(locale_ref);
template char decimal_point_impl<char>(locale_ref);

}  // namespace detail
FMT_END_NAMESPACE
