# Sluis: streaming filters that prepare Dutch and English text for machine translation.
#   make          build/release          make check    set up, build, run all tests
#   make asan     the tests under ASan and UBSan
PREFIX ?= /usr/local
CC     ?= cc
MODE   ?= release
B      := build/$(MODE)

DEPS   := icu-uc icu-i18n zlib libxxhash expat
WARN   := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wwrite-strings
MODE_release := -O2
MODE_asan    := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -Werror
MODE_tsan    := -O1 -g -fsanitize=thread -Werror
MODE_cov     := -O0 -g --coverage
CFLAGS  += -std=gnu11 -D_GNU_SOURCE -Iinclude -pthread $(WARN) $(MODE_$(MODE)) $(shell pkg-config --cflags $(DEPS) 2>/dev/null)
LDLIBS  += -pthread $(shell pkg-config --libs $(DEPS) 2>/dev/null) -lm

DATA   := $(sort $(wildcard data/nl/*.txt data/en/*.txt data/nl-en/*.txt))
LIB    := $(B)/embedded.o $(patsubst %.c,$(B)/%.o,$(wildcard pipeline/core/*.c pipeline/text/*.c pipeline/align/*.c pipeline/terms/*.c pipeline/bitext/*.c))
STAGES := $(sort $(wildcard pipeline/*.c))
UNIT   := $(patsubst tests/unit/%.c,$(B)/unit/%,$(wildcard tests/unit/*.c))

.PHONY: all check test asan clean
all: $(B)/sluis

$(B)/registry.c: $(STAGES) scripts/registry
	@mkdir -p $(@D)
	scripts/registry $(STAGES) > $@

$(B)/sluis: $(B)/pipeline/core/main.o $(B)/registry.o $(STAGES:%.c=$(B)/%.o) $(B)/libsluis.a
	$(CC) $(CFLAGS) -o $@ $^ $(LDLIBS)

$(B)/registry.o: $(B)/registry.c
	$(CC) $(CFLAGS) -c -o $@ $<

check:
	scripts/deps test
	$(MAKE) test

test: $(B)/sluis $(UNIT)
	prove -e '' $(UNIT)

asan:
	$(MAKE) MODE=asan test

$(B)/libsluis.a: $(LIB)
	$(AR) rcs $@ $^

$(B)/embedded.c: $(DATA) scripts/embed Makefile
	@mkdir -p $(@D)
	scripts/embed data $(DATA) > $@

$(B)/embedded.o: $(B)/embedded.c
	$(CC) $(CFLAGS) -Ipipeline/core -c -o $@ $<

$(B)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -MMD -MP -c -o $@ $<

$(B)/unit/%: tests/unit/%.c $(B)/libsluis.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -MMD -MP -o $@ $< $(B)/libsluis.a $(LDLIBS)

clean:
	rm -rf build

-include $(wildcard $(B)/*.d $(B)/pipeline/*.d $(B)/pipeline/*/*.d $(B)/unit/*.d)
