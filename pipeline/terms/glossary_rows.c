/* Reading delimited glossaries; see sluis/glossary.h. */
#include "glossary_csv.h"
#include "glossary_layout.h"
#include "sluis/utf8.h"
#include <stdlib.h>

enum { SAMPLE = 1 << 16 };               /* bytes by which the delimiter is told */

typedef struct {
    intake *in;
    lines_in *text;
    csv_row row;
    layout of;
    char delimiter;
    bool begun;                          /* a row was read: the columns are known */
    uint64_t line;                       /* of the row, from 1 */
    sl_buf id;                           /* of the concept that is being read */
} reading;

static sl_str field(const reading *r, column_role role) {
    int at = r->of.at[role];
    return at >= 0 && (size_t)at < r->row.n ? field_trim(r->row.f[at]) : SL_LIT("");
}

static int bad_priority(reading *r, sl_str bad) {
    return intake_bad(r->in, r->line, 0, "no priority: '%.*s'", bad.n < 40 ? (int)bad.n : 40, bad.p);
}

/* A part of speech; what is none is a remark in a column that may hold either. */
static void read_pos(const reading *r, sl_term *t) {
    sl_str name = field(r, COL_POS);
    if (sl_pos_find(name, &t->pos)) return;
    if (r->of.remark) t->note = name;
    else t->pos = SL_POS_OTHER;
}

/* Rows that say themselves which languages they are in. False: others than ours. */
static bool turn(reading *r, sl_term *t) {
    if (r->of.at[COL_FROM] < 0) return true;
    term_side from = intake_side(r->in, field(r, COL_FROM)), to = intake_side(r->in, field(r, COL_TO));
    if (from == SIDE_FROM && to == SIDE_TO) return true;
    if (from != SIDE_TO || to != SIDE_FROM) return false;
    sl_str source = t->source;
    t->source = t->target;
    t->target = source;
    return true;
}

static int pair_row(reading *r) {
    sl_term t = {.source = field(r, COL_SOURCE), .target = field(r, COL_TARGET), .domain = field(r, COL_DOMAIN), .note = field(r, COL_NOTE),
                 .variants = field(r, COL_VARIANTS)};
    sl_str bad;
    r->in->counts.rows++;
    if (!turn(r, &t)) { r->in->counts.alone++; return 0; }
    sl_termflags_result flags = sl_termflags_read(field(r, COL_FLAGS), &t.flags, &t.priority, &bad);
    if (flags == SL_FLAGS_BAD) return bad_priority(r, bad);
    if (flags == SL_FLAGS_UNKNOWN) intake_flag(r->in, r->line, bad, t.source);
    if (r->of.tagged && !(t.source.n && t.target.n) && !(t.flags & SL_TERM_DNT)) { r->in->counts.alone++; return 0; }
    if (status_find(field(r, COL_STATUS)) == STATUS_DEPRECATED) t.flags |= SL_TERM_FORBIDDEN;
    read_pos(r, &t);
    if (r->row.n == 1 && t.source.n && !(t.flags & SL_TERM_DNT)) return intake_bad(r->in, r->line, 0, "no target: the row has one column only");
    return intake_add(r->in, &t, r->line);
}

static int term_row(reading *r) {
    sl_str id = field(r, COL_ID), reliability = field(r, COL_RELIABILITY);
    concept *c = &r->in->now;
    int rc = 0;
    if (c->n && !sl_eq(id, sl_view(&r->id))) rc = concept_end(r->in);
    if (rc) return rc;
    if (!id.n || !field(r, COL_TERM).n) return intake_bad(r->in, r->line, 0, id.n ? "no term" : "no number of a concept");
    sl_clear(&r->id);
    sl_puts(&r->id, id);
    concept_term t = {.text = field(r, COL_TERM), .note = field(r, COL_NOTE), .side = intake_side(r->in, field(r, COL_LANG)),
                      .status = status_find(field(r, COL_STATUS)), .abbreviation = type_is_abbreviation(field(r, COL_TYPE)),
                      .reliability = reliability.n == 1 && sl_is_digit(*reliability.p) ? *reliability.p - '0' : 0, .line = r->line};
    sl_pos_find(field(r, COL_POS), &t.pos);
    if (!c->domain.n) c->domain = sl_arena_copy(&c->text, field(r, COL_DOMAIN));
    concept_add(r->in, &t);
    return 0;
}

