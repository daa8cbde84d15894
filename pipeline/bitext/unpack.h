/* The parts of unpack: what the formats share. A unit of texts, and what is known of it by name, becomes a line of columns. */
#ifndef SLUIS_BITEXT_UNPACK_H
#define SLUIS_BITEXT_UNPACK_H
#include "sluis/stage.h"

typedef struct {
    int format, tab, codes;
    bool pairs, salvage;
    const char *root, *lines;
    uint64_t from, to;                            /* of --lines; from 0: all */
} sl_unpack;

enum { SL_UNPACK_NO_PAIR, SL_UNPACK_BAD_JSON };
enum { SL_UNPACK_CODES, SL_UNPACK_EXTRA, SL_UNPACK_TABS, SL_UNPACK_SPACES, SL_UNPACK_UNPLACED, SL_UNPACK_SALVAGED };

enum { SL_UNPACK_COLUMNS = 64 };
typedef struct {
    sl_stage *s;
    const char *path;
    const char *const *langs; unsigned n;         /* the languages wanted, in order */
    sl_buf text[SL_MAXFIELDS];
    uint64_t there;                               /* bit i: text[i] is */
    uint64_t spaces;                              /* line feeds and TABs of the texts that became spaces */
    sl_buf column[SL_UNPACK_COLUMNS];             /* those behind the texts */
    bool given[SL_UNPACK_COLUMNS]; unsigned used; /* which are; up to which */
    sl_buf line;
} sl_unit;

void sl_unit_init(sl_unit *u, sl_stage *s, const char *path);
void sl_unit_clear(sl_unit *u);
void sl_unit_free(sl_unit *u);
/* Something known, by its name in pack's formats: score, doc, ids-LANG, column-N, each also with x- before it; the first of a
 * name counts. False: it is none of these, or has no place. */
bool sl_unit_put(sl_unit *u, const char *name, sl_str value);
/* The unit as a record of line `number`: texts, then columns up to the last that is given. A text that is missing: no-pair. */
int sl_unit_emit(sl_unit *u, uint64_t number);

/* Formats: all of an input that is open. */
int sl_unpack_tmx(sl_stage *s, sl_lines *l, const char *path);
int sl_unpack_xces(sl_stage *s, sl_lines *l, const char *path);
int sl_unpack_xliff(sl_stage *s, sl_lines *l, const char *path);
int sl_unpack_jsonl(sl_stage *s, sl_lines *l, const char *path);

/* Bytes as they come into a parser of XML; feed as sl_xml_feed. */
int sl_unpack_feed(sl_stage *s, sl_lines *l, const char *path, int (*feed)(void *ctx, const char *path, sl_str bytes, bool last, sl_err *e), void *ctx);
/* Do bytes begin as a format does whose form tells it? Formats of unpack, as XML's root element or JSON's bracket has it.
 * -1: more bytes are wanted; 0: none of them. `all`: there are no more. */
typedef enum { SL_UNPACK_AUTO, SL_UNPACK_TSV, SL_UNPACK_MOSES, SL_UNPACK_TMX, SL_UNPACK_XCES, SL_UNPACK_XLIFF, SL_UNPACK_JSONL } sl_unpack_format;
int sl_unpack_sniff(sl_str bytes, bool all);
#endif
