/* What a host may have, too: functions with the names of some that our archives have inside. Whoever calls one of these
 * by mistake ends the program. */
#include <stdlib.h>

#define NAMESAKE(name) \
  void name(void);     \
  void name(void) { abort(); }

NAMESAKE(GC_init)
NAMESAKE(GC_gcollect)
NAMESAKE(GC_generic_malloc)
NAMESAKE(crypto_generichash)
NAMESAKE(sodium_init)
NAMESAKE(utf8proc_category)
NAMESAKE(utf8proc_iterate)
NAMESAKE(_ZN4tatu8bytecode10readModuleESt4spanIKhLm18446744073709551615EESt17basic_string_viewIcSt11char_traitsIcEE)
NAMESAKE(
    _ZN3fmt2v97vformatB5cxx11ENS0_17basic_string_viewIcEENS0_17basic_format_argsINS0_20basic_format_contextINS0_8appenderEcEEEE)
