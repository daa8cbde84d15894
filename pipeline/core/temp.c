/* Temporary files; see temp.h. The live names are kept in slots that a signal handler can empty at any moment:
 * whoever takes a name out of its slot by exchange owns it. */
#include "temp.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <unistd.h>

enum { SLOTS = 256, STEM = 200, TRIES = 100, LINKS = 40 };

static char *_Atomic live[SLOTS];
static atomic_int committing, dying;

static int enter(char *name) {
    for (int i = 0; i < SLOTS; i++) {
        char *none = NULL;
        if (atomic_compare_exchange_strong(&live[i], &none, name)) return i;
    }
    return -1;
}

/* The name is ours again, unless the handler has it: then it must stay in memory. */
static void leave(sl_temp *t) {
    char *mine = t->slot < 0 ? t->name : atomic_exchange(&live[t->slot], NULL);
    free(mine);
    t->name = NULL;
    t->slot = -1;
}

void sl_temp_cleanup(void) {
    int why = errno;
    atomic_store(&dying, 1);
    while (atomic_load(&committing)) poll(NULL, 0, 1);
    for (int i = 0; i < SLOTS; i++) {
        char *name = atomic_exchange(&live[i], NULL);
        if (name) unlink(name);
    }
    errno = why;
}

/* What `path` points to, whether it exists or not. */
static char *resolve(const char *path) {
    char target[PATH_MAX];
    char *p = sl_strdup(sl_cstr(path));
    for (int i = 0; i < LINKS; i++) {
        ssize_t n = readlink(p, target, sizeof target - 1);
        if (n <= 0) break;
        target[n] = 0;
        const char *slash = target[0] == '/' ? NULL : strrchr(p, '/');
        sl_buf b = {0};
        if (slash) sl_put(&b, p, (size_t)(slash - p) + 1);
        sl_put(&b, target, (size_t)n);
        free(p);
        p = sl_strdup(sl_view(&b));
        sl_buf_free(&b);
    }
    return p;
}

/* FOLDER/STEM.xxxxxxxx.part; a long stem is cut so that the name stays legal. */
static char *name_beside(const char *path) {
    static const char digits[] = "abcdefghijklmnopqrstuvwxyz234567";
    const char *slash = strrchr(path, '/'), *stem = slash ? slash + 1 : path;
    unsigned char r[8];
    sl_buf b = {0};
    if (getentropy(r, sizeof r) != 0) memset(r, 0, sizeof r);   /* exclusive creation still decides */
    sl_put(&b, path, (size_t)(stem - path));
    sl_put(&b, stem, strnlen(stem, STEM));
    sl_putc(&b, '.');
    for (size_t i = 0; i < sizeof r; i++) sl_putc(&b, digits[r[i] & 31]);
    sl_puts(&b, SL_LIT(".part"));
    char *name = sl_strdup(sl_view(&b));
    sl_buf_free(&b);
    return name;
}

static int try_once(sl_temp *t) {
    t->name = name_beside(t->path);
    t->slot = enter(t->name);
    int fd = open(t->name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666), why = errno;
    if (fd >= 0 && fd <= 2) {        /* standard streams that were closed stay closed */
        int up = fcntl(fd, F_DUPFD_CLOEXEC, 3);
        why = errno;
        close(fd);
        if (up < 0) unlink(t->name);
        fd = up;
    }
    if (fd < 0) leave(t);
    errno = why;
    return fd;
}

/* An existing file that may not be written is not replaced; a name that ends in / is no file. */
static bool allowed(const char *path) {
    size_t n = strlen(path);
    errno = n ? EISDIR : ENOENT;
    if (n == 0 || path[n - 1] == '/') return false;
    return access(path, W_OK) == 0 || errno == ENOENT;
}

int sl_temp_create(sl_temp *t, const char *shown, sl_err *e) {
    int fd = -1;
    *t = (sl_temp){.path = resolve(shown), .slot = -1};
    errno = EEXIST;
    if (allowed(t->path))
        for (int i = 0; i < TRIES && (fd = try_once(t)) < 0 && errno == EEXIST; i++) continue;
    if (fd < 0) {
        sl_fail_io(e, shown, "cannot create");
        sl_temp_free(t);
    }
    return fd;
}

static int rename_all(sl_temp *const *t, size_t n, sl_err *e) {
    for (size_t i = 0; i < n; i++) {
        if (rename(t[i]->name, t[i]->path) == 0) continue;
        int rc = sl_fail_io(e, t[i]->path, "cannot rename");
        while (i--) unlink(t[i]->path);      /* files that belong together never stand there by halves */
        return rc;
    }
    return 0;
}

int sl_temp_commit(sl_temp *const *t, size_t n, sl_err *e) {
    sigset_t all, old;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &old);
    atomic_fetch_add(&committing, 1);
    int rc = atomic_load(&dying) ? sl_fail(e, SL_EIO, NULL, 0, 0, "interrupted") : rename_all(t, n, e);
    for (size_t i = 0; rc == 0 && i < n; i++) leave(t[i]);
    atomic_fetch_sub(&committing, 1);
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    return rc;
}

void sl_temp_free(sl_temp *t) {
    if (t->name) {
        unlink(t->name);
        leave(t);
    }
    free(t->path);
    *t = (sl_temp){.slot = -1};
}
