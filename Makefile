# Sluis: streaming filters that prepare Dutch and English text for machine translation.
#   make            build/release/sluis               make demo       set up, build, run the main jobs on real input
#   make check      set up, build, run all tests      make asan tsan  the tests under sanitizers
#   make cov        line coverage of pipeline/        make lint       static checks of code, scripts and manual pages
#   make fuzz       SECONDS=60 [WORD=split]           make bench eval speed beside peers; quality on gold data
#   make cluster    the tests on a Slurm and on ssh servers of this machine
#   make install    install-links uninstall dist clean; PREFIX, DESTDIR, CC, CFLAGS and LDFLAGS are honoured
PREFIX  ?= /usr/local
CC      ?= cc
MODE    ?= release
SECONDS ?= 60
JOBS    ?= -j$(shell nproc 2>/dev/null || echo 1)
B       := build/$(MODE)
VERSION := $(shell sed -n 's/.*SL_VERSION "\(.*\)"/\1/p' include/sluis/version.h)

# Faster compression, and a second codec, where they are found: -DSL_HAVE_LIBDEFLATE and so on.
MAYBE := libdeflate:LIBDEFLATE libisal:ISAL libzstd:ZSTD
FOUND := $(shell for p in $(MAYBE); do pkg-config --exists $${p%:*} 2>/dev/null && echo $${p%:*}; done)
HAVE  := $(foreach p,$(MAYBE),$(if $(filter $(firstword $(subst :, ,$p)),$(FOUND)),-DSL_HAVE_$(lastword $(subst :, ,$p))))
DEPS  := icu-uc icu-i18n zlib libxxhash expat $(FOUND)
CDEPS := $(shell pkg-config --cflags $(DEPS) 2>/dev/null)
LDEPS := $(shell pkg-config --libs $(DEPS) 2>/dev/null)
WARN := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wwrite-strings -Wvla
MODE_release := -O2
MODE_libiconv := -O2
MODE_bare := -O0
MODE_asan    := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -Werror
MODE_tsan    := -O1 -g -fsanitize=thread -Werror
MODE_cov     := -O0 -g --coverage -Werror -DSLOW_BUILD
MODE_fuzz    := -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -Werror
FLAGS   = -std=gnu11 -ffp-contract=off -D_GNU_SOURCE -Iinclude -Ipipeline/core -pthread $(WARN) $(HAVE) $(MODE_$(MODE)) $(CDEPS) $(CFLAGS)
LIBS    = -pthread $(LDEPS) $(ICONV) -lm
# GNU libiconv where it is found, else what the C library has.
ICONV  := $(shell printf '\043include <iconv.h>\nint main(void) { return iconv_close(iconv_open("", "")); }\n' | $(CC) $(CFLAGS) $(LDFLAGS) -x c - -o /dev/null -liconv 2>/dev/null && echo -liconv)

# A linker that takes a third of the time, where there is one: for the tests.
GOLD_release := $(shell echo 'int main(void) { return 0; }' | $(CC) -fuse-ld=gold $(CFLAGS) $(LDFLAGS) -x c - -o /dev/null 2>/dev/null && echo -fuse-ld=gold)

