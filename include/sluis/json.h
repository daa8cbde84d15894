/* JSON (RFC 8259): strings written, and a reader of one value that is walked through, piece by piece, without a tree.
 *
 *     if (sl_json_open(j, '{')) for (bool first = true; sl_json_key(j, &first, key);) ... read a value or sl_json_skip(j) ...
 *
 * Functions that read return false at an error, which is then in j->why (NULL: none) with its place in j->rest; after an error
 * nothing more is read, and every function returns false. Strict: no comments, no trailing commas, no lone surrogates (a half
 * of a pair is no character and has no UTF-8), no bytes that are not UTF-8, no raw control characters in strings. */
#ifndef SLUIS_JSON_H
#define SLUIS_JSON_H
#include "sluis/buf.h"

/* Append s as a string with its quotes. Escaped: the quote, the backslash, what is below U+0020, DEL to U+009F, U+2028 and U+2029
 * (where some programs end a line). Bytes that are not UTF-8 become U+FFFD; returns how many were replaced so. */
uint64_t sl_json_put(sl_buf *out, sl_str s);
bool sl_json_is_number(sl_str s);                              /* one that may stand in JSON as it is */

typedef struct { sl_str rest; const char *start, *why; } sl_json;
sl_json sl_json_new(sl_str text);                              /* borrowed */
size_t sl_json_at(const sl_json *j);                           /* byte, from 0 */
char sl_json_peek(sl_json *j);                                 /* what the next value or bracket begins with; 0 at the end or an error */
bool sl_json_open(sl_json *j, char bracket);                   /* take a '{' or '[' */
bool sl_json_item(sl_json *j, bool *first);                    /* in an array: is there another value? False takes the ']' */
bool sl_json_key(sl_json *j, bool *first, sl_buf *key);        /* in an object: its next key, decoded; false takes the '}' */
bool sl_json_string(sl_json *j, sl_buf *out);                  /* decoded, appended; never holds half a character */
bool sl_json_scalar(sl_json *j, sl_buf *out);                  /* a string decoded, or a number, true, false, null as written */
bool sl_json_uint(sl_json *j, uint64_t *n);
bool sl_json_skip(sl_json *j);                                 /* any value; brackets nest 256 deep at most */
bool sl_json_end(sl_json *j);                                  /* nothing but white space follows, and there was no error */
#endif
