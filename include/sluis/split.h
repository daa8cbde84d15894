/* Where sentences end in a paragraph of text.
 *
 * A boundary is looked for behind each run of . ! ? and the ellipsis, together with the closing quotes, brackets, reference
 * marks ([12]) and emoji that follow it. Whether it is one is decided by a short table of rules (pipeline/text/split_rules.c), each with a name,
 * from the word before, the word after, and what the language's data say of both: abbreviations in classes, words that often
 * start a sentence, parts of names. The method is that of rule splitters since Mikheev (2002, "Periods, capitalized words,
 * etc."), with the facts as data: a further language is a folder of files.
 *
 * Pure: the same text gives the same sentences. The model is immutable and shared; the iterator holds all state. Time is linear in
 * the text: each candidate looks at a bounded number of bytes to its left and right. Any bytes may come in: a byte that is no
 * UTF-8 is part of a word. The sentences are slices of the text, in order and without overlap; only white space lies outside. */
#ifndef SLUIS_SPLIT_H
#define SLUIS_SPLIT_H
#include "sluis/buf.h"
#include "sluis/err.h"

typedef struct sl_split sl_split;

/* The model of a language, from its data files abbreviations.txt, starters.txt and splitting.txt, compiled in or from `dir`
 * (sl_data). SL_EUSAGE when the language has none. */
int sl_split_open(sl_split **m, const char *lang, const char *dir, sl_err *e);
/* Add abbreviations to a model that nobody uses yet: `text` has the lines of data/LANG/abbreviations.txt. What it says of a word replaces
 * what was known. SL_EDATA with the place in `file` for a line that is none. */
int sl_split_add(sl_split *m, const char *file, sl_str text, sl_err *e);
void sl_split_free(sl_split *m);

/* What was decided of one candidate, for who wants to know why. All slices are of the text, and borrowed until the call returns. */
typedef struct sl_split_said {
    const char *rule;          /* the name of the rule that decided, as in the manual page; static */
    bool ends;                 /* a sentence ends there */
    size_t end;                /* byte of the text where it ends, or would */
    sl_str before, behind;     /* the word before the mark, with mark and closers; the next word. At most 64 bytes of words. */
} sl_split_said;

/* Iteration; no memory is allocated. */
typedef struct sl_split_it {
    const sl_split *model;
    sl_str text;               /* borrowed while iterating; trimmed */
    size_t start, at;          /* where the sentence starts; how far marks were looked for */
    bool quoted;               /* an odd number of " before `at` */
    signed char casual;        /* the text goes without capitals: -1 not yet known */
    void (*said)(void *ctx, const sl_split_said *);   /* set it, and ctx, behind sl_split_start(); NULL: don't tell */
    void *ctx;
} sl_split_it;

void sl_split_start(sl_split_it *it, const sl_split *m, sl_str text);
/* The next sentence, without white space around it; false at the end. Empty text and text of white space has none. */
bool sl_split_next(sl_split_it *it, sl_str *sentence);

/* The text of `it` with SL_SPLIT_MARK where each sentence but the first begins, appended to `out`; `text` is what sl_split_start() was given. Nothing
 * else is touched, white space included, save what could be taken for the mark or for its escape: a literal one is written
 * as U+FF05 and its number in hexadecimal, and so is U+FF05. So the text can be had again: take the marks out, replace the escapes. */
#define SL_SPLIT_MARK "\u2424"
void sl_split_marked(sl_split_it *it, sl_str text, sl_buf *out);

/* White space at p (n >= 1): its length in bytes, 0 when there is none. */
size_t sl_split_space(const char *p, size_t n);
sl_str sl_split_trim(sl_str s);
#endif
