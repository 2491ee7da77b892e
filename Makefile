# entente: build, test, install.  `make help` lists the targets.
#
# MODE is release, debug, asan (with ubsan) or tsan.  Modes and compilers build side by side under
# build/; sources stay clean.  CC, CFLAGS, CPPFLAGS, LDFLAGS, PREFIX and DESTDIR are yours.

MODE   ?= release
CC     ?= cc
ifeq ($(origin CC),default)
CC     := cc
endif
B      := build/$(MODE)$(if $(filter clang%,$(notdir $(CC))),-clang)
PREFIX ?= /usr/local

PKGS     := gsl yaml-0.1 jansson pangocairo cairo cairo-pdf
PKG_CFLAGS = $(shell pkg-config --cflags $(PKGS))
PKG_LIBS   = $(shell pkg-config --libs $(PKGS))

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
        -Wmissing-prototypes -Wwrite-strings -Wvla -Wno-missing-field-initializers
CFLAGS_release := -O2 -g
CFLAGS_debug   := -O0 -g
CFLAGS_asan    := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
CFLAGS_tsan    := -O1 -g -fsanitize=thread
CFLAGS_coverage := -O0 -g --coverage

ALL_CPPFLAGS = -I. -D_POSIX_C_SOURCE=200809L -MMD -MP $(PKG_CFLAGS) $(CPPFLAGS)
# The same bytes from every compiler: no contraction, no fast-math, anywhere.
ALL_CFLAGS   = -std=c11 $(WARN) $(CFLAGS_$(MODE)) -pthread -ffp-contract=off $(CFLAGS)
ALL_LDFLAGS  = $(LDFLAGS) $(filter -fsanitize% --coverage,$(CFLAGS_$(MODE))) -pthread
HOT_CFLAGS   = $(if $(filter release,$(MODE)),-O3) -fno-math-errno -fno-trapping-math

# Hot files are compiled once for each instruction set (model/isa.h).
HOT_SRC  := $(sort $(wildcard model/world/kernels*.c model/world/driver_*.c \
              model/contract/clause_*.c model/engine/operations*.c))
LIB_SRC  := $(filter-out $(HOT_SRC),$(sort $(wildcard model/*.c model/*/*.c scenarios/reader/*.c \
              scenarios/studies/*.c plots/*.c)))
CLI_SRC  := $(sort $(wildcard cli/*.c))
TEST_SRC := $(sort $(wildcard tests/unit/*.c tests/property/*.c tests/verify/*.c))
HELP_SRC := $(sort $(wildcard tests/support/*.c))
ISAS     := baseline
ifneq ($(filter x86_64 amd64,$(shell uname -m)),)
ISAS     := baseline v3 v4
ALL_CPPFLAGS += -DENT_X86_64
endif
ISA_FLAGS_baseline :=
ISA_FLAGS_v3 := -march=x86-64-v3
ISA_FLAGS_v4 := -march=x86-64-v4 -mprefer-vector-width=512

LIB_OBJ  := $(LIB_SRC:%.c=$(B)/%.o) $(foreach i,$(ISAS),$(HOT_SRC:%.c=$(B)/%.$(i).o))
TESTS    := $(TEST_SRC:%.c=$(B)/%)

.DEFAULT_GOAL := all
all: $(B)/entente ## build the program

$(B)/entente: $(CLI_SRC:%.c=$(B)/%.o) $(B)/libentente.a
	$(CC) $(ALL_LDFLAGS) -o $@ $^ $(PKG_LIBS) -lm

$(B)/libentente.a: $(LIB_OBJ)
	@rm -f $@
	$(AR) rcsD $@ $^

$(B)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -c -o $@ $<

define hot_rule
$(B)/%.$(1).o: %.c Makefile
	@mkdir -p $$(@D)
	$$(CC) $$(ALL_CPPFLAGS) $$(ALL_CFLAGS) $$(HOT_CFLAGS) $(ISA_FLAGS_$(1)) -DENT_ISA_SUFFIX=$(1) -c -o $$@ $$<
endef
$(foreach i,$(ISAS),$(eval $(call hot_rule,$(i))))

$(B)/tests/%: $(B)/tests/%.o $(HELP_SRC:%.c=$(B)/%.o) $(B)/libentente.a
	$(CC) $(ALL_LDFLAGS) -o $@ $^ $(PKG_LIBS) -lcmocka -lm

check: all $(TESTS) ## run the tests (libraries must be there; see deps)
	@tests/run $(B)

clean: ## remove everything built
	rm -rf build out

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' $(MAKEFILE_LIST) | expand -t 20

-include $(shell find build -name '*.d' 2>/dev/null)
.PHONY: all check clean help
.SECONDARY:
