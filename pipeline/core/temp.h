/* Temporary files beside the file that is to be: OUT.xxxxxxxx.part, in the same folder, so that a rename is all it takes.
 * The x are random and the file is created exclusively: two processes that write the same name never meet, the last rename
 * wins whole; and what a killed process left behind stands in nobody's way. Symbolic links are followed: the link stays,
 * what it points to is replaced. Mode 0666 less the umask. */
#ifndef SLUIS_TEMP_H
#define SLUIS_TEMP_H
#include "sluis/buf.h"
#include "sluis/err.h"

typedef struct {
    char *path;      /* the final name, links resolved */
    char *name;      /* the temporary one; NULL: none, or renamed */
    int slot;        /* in the list of live names; -1: not there */
} sl_temp;

/* Returns a descriptor above 2, or -1 with e filled in (t is then empty). `shown` is the name for messages. */
int sl_temp_create(sl_temp *t, const char *shown, sl_err *e);
/* Give n files their final names, with signals held back: all, or (when one fails) none. */
int sl_temp_commit(sl_temp *const *t, size_t n, sl_err *e);
void sl_temp_free(sl_temp *t);              /* removes the file if it was not committed */
void sl_temp_cleanup(void);                 /* remove all live ones: async-signal-safe; none can be committed afterwards */
#endif
