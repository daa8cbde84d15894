/* Side files; see side.h. */
#include "side.h"
#include "sluis/hash.h"
#include <stdlib.h>

struct sl_sidefile {
    sl_writer *w;
    const char *stage, *note;
    uint64_t lines, hash;
    sl_buf b;
};

static sl_str head(sl_sidefile *f, uint64_t lines, uint64_t hash) {
    sl_clear(&f->b);
    sl_printf(&f->b, "#sluis %s 1 lines=%020llu hash=%016llx%s%s\n", f->stage, (unsigned long long)lines, (unsigned long long)hash,
              *f->note ? " " : "", f->note);
    return sl_view(&f->b);
}

int sl_side_open(sl_sidefile **out, const char *path, const char *stage, const char *note, const char *columns, sl_err *e) {
    sl_sidefile *f = sl_zalloc(sizeof *f);
    f->stage = stage;
    f->note = note ? note : "";
    *out = NULL;
    int rc = sl_writer_open_live(&f->w, path, e);
    if (rc) { free(f); return rc; }
    sl_str h = head(f, 0, 0);
    rc = sl_write(f->w, h.p, h.n, e);
    sl_clear(&f->b);
    sl_printf(&f->b, "#line\t%s\n", columns ? columns : "text");
    if (rc == 0) rc = sl_write(f->w, f->b.p, f->b.n, e);
    if (rc == 0) rc = sl_writer_flush(f->w, e);
    *out = f;
    return rc;
}

static void unpack_entries(sl_buf *b, uint64_t base, sl_str s) {
    uint64_t entry[2];
    while (s.n) {
        memcpy(entry, s.p, sizeof entry);
        s.p += sizeof entry;
        s.n -= sizeof entry;
        sl_printf(b, "%llu\t", (unsigned long long)(base + entry[0]));
        sl_put(b, s.p, entry[1]);
        sl_putc(b, '\n');
        s.p += entry[1];
        s.n -= entry[1];
    }
}

int sl_side_write(sl_sidefile *f, uint64_t base, sl_str entries, sl_str records, sl_err *e) {
    while (records.n) {
        f->hash = sl_hash_line(f->hash, sl_cut(&records, '\n'));
        f->lines++;
    }
    if (!entries.n) return 0;
    sl_clear(&f->b);
    unpack_entries(&f->b, base, entries);
    int rc = sl_write(f->w, f->b.p, f->b.n, e);
    return rc ? rc : sl_writer_flush(f->w, e);
}

int sl_side_close(sl_sidefile *f, bool good, sl_err *e) {
    int rc = 0;
    if (!f) return 0;
    if (good) rc = sl_writer_patch(f->w, 0, head(f, f->lines, f->hash), e);
    int closed = sl_writer_close(f->w, e);
    sl_buf_free(&f->b);
    free(f);
    return rc ? rc : closed;
}
