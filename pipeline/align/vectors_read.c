/* Opening files of vectors; see sluis/vectors.h. */
#include "sluis/io.h"
#include "sluis/vectors.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static int map_fd(sl_vectors *v, int fd, const char *path, sl_err *e) {
    struct stat st;
    if (fstat(fd, &st)) return sl_fail_io(e, path, "cannot read");
    if (!S_ISREG(st.st_mode)) return sl_fail(e, SL_EIO, path, 0, 0, "is no regular file, so its vectors can't be mapped");
    if (st.st_size == 0) return sl_fail(e, SL_EDATA, path, 0, 0, "has no vectors");
    v->mapped = (size_t)st.st_size;
    v->map = mmap(NULL, v->mapped, PROT_READ, MAP_PRIVATE, fd, 0);
    if (v->map != MAP_FAILED) return 0;
    v->map = NULL;
    return sl_fail_io(e, path, "cannot map");
}

static int map(sl_vectors *v, const char *path, sl_err *e) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return sl_fail_io(e, path, "cannot open");
    int rc = map_fd(v, fd, path, e);
    close(fd);
    return rc;
}

static int open_files(sl_vectors *v, const char *lines_path, const char *path, sl_err *e) {
    sl_buf lines = {0};
    sl_vectors m = {0};
    int rc = sl_read_file(lines_path, &lines, e);
    if (rc == 0) rc = map(&m, path, e);
    if (rc == 0) rc = sl_vectors_make(v, sl_view(&lines), lines_path, sl_slice(m.map, m.mapped), path, e);
    v->map = m.map;
    v->mapped = m.mapped;
    sl_buf_free(&lines);
    return rc;
}

int sl_vectors_open(sl_vectors *v, sl_str spec, sl_err *e) {
    const char *colon = memchr(spec.p, ':', spec.n);
    sl_str path = colon ? sl_slice(colon + 1, spec.n - (size_t)(colon + 1 - spec.p)) : spec;
    sl_str lines = colon ? sl_slice(spec.p, (size_t)(colon - spec.p)) : sl_ends(spec, SL_LIT(".emb")) ? sl_slice(spec.p, spec.n - 4) : SL_LIT("");
    *v = (sl_vectors){0};
    char *p = sl_strdup(path), *l = sl_strdup(lines);
    int rc = lines.n && path.n ? open_files(v, l, p, e) : sl_fail(e, SL_EUSAGE, NULL, 0, 0, "--emb: neither NAME.emb nor LINES:VECTORS: '%.*s'", (int)(spec.n < 100 ? spec.n : 100), spec.p);
    free(p);
    free(l);
    return rc;
}

int sl_vectors_pair(sl_vectors v[2], const char *spec, sl_err *e) {
    sl_str two = sl_cstr(spec), one = sl_cut(&two, ',');
    if (!one.n || !two.n || memchr(two.p, ',', two.n)) return sl_fail(e, SL_EUSAGE, NULL, 0, 0, "--emb: two files are needed, NL.emb,EN.emb");
    int rc = sl_vectors_open(&v[0], one, e);
    if (rc == 0) rc = sl_vectors_open(&v[1], two, e);
    if (rc == 0 && v[0].dim != v[1].dim)
        rc = sl_fail(e, SL_EDATA, NULL, 0, 0, "--emb: the vectors of %.*s have %u numbers, those of %.*s have %u", (int)(one.n < 150 ? one.n : 150), one.p, v[0].dim,
                     (int)(two.n < 150 ? two.n : 150), two.p, v[1].dim);
    return rc;
}

void sl_vectors_free(sl_vectors *v) {
    if (v->map) munmap(v->map, v->mapped);
    free(v->hash);
    free(v->of);
    *v = (sl_vectors){0};
}
