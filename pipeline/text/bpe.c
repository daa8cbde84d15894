/* A line to pieces; the words that were cut before are remembered. See sluis/bpe.h. */
#include "bpe_model.h"
#include <stdlib.h>
#include <xxhash.h>

/* A word and its cuts, in one line of the machine's cache. Bit i: a cut before byte i, or behind all for an empty last piece. */
enum { WORD_MAX = 55, SLOTS = 1 << 17 };
typedef struct { uint64_t cuts; uint8_t n; char word[WORD_MAX]; } memo;

struct sl_bpe_work {
    bpe_word word;
    memo *memos;
    bpe_glossary *glossary;
};

typedef struct { const sl_bpe *m; sl_bpe_state *t; sl_buf *out; bool inexact; } job;

static struct sl_bpe_work *work(const sl_bpe *m, sl_bpe_state *t) {
    if (t->work) return t->work;
    t->work = sl_zalloc(sizeof *t->work);
    t->work->memos = sl_zalloc(SLOTS * sizeof *t->work->memos);
    if (m->glossary) t->work->glossary = bpe_glossary_clone(m->glossary);
    return t->work;
}

void sl_bpe_state_free(sl_bpe_state *t) {
    if (!t->work) return;
    bpe_word_free(&t->work->word);
    bpe_glossary_free(t->work->glossary);
    free(t->work->memos);
    free(t->work);
    t->work = NULL;
}

/* A piece that the word goes on behind; without text (a part between glossaries, version 0.1) it would be taken for text. */
static void put_piece(job *j, const char *p, size_t n) {
    if (!n) j->inexact = true;
    sl_put(j->out, p, n);
    sl_puts(j->out, j->m->separator);
    sl_putc(j->out, ' ');
    j->t->pieces++;
}

/* The last piece. Undoing takes it for another when it ends as those do, unless it is a separator and nothing else. */
static void put_last(job *j, const char *p, size_t n, const char *line) {
    sl_str sep = j->m->separator;
    sl_put(j->out, p, n);
    j->t->pieces++;
    if (n < sep.n || memcmp(p + n - sep.n, sep.p, sep.n) != 0) return;
    if (n > sep.n || (p > line && p[-1] == '\r')) j->inexact = true;
}

static void put_cuts(job *j, sl_str word, uint64_t cuts, const char *line) {
    size_t start = 0;
    for (; cuts; cuts &= cuts - 1) {
        size_t end = (size_t)__builtin_ctzll(cuts);
        put_piece(j, word.p + start, end - start);
        start = end;
    }
    put_last(j, word.p + start, word.n - start, line);
}

static void put_ends(job *j, sl_str word, const bpe_list *ends, const char *line) {
    size_t start = 0;
    for (size_t i = 0; i + 1 < ends->n; i++) {
        put_piece(j, word.p + start, ends->v[i] - start);
        start = ends->v[i];
    }
    put_last(j, word.p + start, word.n - start, line);
}

/* Unless pieces are empty in a way that bits cannot tell. */
static void remember(memo *slot, sl_str word, const bpe_list *ends) {
    uint64_t cuts = 0;
    for (size_t i = 0; i + 1 < ends->n; i++) {
        uint64_t bit = (uint64_t)1 << ends->v[i];
        if (cuts & bit) return;
        cuts |= bit;
    }
    slot->cuts = cuts;
    slot->n = (uint8_t)word.n;
    memcpy(slot->word, word.p, word.n);
}

static void piece(void *ctx, sl_str part, uint32_t at, bool whole) {
    job *j = ctx;
    bpe_word *w = &j->t->work->word;
    if (whole) bpe_push(&w->ends, at + (uint32_t)part.n);
    else bpe_cut(j->m, w, part, at);
}

/* The cuts of a word that is not remembered, into word.ends. */
static bool cut(job *j, sl_str word) {
    struct sl_bpe_work *w = j->t->work;
    w->word.ends.n = 0;
    if (w->glossary) return bpe_glossary_cut(w->glossary, word, &(bpe_parts){piece, j});
    bpe_cut(j->m, &w->word, word, 0);
    return true;
}

static const char *one_word(job *j, sl_str word, const char *line) {
    struct sl_bpe_work *w = j->t->work;
    memo *slot = NULL;
    j->t->words++;
    if (word.n <= WORD_MAX) {
        slot = &w->memos[XXH3_64bits(word.p, word.n) % SLOTS];
        if (slot->n == word.n && memcmp(slot->word, word.p, word.n) == 0) {
            put_cuts(j, word, slot->cuts, line);
            return NULL;
        }
    }
    if (word.n >= UINT32_MAX - 1) return "a word of 4 GiB or more";
    if (!cut(j, word)) return "a glossary's pattern takes too long on a word";
    if (slot) remember(slot, word, &w->word.ends);
    put_ends(j, word, &w->word.ends, line);
    return NULL;
}

static bool edge(char c) { return c == ' ' || c == '\r'; }

int sl_bpe_line(const sl_bpe *m, sl_bpe_state *t, sl_str in, sl_buf *out, const char **why) {
    job j = {m, t, out, false};
    size_t start = 0, end = in.n;
    work(m, t);
    *why = NULL;
    while (start < end && edge(in.p[start])) start++;
    while (end > start && edge(in.p[end - 1])) end--;
    sl_put(out, in.p, start);
    sl_str rest = {in.p + start, end - start};
    for (bool first = true; rest.n && !*why;) {
        sl_str word = sl_cut(&rest, ' ');
        if (!word.n) {
            j.inexact = true;
            continue;
        }
        if (!first) sl_putc(out, ' ');
        first = false;
        *why = one_word(&j, word, in.p);
    }
    sl_put(out, in.p + end, in.n - end);
    t->inexact += j.inexact;
    return *why ? SL_EDATA : 0;
}
