/* JSON: what is written of it. */
#ifndef SLUIS_JSON_H
#define SLUIS_JSON_H
#include "sluis/buf.h"

/* Append "key": "s". Invalid bytes become U+FFFD. */
void sl_json_string(sl_buf *out, const char *key, sl_str s);
#endif
