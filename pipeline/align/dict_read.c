/* Reading dictionaries from files; see sluis/dict.h. */
#include "sluis/dict.h"
#include "sluis/io.h"
#include <stdio.h>

/* gzip whose head has an extra field (bit 2 of byte 3) that begins with RA: dictzip's table of where its chunks are. */
static bool is_dictzip(const char *path) {
    unsigned char head[14];
    FILE *f = fopen(path, "rb");
    size_t n = f ? fread(head, 1, sizeof head, f) : 0;
    if (f) fclose(f);
    return n == sizeof head && head[0] == 0x1F && head[1] == 0x8B && head[3] & 4 && head[12] == 'R' && head[13] == 'A';
}

/* The name without .dz and .dict. */
static sl_str stem(sl_str path) {
    static const char *const ending[] = {".dz", ".dict"};
    for (unsigned k = 0; k < 2; k++)
        if (sl_ends(path, sl_cstr(ending[k]))) path.n -= strlen(ending[k]);
    return path;
}

static bool is_dictd(const char *path) {
    sl_str s = sl_cstr(path);
    return sl_ends(s, SL_LIT(".dict")) || sl_ends(s, SL_LIT(".dict.dz")) || is_dictzip(path);
}

static int read_dictd(const char *path, sl_str entries, sl_buf *out, sl_err *e) {
    sl_buf name = {0}, index = {0};
    sl_puts(&name, stem(sl_cstr(path)));
    sl_puts(&name, SL_LIT(".index"));
    const char *index_name = sl_buf_c(&name);
    int rc = sl_read_file(index_name, &index, e);
    if (rc == 0) rc = sl_dict_dictd(sl_view(&index), index_name, entries, path, out, e);
    sl_buf_free(&name);
    sl_buf_free(&index);
    return rc;
}

int sl_dict_read(const char *path, sl_buf *out, sl_err *e) {
    sl_buf text = {0};
    int rc = sl_read_file(path, &text, e);
    if (rc == 0) rc = is_dictd(path) ? read_dictd(path, sl_view(&text), out, e) : sl_dict_table(sl_view(&text), path, out, e);
    sl_buf_free(&text);
    return rc;
}
