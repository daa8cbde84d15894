/* Is a pair of texts (or one text) fit for training? Named rules, asked in the order below; the first that fails decides.
 *
 * A rule is a row of SL_CLEAN_RULES and a function sl_clean_fails_NAME() (pipeline/bitext/clean.h) over a prepared pair: both
 * sides with their words and counts, computed once and shared by all rules. Each has one number, its limit, and can be switched
 * off. Rules of a side are asked of both sides, source first; rules of the pair only when there are two. What a rule measures is
 * given as its value, so that limits can be set from what was dropped. */
#ifndef SLUIS_CLEAN_H
#define SLUIS_CLEAN_H
#include "sluis/buf.h"
#include "sluis/err.h"
#include "sluis/lid.h"
#include "sluis/meaning.h"
#include "sluis/numbers.h"
#include "sluis/repair.h"

/* R(ENUM, name, SIDE or PAIR, limit, "what fails; % is the limit") in the order of asking. A side rule that fails is one of either side. */
#define SL_CLEAN_RULES(R) \
    R(EMPTY, empty, SIDE, 1, "a side has fewer visible characters than %") \
    R(TOKENS, tokens, SIDE, 200, "a side has more than % words") \
    R(CHARACTERS, characters, SIDE, 2000, "a side has more than % characters that can be seen") \
    R(WORD, word, SIDE, 80, "a word that is no address has more than % characters") \
    R(MARKUP, markup, SIDE, 0, "a side has more than % tags or entities of HTML") \
    R(REPLACEMENT, replacement, SIDE, 0, "a side has U+FFFD more than % times") \
    R(MOJIBAKE, mojibake, SIDE, 0, "a side has more than % kinds of characters that were read by the wrong charset") \
    R(URL, url, SIDE, 1, "web and mail addresses are % or more of a side's words") \
    R(SYMBOLS, symbols, SIDE, 0.5, "letters and digits are less than % of what is visible, or words of them of all words") \
    R(LETTERS, letters, SIDE, 0.3, "letters are less than % of what is visible") \
    R(DIGITS, digits, SIDE, 0.5, "digits are more than % of what is visible") \
    R(CAPITALS, capitals, PAIR, 0.7, "capitals are a share of the letters that differs by more than %") \
    R(SCRIPT, script, SIDE, 0.3, "letters that are not Latin are more than % of the letters") \
    R(RUN, run, SIDE, 8, "one character comes more than % times in a row, and not so on the other side") \
    R(REPEATED, repeated, SIDE, 3, "more than % words repeat those before them") \
    R(IDENTICAL, identical, PAIR, 3, "the sides are the same, with % or more common words") \
    R(COPIED, copied, PAIR, 5, "a run of words with more than % small ones stands on both sides") \
    R(LANGUAGE, language, PAIR, 0.9, "the probability that the sides are in their languages is below %") \
    R(RATIO, ratio, PAIR, 1.8, "the longer side is more than % times the shorter, with 20 characters more on both") \
    R(LENGTH, length, PAIR, 3.8, "lengths differ by more than % standard deviations of what translations do") \
    R(BRACKETS, brackets, PAIR, 1, "brackets left open or closed differ by more than %") \
    R(QUOTES, quotes, PAIR, 4, "more than % double quotes of one side have no quotes on the other") \
    R(ENDING, ending, PAIR, 3, "last signs are further apart than %: 2 question and statement, 3 comma and stop, 4 comma and question") \
    R(LIST, list, PAIR, 1, "marks of list items differ by more than %: 1 for none or another kind, 2 for another number or letter") \
    R(NUMBERS, numbers, PAIR, 0, "more than % values of one side are missing on the other") \
    R(MIXED, mixed, PAIR, 0, "a side is partly in the other's language: log-odds above %") \
    R(UNRELATED, unrelated, PAIR, -0.5, "the sides have nothing to do with each other: log-odds above %") \
    R(PARTIAL, partial, PAIR, 0, "a side has a part that the other lacks: log-odds above %") \
    R(SHUFFLED, shuffled, PAIR, 0, "the words of a side are in no order: log-odds above %")

#define SL_CLEAN_ENUM(e, name, of, limit, help) SL_CLEAN_##e,
typedef enum { SL_CLEAN_RULES(SL_CLEAN_ENUM) SL_CLEAN_KEEP } sl_clean_rule;     /* KEEP is also the number of rules */
extern const char *const sl_clean_names[];          /* of the rules; then NULL */

/* A rule that needs a model adds a pointer to it here (borrowed; pipeline/clean.c makes and frees it), NULL: not asked. */
typedef struct {
    bool on[SL_CLEAN_KEEP];
    double limit[SL_CLEAN_KEEP];
    const sl_repair *repair;    /* mojibake */
    const sl_number_words *number_words[2];   /* numbers */
    const sl_lid *lid;                        /* language, with meaning */
    const sl_meaning_model *meaning;          /* language, mixed, unrelated, partial, shuffled */
    unsigned dutch;             /* which side is Dutch; the other one is English */
} sl_clean_rules;