static bool blank(const csv_row *row) {
    for (size_t i = 0; i < row->n; i++)
        if (field_trim(row->f[i]).n) return false;
    return true;
}

/* Comments begin with #: everywhere between TABs; elsewhere, where a # may as well begin a term, at the head only. */
static bool comment(const reading *r) {
    return !r->row.quoted && r->row.f[0].n && r->row.f[0].p[0] == '#' && (r->delimiter == '\t' || !r->begun);
}

/* The columns, by the first row, of so many bytes, and the one behind it. */
static int find_layout(reading *r, size_t used) {
    csv_row second = {0};
    sl_str text = lines_in_view(r->text);
    if (used < text.n) csv_next(&second, sl_slice(text.p + used, text.n - used), r->delimiter, true);
    int rc = layout_find(&r->of, r->in, (cells){r->row.f, r->row.n}, (cells){second.f, second.n}, r->line);
    csv_free(&second);
    return rc;
}

static int one_row(reading *r, sl_str bytes) {
    size_t good = lines_in_doubtful(r->text) ? sl_utf8_valid(bytes.p, bytes.n) : bytes.n;
    if (good < bytes.n) return intake_bad(r->in, r->line, good + 1, "invalid UTF-8 (0x%02X)", (unsigned char)bytes.p[good]);
    if (r->row.bad) return intake_bad(r->in, r->line, 0, "%s", r->row.bad);
    if (blank(&r->row)) return 0;
    if (comment(r)) {
        if (!r->begun) r->begun = layout_named(&r->of, r->in, (cells){r->row.f, r->row.n});
        return 0;
    }
    if (!r->begun) {
        int rc = find_layout(r, bytes.n);
        r->begun = true;
        if (rc || r->of.header) return rc;
    }
    return layout_long(&r->of) ? term_row(r) : pair_row(r);
}

/* What a spreadsheet may write above all: sep=; */
static void find_delimiter(reading *r) {
    sl_str text = lines_in_view(r->text), rest = text, first = sl_cut(&rest, '\n');
    if (first.n == 5 && sl_starts(first, SL_LIT("sep="))) {
        r->delimiter = first.p[4];
        r->line++;
        lines_in_use(r->text, text.n - rest.n);
    } else r->delimiter = csv_delimiter(sl_slice(text.p, text.n < SAMPLE ? text.n : SAMPLE));
}

static int all_rows(reading *r) {
    bool end = false;
    int rc = 0;
    while (rc == 0 && !end && lines_in_view(r->text).n < SAMPLE) rc = lines_in_more(r->text, &end);
    if (rc == 0) find_delimiter(r);
    while (rc == 0) {
        sl_str text = lines_in_view(r->text);
        if (!text.n && end) break;
        size_t used = text.n ? csv_next(&r->row, text, r->delimiter, end) : 0;
        if (used) {
            rc = one_row(r, sl_slice(text.p, used));
            r->line += sl_count_lines(sl_slice(text.p, used));
            lines_in_use(r->text, used);
        } else rc = lines_in_more(r->text, &end);
    }
    return rc ? rc : concept_end(r->in);
}

int read_rows(intake *in, sl_reader *file, sl_buf *head) {
    reading r = {.in = in, .line = 1};
    int rc = lines_in_open(&r.text, file, head, in->path, in->e);
    if (rc == 0) rc = all_rows(&r);
    lines_in_close(r.text);
    csv_free(&r.row);
    sl_buf_free(&r.id);
    return rc;
}