DATA   := $(sort $(filter-out data/samples/%,$(wildcard data/*/*.txt)))
STAGES := $(sort $(wildcard pipeline/*.c))
LIB    := $(patsubst %.c,$(B)/%.o,$(filter-out pipeline/core/main.c,$(sort $(wildcard pipeline/*/*.c)))) $(B)/embedded.o
ALL    := $(STAGES:%.c=$(B)/%.o) $(B)/registry.o $(B)/libsluis.a
UNIT   := $(patsubst tests/unit/%.c,$(B)/unit/%,$(wildcard tests/unit/*.c))
BENCH  := $(patsubst tests/bench/%.c,$(B)/bench/%,$(wildcard tests/bench/*.c))
SHIMS  := $(patsubst tests/shim/%.c,$(B)/%.so,$(wildcard tests/shim/*.c))
PAGES  := $(wildcard pipeline/*.1)
RECIPES := prepare-corpus prepare-batch corpus-task cluster/sluis-slurm cluster/sluis-parallel

.SECONDARY:
.DELETE_ON_ERROR:
.PHONY: all demo check test asan tsan cov fuzz cluster lint bench eval install install-links uninstall dist clean FORCE
all: $(B)/sluis

$(B)/sluis: $(B)/pipeline/core/main.o $(ALL)
	$(CC) $(FLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)
$(B)/fuzz: $(B)/tests/fuzz/chain.o $(ALL)
	$(CC) $(FLAGS) -fsanitize=fuzzer $(LDFLAGS) -o $@ $^ $(LIBS)
$(B)/libsluis.a: $(LIB) $(B)/lib.list
	@rm -f $@
	$(AR) rcs $@ $(LIB)
$(UNIT) $(BENCH): $(B)/%: $(B)/tests/%.o $(B)/libsluis.a
	@mkdir -p $(@D)
	$(CC) $(FLAGS) $(GOLD_$(MODE)) $(LDFLAGS) -o $@ $^ $(LIBS)
$(B)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(FLAGS) -MMD -MP -c -o $@ $<
$(B)/%.o: $(B)/%.c
	$(CC) $(FLAGS) -c -o $@ $<
$(B)/%.so: tests/shim/%.c Makefile
	@mkdir -p $(@D)
	$(CC) -std=gnu11 -D_GNU_SOURCE $(WARN) -O1 -shared -fPIC -o $@ $< -ldl

# What tests do themselves need not be fast: compiling it is what takes longer.
$(B)/tests/unit/%.o: MODE_release := -O0

# Lists of files change when files come or go; what is made from them follows.
$(B)/%.list: FORCE
	@mkdir -p $(@D)
	@echo $($(*)_files) | cmp -s - $@ || echo $($(*)_files) > $@
lib_files := $(LIB)
stages_files := $(STAGES)
data_files := $(DATA)
$(B)/registry.c: $(B)/stages.list scripts/registry
	scripts/registry $(STAGES) > $@
$(B)/embedded.c: $(B)/data.list $(DATA) $(B)/data/nl-en/lexicon.txt $(B)/data/nl-en/words.txt scripts/embed
	scripts/embed data $(B)/data $(DATA) > $@
# Lexicons are compiled in in the form that is used in place, which a program of this build writes.
$(B)/libearly.a: $(filter-out $(B)/embedded.o,$(LIB)) $(B)/lib.list
	@rm -f $@
	$(AR) rcs $@ $(filter-out $(B)/embedded.o,$(LIB))
$(B)/compact $(B)/classes: $(B)/%: $(B)/scripts/%.o $(B)/libearly.a
	$(CC) $(FLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)
$(B)/data/nl-en/lexicon.txt: data/nl-en/lexicon.txt $(B)/compact
	@mkdir -p $(@D)
	$(B)/compact lexicon $< > $@
$(B)/data/nl-en/words.txt: data/nl-en/words.txt $(B)/compact
	@mkdir -p $(@D)
	$(B)/compact list $< > $@

demo:
	scripts/deps build
	$(MAKE) $(JOBS) all
	scripts/demo
check:
	scripts/deps test
	$(MAKE) $(JOBS) test
test: $(B)/sluis $(UNIT) $(SHIMS)
	SLUIS_BUILD=$(B) prove -j2 -e '' $(sort $(wildcard tests/*.t)) $(UNIT)
asan:
	$(MAKE) $(JOBS) MODE=asan test
# Only what starts threads: the runner, every command-line case with several of them, and the recipes.
tsan:
	$(MAKE) $(JOBS) MODE=tsan build/tsan/sluis build/tsan/unit/run
	SLUIS_BUILD=build/tsan prove -e '' build/tsan/unit/run && SLUIS_BUILD=build/tsan prove -j2 tests/cli.t tests/recipes.t
cov:
	rm -rf build/cov
	$(MAKE) $(JOBS) MODE=cov test
	tests/coverage build/cov 90
fuzz:
	$(MAKE) $(JOBS) MODE=fuzz CC=clang build/fuzz/fuzz
	tests/fuzz/run $(SECONDS) $(WORD)
# A corpus by a real Slurm, and by ssh servers, on this machine.
cluster:
	scripts/deps cluster
	$(MAKE) $(JOBS) all
	prove -e '' tests/cluster/*.t
lint:
	tests/lint
bench: all $(BENCH)
	tests/bench/run
	tests/bench/dedup
	tests/bench/gzip
	tests/bench/gunzip
	tests/bench/pipeline
eval: all $(B)/bench/meaning $(B)/bench/match $(B)/unit/damage
	tests/eval/run

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/man/man7 $(DESTDIR)$(PREFIX)/share/bash-completion/completions
	install -m 755 $(B)/sluis $(DESTDIR)$(PREFIX)/bin
	for s in $(RECIPES); do install -m 755 scripts/$$s $(DESTDIR)$(PREFIX)/bin/sluis-$$(basename $$s | sed 's/^sluis-//'); done
	for p in $(PAGES); do install -m 644 $$p $(DESTDIR)$(PREFIX)/share/man/man1/sluis-$${p##*/}; done
	install -m 644 pipeline/core/sluis.1 $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 644 pipeline/core/sluis.7 pipeline/core/sluis-corpus.7 $(DESTDIR)$(PREFIX)/share/man/man7
	$(B)/sluis --completion > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/sluis
install-links: install
	for s in $(notdir $(STAGES:.c=)); do ln -sf sluis $(DESTDIR)$(PREFIX)/bin/sluis-$$s; done
uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/sluis $(addprefix $(DESTDIR)$(PREFIX)/bin/sluis-,$(patsubst sluis-%,%,$(notdir $(RECIPES))) $(notdir $(STAGES:.c=)))
	rm -f $(addprefix $(DESTDIR)$(PREFIX)/share/man/man1/,sluis.1 $(addprefix sluis-,$(notdir $(PAGES)))) $(addprefix $(DESTDIR)$(PREFIX)/share/man/man7/,sluis.7 sluis-corpus.7)
	rm -f $(DESTDIR)$(PREFIX)/share/bash-completion/completions/sluis
dist:
	mkdir -p build
	git archive --prefix=sluis-$(VERSION)/ HEAD | gzip -n > build/sluis-$(VERSION).tar.gz
clean:
	rm -rf build
-include $(wildcard $(B)/*/*.d $(B)/*/*/*.d)