/* A word is what stands between white space. */
enum { SL_CLEAN_SMALL = 1,      /* begins with a small letter, but for a quote or bracket before it */
       SL_CLEAN_CAPITAL = 2,    /* begins with a capital in the same way */
       SL_CLEAN_NUMBER = 4,     /* has a digit */
       SL_CLEAN_ADDRESS = 8,    /* of the web or mail */
       SL_CLEAN_HIGH = 16,      /* has characters beyond ASCII */
       SL_CLEAN_PLAIN = 32,     /* is ASCII letters, and perhaps one of . , ; : ! ? behind them */
       SL_CLEAN_LOW = 64 };     /* is plain, without a capital */
typedef struct {
    uint32_t at, n;             /* bytes of the text */
    uint32_t core, ncore;       /* the same from its first letter or digit to its last; ncore = 0: it has none */
    uint64_t hash;              /* sl_clean_hash() of these; 0: it has none */
    uint16_t flags, token;      /* token: its first one among those for sl_meaning */
} sl_clean_word;
/* The hash of a word's letters and digits in lower case; signs do not count. Never 0 when there is one. */
uint64_t sl_clean_hash(sl_str word);

/* Characters by kind. */
enum { SL_CLEAN_SIGN, SL_CLEAN_SPACE, SL_CLEAN_LOWER, SL_CLEAN_UPPER, SL_CLEAN_CASELESS, SL_CLEAN_DIGIT, SL_CLEAN_OPEN, SL_CLEAN_CLOSE,
       SL_CLEAN_QUOTE, SL_CLEAN_KINDS };      /* OPEN, CLOSE: ( [ { and ) ] }; QUOTE: double quotes of any shape */

typedef struct {
    sl_str text;
    const sl_clean_word *word; size_t words;
    size_t count[SL_CLEAN_KINDS];
    size_t letters, visible;    /* LOWER + UPPER + CASELESS; all but SPACE */
    size_t foreign;             /* letters that are not Latin */
    size_t high;                /* bytes above ASCII */
    bool spaced, marked;        /* by other white space than blanks; has < or & */
    size_t longest;             /* bytes of the longest word that is no address */
    size_t addresses, small, bare;            /* words that are addresses, begin with a small letter, have neither letter nor digit */
    size_t numbers;             /* words with a digit */
    uint64_t seen[4]; size_t again;           /* a bit for each word; words of which the bit was set: repeated ones, and a few more */
    int32_t last;               /* the last visible character, behind closing quotes and brackets; 0: none */
} sl_clean_side;

/* May the side have this word? False is certain. */
static inline bool sl_clean_may_have(const sl_clean_side *s, uint64_t hash) { return s->seen[hash >> 56 & 3] >> (hash >> 58) & 1; }

/* Of one worker; zero-initialised is empty; its room is used again. A rule may add room of its own. */
typedef struct {
    sl_clean_word *word[2]; size_t cap[2];
    uint32_t *border, *chain; size_t border_cap, chain_cap;
    sl_repair_scratch repair;
    sl_numbers numbers[2];
    struct sl_clean_met *met;                 /* words that the lexicon has not, met lately */
    sl_meaning *meaning; sl_meaning_score said; bool found, judged;       /* of this pair, when it has been asked */
    sl_buf value;               /* what the rule that failed has measured; NUL-terminated */
    sl_buf text;
} sl_clean_scratch;

typedef struct {
    const sl_clean_rules *rules;
    sl_clean_scratch *x;
    sl_clean_side side[2];
    unsigned n;                 /* 1: one text; 2: source and target */
} sl_clean_pair;

/* Prepare a pair: p->rules and p->x are set; the texts are borrowed by p. Linear, and pure but for the scratch. */
void sl_clean_prepare(sl_clean_pair *p, const sl_str *sides, unsigned n);
/* sl_meaning_same() of the prepared pair; rules->meaning is set, and there are two sides. */
double sl_clean_score(sl_clean_pair *p);
/* The first rule that fails, with its value in x->value; or SL_CLEAN_KEEP. Linear in the text. */
sl_clean_rule sl_clean_judge(sl_clean_pair *p);
void sl_clean_scratch_free(sl_clean_scratch *x);

void sl_clean_defaults(sl_clean_rules *r);
/* Set one rule from text: "NAME VALUE", with a number, "on" or "off". SL_EUSAGE with a message. */
int sl_clean_set(sl_clean_rules *r, sl_str name, sl_str value, sl_err *e);
/* Lines "NAME VALUE", # comments and empty lines; what is not named stays as it is. SL_EDATA with the line. */
int sl_clean_read(sl_clean_rules *r, sl_str text, const char *file, sl_err *e);
void sl_clean_print(const sl_clean_rules *r, sl_buf *out);      /* in the same form, each with its comment */
#endif
