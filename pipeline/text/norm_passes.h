/* The passes of normalisation over one line (sluis/norm.h). Each appends to out and returns the rules that changed something. */
#ifndef NORM_PASSES_H
#define NORM_PASSES_H
#include "sluis/norm.h"

/* Why a character asks for a pass. */
enum { SL_PASS_CHARS = 1, SL_PASS_FORM = 2, SL_PASS_HOMOGLYPHS = 4, SL_PASS_SPACE = 8, SL_PASS_DASHES = 16, SL_PASS_QUOTES = 32,
       SL_PASS_REPEATS = 64, SL_PASS_ALL = 127, SL_SEEN_REPLACEMENT = 128, SL_SEEN_PRIVATE = 256 };
unsigned sl_norm_need(const sl_norm *m, int32_t c);

unsigned sl_norm_chars(const sl_norm *m, sl_str in, sl_buf *out);
unsigned sl_norm_homoglyphs(const sl_norm *m, sl_str in, sl_buf *out);
unsigned sl_norm_dashes(const sl_norm *m, sl_str in, sl_buf *out);       /* and the ellipsis */
unsigned sl_norm_repeats(const sl_norm *m, sl_str in, sl_buf *out);
unsigned sl_norm_space(const sl_norm *m, sl_str in, sl_buf *out);
unsigned sl_norm_form(const sl_norm *m, sl_norm_scratch *s, sl_str in, sl_buf *out);

/* What the rule of a single character makes of it: "" removes; NULL: the ASCII that it is a full-width form of. */
typedef struct { int32_t from, to; unsigned rule; const char *with; } sl_norm_char;
const sl_norm_char *sl_norm_find_char(int32_t c);    /* NULL: no rule */
const void *sl_form_instance(int form);              /* NULL for SL_FORM_NONE */
bool sl_form_settled(const void *instance, int32_t c);  /* c is in the form whatever stands next to it (but for what follows) */
bool sl_norm_homoglyph(int32_t c);                   /* a Greek or Cyrillic letter that may stand for a Latin one */
bool sl_norm_dash(const sl_norm *m, int32_t c);      /* a dash or ellipsis above ASCII that the styles may change */
bool sl_norm_white(int32_t c);                       /* white space within a line */
#endif
