/* A termbase: the entries of glossaries, whatever format they came in, kept small. What finds them in a text is built from
 * it afterwards: termindex.h.
 *
 * An entry takes 32 bytes, and its text once: a target that is its source is not stored again, and domain, note and variants
 * are shared by neighbours that have the same.
 * A termbase owns copies of all it holds, is built by one thread, and is read-only afterwards. Zero-initialised is empty.
 * Slices that come out of it live as long as the termbase. */
#ifndef SLUIS_TERMBASE_H
#define SLUIS_TERMBASE_H
#include "sluis/buf.h"
#include "sluis/err.h"

typedef enum { SL_POS_NONE, SL_POS_NOUN, SL_POS_PROPN, SL_POS_ADJ, SL_POS_VERB, SL_POS_ADV, SL_POS_OTHER, SL_POS_N } sl_pos;

enum { SL_TERM_CS = 1,           /* case-sensitive */
       SL_TERM_CI = 2,           /* never case-sensitive; with neither, the source's writing decides */
       SL_TERM_ACR = 4,          /* an acronym: no capitalised form, target never re-cased */
       SL_TERM_DNT = 8,          /* do not translate: the target is the source, never re-cased */
       SL_TERM_FORBIDDEN = 16,   /* a target that must not be used: never put into a text */
       SL_TERM_REGEX = 32,       /* the source is a regular expression */
       SL_TERM_EXACT = 64 };     /* no inflected forms */
enum { SL_TERM_MAXSEGS = 128 };  /* segments (fold.h) of one source: some 60 words; keeps matching linear */

typedef struct sl_term {
    sl_str source, target;
    sl_str domain, note;
    sl_str variants;             /* "surface=target;surface;...": forms with a target of their own; see sl_variant_next */
    uint64_t line;               /* where it was read, from 1; 0 unknown */
    uint32_t flags;
    sl_pos pos;
    int16_t priority;            /* the higher wins; 0 is usual */
    uint16_t file;               /* which of the files: sl_termbase_file */
} sl_term;

typedef struct { sl_str surface, target; } sl_variant;

typedef struct sl_termentry sl_termentry;
typedef struct sl_termmeta sl_termmeta;
typedef struct sl_termbase {
    sl_termentry *entries; size_t n, cap;
    sl_termmeta *metas; size_t nmetas, metas_cap;
    char **files; size_t nfiles, files_cap;
    sl_arena text;
    char *room; size_t left;     /* of the arena's last piece */
    sl_buf scratch;
} sl_termbase;

/* Add an entry, read from file:line (file may be NULL); its strings are copied, t->line and t->file are not looked at. With
 * SL_TERM_DNT the target is the source. 0, or SL_EDATA with a message placed at file:line: nothing to be seen in the source,
 * no target, more than SL_TERM_MAXSEGS segments in the source (not of a regular expression), too many entries or files. */
int sl_termbase_add(sl_termbase *tb, const sl_term *t, const char *file, uint64_t line, sl_err *e);
static inline uint32_t sl_termbase_count(const sl_termbase *tb) { return (uint32_t)tb->n; }
sl_term sl_termbase_at(const sl_termbase *tb, uint32_t index);                  /* index < count, in the order of adding */
const char *sl_termbase_file(const sl_termbase *tb, uint16_t file);             /* "" when it had none */
size_t sl_termbase_bytes(const sl_termbase *tb);                                /* that it holds, its text included */
void sl_termbase_free(sl_termbase *tb);

/* Take the next of an entry's variants off *rest (first t.variants). The target is that of the entry when the variant names
 * none. False: there are no more. */
bool sl_variant_next(const sl_term *t, sl_str *rest, sl_variant *v);

/* Of what glossaries call them (noun, n, zn, properNoun, ..., preposition for OTHER); "" and "-" are NONE. False: unknown. */
bool sl_pos_find(sl_str name, sl_pos *pos);
const char *sl_pos_name(sl_pos pos);     /* noun, propn, adj, verb, adv, other; "" for NONE */
/* Flags by name, separated by commas: cs ci acr dnt forbidden regex exact prio=N, and sep, which is none; "" and "-" are none. Case does not matter.
 * UNKNOWN: *bad is the first that is none, the others count. BAD: *bad is a priority that is none. */
typedef enum { SL_FLAGS_GOOD, SL_FLAGS_UNKNOWN, SL_FLAGS_BAD } sl_termflags_result;
sl_termflags_result sl_termflags_read(sl_str s, uint32_t *flags, int16_t *priority, sl_str *bad);
void sl_termflags_put(uint32_t flags, int16_t priority, sl_buf *out);

/* How a glossary is read (glossary.h says from which formats). Zero-initialised: Dutch to English, every domain, the first bad row is an error. */
typedef struct sl_glossary_rules {
    const char *from, *to;       /* language tags: NULL is nl and en. nl takes nl-BE, nl_NL, NLD, Dutch; nl-BE only itself and nl-BE-... */
    const char *domain;          /* entries of this domain (and of none) only; NULL: all */
    bool drop;                   /* go on behind a bad row */
    void (*dropped)(void *ctx, const sl_err *why);    /* each that was dropped; may be NULL */
    void (*ignored)(void *ctx, const sl_err *what, sl_str source);     /* each row with a flag that is none; may be NULL */
    void *ctx;
    struct sl_glossary_counts *counts;                /* added to; may be NULL */
} sl_glossary_rules;

/* Add a glossary. "-" is standard input, gzip is undone. rules may be NULL. Errors name file, line and, where it is known,
 * byte: bad rows (no source, no target, a bad priority, bad quotes, bytes of no charset), damaged XML, a file that is no text, one with entries of
 * which none is in both languages. What was read before an error stays. */
int sl_termbase_load(sl_termbase *tb, const char *path, const sl_glossary_rules *rules, sl_err *e);
#endif
