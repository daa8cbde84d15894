/* Is a pair of texts (or one text) fit for training? Named rules, asked in the order below; the first that fails decides.
 *
 * Rules of a side are asked of both sides, source first; rules of the pair only when there are two. Every rule can be
 * switched off. What a rule measures is given as its value, so that thresholds can be set from what was dropped.
 * Counts are of characters (code points) and of words; a word is what stands between white space. */
#ifndef SLUIS_CLEAN_H
#define SLUIS_CLEAN_H
#include "sluis/buf.h"

/* X(ENUM, "name", what fails) in the order of asking */
#define SL_CLEAN_LIST(X) \
    X(EMPTY, "empty", "a side with nothing but white space") \
    X(LONG, "long", "more than --max-tokens words, --max-bytes bytes, or --max-word bytes in one word") \
    X(MARKUP, "markup", "an HTML tag or entity") \
    X(MOJIBAKE, "mojibake", "UTF-8 that was read as a single-byte charset, or U+FFFD") \
    X(URL, "url", "nothing but web and mail addresses") \
    X(LETTERS, "letters", "letters and digits are less than --min-letters of what is visible") \
    X(SCRIPT, "script", "letters of scripts other than Latin are more than --max-foreign of the letters") \
    X(REPEATED, "repeated", "more than --max-repeats words that repeat those before them") \
    X(IDENTICAL, "identical", "sides that are the same, with --min-same or more common words") \
    X(RATIO, "ratio", "lengths that differ by more than --max-ratio") \
    X(NUMBERS, "numbers", "a number of one side is missing on the other")

#define SL_CLEAN_ENUM(e, name, help) SL_CLEAN_##e,
typedef enum { SL_CLEAN_LIST(SL_CLEAN_ENUM) SL_CLEAN_KEEP } sl_clean_rule;     /* KEEP is also the number of rules */
extern const char *const sl_clean_names[];          /* of the rules; then NULL */

typedef struct {
    bool on[SL_CLEAN_KEEP];
    long max_tokens, max_bytes, max_word, max_repeats, min_same;
    double min_letters, max_foreign, max_ratio;
} sl_clean_rules;

/* Of one worker; zero-initialised is empty; its room is used again. */
typedef struct {
    uint64_t *words; size_t nwords, cap;            /* a hash of each word's letters and digits, side by side */
    uint32_t *border; size_t border_cap;
    uint64_t *numbers[2]; size_t numbers_cap[2];
    sl_buf value;                                   /* what the rule that failed has measured; NUL-terminated */
} sl_clean_scratch;

/* n = 1: one text; 2: source and target. Returns the rule that fails, or SL_CLEAN_KEEP. Pure, and linear in the text.
 *
 * letters    of (letters + digits + 1) / (visible + 1) and (words that have some + 1) / (words + 1) the lesser; 0 when there
 *            are none. So a short text may have more signs.
 * ratio      (longer + 15) / (shorter + 15), in characters without white space: short texts may differ by more.
 * repeated   a run of p words that comes three times or more one behind the other counts (times - 1) * p words; the longest
 *            such run counts. When the other side repeats as well, or there is none, twice as many are allowed.
 * identical  compared without case, white space and signs. Words that begin with a small letter count, when they are more
 *            than the others or a full stop, ! or ? ends the text: names, titles, numbers and short answers may well be the
 *            same in both languages.
 * numbers    runs of digits, with . , : ' between them ignored, leading zeros too; those up to 12 may be words on the other
 *            side; 8:30 pm is 20.30, 1980s are the '80s. Coarse, so off unless asked for. */
sl_clean_rule sl_clean_judge(const sl_clean_rules *r, sl_clean_scratch *x, const sl_str *sides, unsigned n);
void sl_clean_scratch_free(sl_clean_scratch *x);
#endif
