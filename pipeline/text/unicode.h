/* UTF-16, UTF-32 and iconv's charsets to UTF-8, as a stream; what is wrong becomes bytes that are not UTF-8 (sluis/decode.h). */
#ifndef UNICODE_H
#define UNICODE_H
#include "sluis/charset.h"
#include <iconv.h>

/* Append the UTF-8 of `in` to out; returns how many bytes were used. What is left is the beginning of a character; with `end`
 * nothing is left. */
size_t sl_utf16_decode(sl_str in, bool big, bool end, sl_buf *out);
size_t sl_utf32_decode(sl_str in, bool big, bool end, sl_buf *out);
iconv_t sl_iconv_open(const char *name);       /* from `name` to UTF-8; (iconv_t)-1 when it is not known, or has a suffix as //IGNORE */
size_t sl_iconv_decode(iconv_t cd, sl_str in, bool end, sl_buf *out);
#endif
