# entente: build, test, install.  `make help` lists the targets.
#
# MODE is release, debug, asan (with ubsan), tsan, coverage or fuzz.  Modes and compilers build side
# by side under build/; the sources stay clean.  CC, CFLAGS, CPPFLAGS, LDFLAGS, PREFIX and DESTDIR
# are yours: flags are added to the project's own.  WERROR=1 turns warnings into errors, V=1 shows the
# commands.

VERSION := 0.1.0
MODE    ?= release
ifeq ($(origin CC),default)
CC      := cc
endif
B       := build/$(MODE)$(if $(filter clang%,$(notdir $(CC))),-clang)
PREFIX  ?= /usr/local
FUZZ_SECONDS ?= 60
FLAGSHIP := scenarios/openai-microsoft.yaml
say     = $(if $(V),,@echo '  $(1)  $@' &&)

# The program is linked with the first; what draws is a module (plots/module/drawing_module.h).
PROGRAM_PKGS := gsl yaml-0.1 jansson
DRAWING_PKGS := pangocairo cairo cairo-pdf
PKGS         := $(PROGRAM_PKGS) $(DRAWING_PKGS)
PKG_CFLAGS   := $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
PKG_LIBS     := $(shell pkg-config --libs $(PKGS) 2>/dev/null)
PROGRAM_LIBS := $(shell pkg-config --libs $(PROGRAM_PKGS) 2>/dev/null)
DRAWING_LIBS := $(shell pkg-config --libs $(DRAWING_PKGS) gsl 2>/dev/null)

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
        -Wmissing-prototypes -Wwrite-strings -Wvla -Wno-missing-field-initializers
# gcc's sanitizers make it see uninitialised values where there are none; release still looks.
ifeq ($(filter clang%,$(notdir $(CC))),)
WARN += $(if $(filter asan tsan,$(MODE)),-Wno-maybe-uninitialized)
endif
SANE := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
CFLAGS_release  := -O2 -g
CFLAGS_debug    := -O0 -g
CFLAGS_asan     := -O1 -g $(SANE)
CFLAGS_tsan     := -O2 -g -fsanitize=thread
CFLAGS_coverage := -O1 -g --coverage
CFLAGS_fuzz     := -O1 -g -fsanitize=fuzzer-no-link $(SANE)

ALL_CPPFLAGS = -I. -D_POSIX_C_SOURCE=200809L -DENT_VERSION='"$(VERSION)"' -MMD -MP \
               $(PKG_CFLAGS) $(CPPFLAGS)
# The same bytes from every compiler: no contraction, no fast-math, anywhere.
# The module needs position-independent code, whatever CFLAGS say, and shows its table alone.
ALL_CFLAGS   = -std=c11 $(WARN) $(if $(WERROR),-Werror) $(CFLAGS_$(MODE)) -pthread \
               -ffp-contract=off -fvisibility=hidden $(CFLAGS) -fPIC
ALL_LDFLAGS  = $(filter -fsanitize% --coverage,$(CFLAGS_$(MODE))) -pthread $(LDFLAGS)
# Vectors in hot files never leave their file, so it does not matter how they would be passed.
HOT_CFLAGS   = $(if $(filter release,$(MODE)),-O3) -fno-math-errno -fno-trapping-math -Wno-psabi -funroll-loops

# What every slice passes through but no instruction set of its own is worth.
$(patsubst %,$(B)/model/engine/%.o,collect select slice sort summarise_kept tally): \
    CFLAGS_release := $(CFLAGS_release:-O2=-O3)

# Hot files are compiled once for each instruction set (model/isa.h).
HOT_SRC  := $(sort $(wildcard model/world/kernels*.c model/world/driver_*.c \
              model/contract/clause_*.c model/engine/operations*.c))
MODULE_SRC := $(sort $(wildcard plots/module/*.c))
LIB_SRC  := $(filter-out $(HOT_SRC) $(MODULE_SRC),$(sort $(wildcard model/*.c model/*/*.c scenarios/reader/*.c \
              scenarios/studies/*.c plots/*.c plots/*/*.c)))
CLI_SRC  := $(sort $(wildcard cli/*.c cli/*/*.c))
TEST_SRC := $(sort $(wildcard tests/unit/*.c tests/property/*.c tests/verify/*.c))
# Helpers that every test program links, and small programs that scripts run.
TOOL_SRC := $(sort $(wildcard tests/support/*_main.c tests/errors/*_main.c))
HELP_SRC := $(filter-out $(TOOL_SRC),$(sort $(wildcard tests/support/*.c)))
CLI_TESTS := $(shell grep -l '^.include "cli/' /dev/null $(TEST_SRC) $(TOOL_SRC))
FUZZ_SRC := $(sort $(wildcard tests/fuzz/fuzz_*.c))
BENCH_SRC := $(sort $(wildcard tests/bench/*.c))
# Memory is looked at in one set with vectors; threads, lines and parsers are the same in all.
ISAS     := baseline
ifneq ($(filter x86_64 amd64,$(shell uname -m)),)
ISAS     += $(if $(filter release debug,$(MODE)),v3 v4,$(if $(filter asan,$(MODE)),v3))
endif
ALL_CPPFLAGS += $(ISAS:%=-DENT_HAS_%)
ISA_FLAGS_baseline :=
ISA_FLAGS_v3 := -march=x86-64-v3
ISA_FLAGS_v4 := -march=x86-64-v4 -mprefer-vector-width=512

LIB_OBJ  := $(LIB_SRC:%.c=$(B)/%.o) $(foreach i,$(ISAS),$(HOT_SRC:%.c=$(B)/%.$(i).o))
HELP_OBJ := $(HELP_SRC:%.c=$(B)/%.o)
CLI_OBJ  := $(patsubst %.c,$(B)/%.o,$(filter-out cli/main.c,$(CLI_SRC))) $(B)/cli/templates.o
# With ONLY, words: the suites whose path contains one of them.  The thread sanitizer is for those
# that start threads; the others take it ten minutes and show it nothing.
ONLY     := $(if $(filter tsan,$(MODE)),unit/test_run property/test_determinism cli/commands cli/sweep)
TESTS    := $(patsubst %.c,$(B)/%,$(TOOL_SRC) $(if $(ONLY),$(sort $(foreach word,$(ONLY), \
                $(foreach source,$(TEST_SRC),$(if $(findstring $(word),$(source)),$(source))))),$(TEST_SRC)))

.DEFAULT_GOAL := all
all: $(B)/entente $(B)/entente-drawing.so ## build the program

ifeq ($(PKG_LIBS),)
$(B)/entente $(B)/entente-drawing.so $(LIB_OBJ): | libraries
libraries:
	@echo "libraries are missing; 'make deps' finds and installs them" >&2; exit 1
endif

# Where the program looks for its module.  On Linux in a tag that also holds when a sanitizer opens it
# in the program's place.
ifeq ($(shell uname),Darwin)
FIND_MODULE := -Wl,-rpath,@loader_path -Wl,-rpath,@loader_path/../lib/entente
else
FIND_MODULE := -Wl,--disable-new-dtags '-Wl,-rpath,$$ORIGIN:$$ORIGIN/../lib/entente'
endif
# The module names every library it calls.  A sanitizer's functions it finds in the program.
WHOLE := $(if $(filter Linux,$(shell uname)),$(if $(findstring -fsanitize,$(CFLAGS_$(MODE)) $(CFLAGS) $(LDFLAGS)),,-Wl,-z,defs))
# The loader's functions come before the archive's of the same names, which so stay there.
$(B)/entente: $(patsubst %,$(B)/%,cli/main.o plots/module/drawing_loader.o libcli.a libentente.a) | $(B)/entente-drawing.so
	$(call say,LD) $(CC) $(ALL_LDFLAGS) $(FIND_MODULE) -o $@ $^ $(PROGRAM_LIBS) -ldl -lm
$(B)/entente-drawing.so: $(B)/plots/module/drawing_module.o $(B)/libentente.a
	$(call say,LD) $(CC) $(ALL_LDFLAGS) $(WHOLE) -shared -o $@ $^ $(DRAWING_LIBS) -lm

# The program refuses a module that was built from other sources.
STAMPED := $(sort $(wildcard model/*.[ch] model/*/*.[ch] plots/*.[ch] plots/*/*.[ch]))
STAMP    = $(shell cat $(STAMPED) | cksum | tr ' ' -)
$(patsubst %,$(B)/plots/module/drawing_%.o,loader module): $(STAMPED)
$(patsubst %,$(B)/plots/module/drawing_%.o,loader module): ALL_CPPFLAGS += -DENT_BUILD='"$(STAMP)"'

# What the program says about its own build.
version = $(shell pkg-config --modversion $(1) 2>/dev/null)
$(B)/cli/version.o: ALL_CPPFLAGS += -DENT_BUILD_FLAGS='"$(strip $(CFLAGS_$(MODE)) -ffp-contract=off $(CFLAGS))"' \
    -DENT_YAML_VERSION='"$(call version,yaml-0.1)"' -DENT_CAIRO_VERSION='"$(call version,cairo)"' \
    -DENT_PANGO_VERSION='"$(call version,pango)"'

$(B)/libentente.a: $(LIB_OBJ)
$(B)/libcli.a: $(CLI_OBJ)
$(B)/lib%.a:
	@rm -f $@.part
	$(call say,AR) $(AR) rcsD $@.part $^ && mv $@.part $@

# The starter scenarios, as lists of lines.
TEMPLATES := $(sort $(wildcard scenarios/templates/*.yaml))
$(B)/cli/templates.c: $(TEMPLATES) Makefile
	@mkdir -p $(@D)
	@{ echo '#include <stddef.h>'; echo '#include "cli/templates.h"'; \
	for f in $(TEMPLATES); do n=$$(basename $$f .yaml); \
	    echo "static const char *const $$(echo "$$n" | tr - _)[] = {"; \
	    sed 's/\\/\\\\/g; s/"/\\"/g; s/.*/    "&\\n",/' $$f; echo '    NULL};'; done; \
	echo 'const ent_template ent_templates[] = {'; \
	for f in $(TEMPLATES); do n=$$(basename $$f .yaml); \
	    echo "    {\"$$n\", $$(echo "$$n" | tr - _)},"; done; \
	echo '    {NULL, NULL}};'; } >$@
$(B)/cli/templates.o: $(B)/cli/templates.c
	$(call say,CC) $(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -c -o $@ $<

$(B)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(call say,CC) $(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -c -o $@ $<

define hot_rule
$(B)/%.$(1).o: %.c Makefile
	@mkdir -p $$(@D)
	$$(call say,CC) $$(CC) $$(ALL_CPPFLAGS) $$(ALL_CFLAGS) $$(HOT_CFLAGS) $(ISA_FLAGS_$(1)) \
	    -DENT_ISA_SUFFIX=$(1) -c -o $$@ $$<
endef
$(foreach i,$(ISAS),$(eval $(call hot_rule,$(i))))

# Charts are timed through the library; the GSL program links GSL alone, for a fair start-up.
$(B)/tests/bench/fan: $(B)/libentente.a
$(B)/tests/bench/%: $(B)/tests/bench/%.o
	$(call say,LD) $(CC) $(ALL_LDFLAGS) -o $@ $^ \
	    $(if $(filter %.a,$^),$(PKG_LIBS),$(shell pkg-config --libs gsl)) -lm

$(B)/tests/fuzz/%: $(B)/tests/fuzz/%.o $(B)/libentente.a
	$(call say,LD) $(CC) $(ALL_LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(PKG_LIBS) -lm

$(CLI_TESTS:%.c=$(B)/%): $(B)/libcli.a
$(B)/tests/%: $(B)/tests/%.o $(HELP_OBJ) $(B)/libentente.a
	$(call say,LD) $(CC) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^) $(filter %/libcli.a,$^) \
	    $(B)/libentente.a $(PKG_LIBS) -lcmocka -lm

demo: ## install what is missing, build, run the flagship; results and charts in out/
	@tests/deps build
	@$(MAKE) all
	$(B)/entente run $(FLAGSHIP) -o out
	@ls out

# Those that it lists under `charts:`, each with its numbers and its description beside it;
# tests/cli/figures.sh compares the numbers.
figures: all ## draw the flagship's figures anew, into scenarios/figures/
	$(B)/entente plot $(FLAGSHIP) -o scenarios/figures

test: ## install what is missing, build, run every test
	@tests/deps test
	@$(MAKE) check

check: all $(TESTS) ## run the tests (the libraries must be there; see deps)
	@tests/run $(B) $(ONLY)

bench: all $(BENCH_SRC:%.c=$(B)/%) ## time the program against a plain GSL program
	@tests/bench/run.sh $(B)

fuzz: ## fuzz the reader, CSV and formulas for FUZZ_SECONDS (needs clang)
	@$(MAKE) CC=clang MODE=fuzz fuzz-run
fuzz-run: $(FUZZ_SRC:%.c=$(B)/%)
	@tests/fuzz.sh $(B) $(FUZZ_SECONDS) $^

C_FILES = $(sort $(wildcard model/*.[ch] model/*/*.[ch] scenarios/*.[ch] scenarios/*/*.[ch] \
            plots/*.[ch] plots/*/*.[ch] cli/*.[ch] cli/*/*.[ch] tests/*/*.[ch]))
format: ## lay out the sources (CHECK=1: only say which are not)
	@clang-format $(if $(CHECK),--dry-run -Werror,-i) $(C_FILES)

tidy: ## the static analyser, at zero warnings
	@clang-tidy --quiet --config-file=tests/clang-tidy $(LIB_SRC) $(HOT_SRC) $(MODULE_SRC) $(CLI_SRC) -- \
	    -std=c11 $(ALL_CPPFLAGS)

coverage: ## line coverage of model/, at least 90%
	@find build/coverage -name '*.gcda' -delete 2>/dev/null || true
	@$(MAKE) CC=gcc MODE=coverage check
	@tests/coverage.sh build/coverage model 90

# The public headers are the faces and what they include.
hash    := \#
FACES   := model/model.h scenarios/scenarios.h plots/plots.h
HEADERS  = $(filter %.h,$(filter-out /%,$(shell for f in $(FACES); do echo "$(hash)include \"$$f\""; \
             done | $(CC) -I. $(PKG_CFLAGS) -MM -x c -)))
dest    := $(DESTDIR)$(PREFIX)

# What the program says of itself: manual pages, the schema for editors, completion scripts.
MADE := $(B)/entente.1 $(B)/entente-scenario.5 $(B)/scenario.schema.json \
        $(foreach s,bash zsh fish,$(B)/completion.$(s))
$(B)/entente.1: WORDS := help --man
$(B)/entente-scenario.5: WORDS := kinds --man
$(B)/scenario.schema.json: WORDS := schema
$(B)/completion.%: WORDS = completion $(subst .,,$(suffix $@))
$(MADE): $(B)/entente
	@$(B)/entente $(WORDS) >$@.part && mv $@.part $@

man: $(MADE) ## make the manual pages, JSON Schema and completion scripts, under build/

install: all man ## install the program, library, headers, manual and scenarios under PREFIX
	install -d $(dest)/bin $(dest)/lib/entente $(dest)/lib/pkgconfig \
	    $(dest)/share/entente/lessons $(dest)/share/entente/templates $(dest)/share/man/man1 $(dest)/share/man/man5 \
	    $(dest)/share/bash-completion/completions $(dest)/share/zsh/site-functions \
	    $(dest)/share/fish/vendor_completions.d
	install -m 755 $(B)/entente $(dest)/bin/entente
	install -m 644 $(B)/entente-drawing.so $(dest)/lib/entente/entente-drawing.so
	install -m 644 $(B)/libentente.a $(dest)/lib/libentente.a
	@for h in $(HEADERS); do \
	    install -d $(dest)/include/entente/$${h%/*} && \
	    install -m 644 $$h $(dest)/include/entente/$$h || exit 1; done
	install -m 644 scenarios/*.yaml cli/*.schema.json \
	    $(B)/scenario.schema.json $(dest)/share/entente
	install -m 644 scenarios/templates/*.yaml $(dest)/share/entente/templates
	install -m 644 $(B)/entente.1 $(dest)/share/man/man1
	install -m 644 $(B)/entente-scenario.5 $(dest)/share/man/man5
	install -m 644 $(B)/completion.bash $(dest)/share/bash-completion/completions/entente
	install -m 644 $(B)/completion.zsh $(dest)/share/zsh/site-functions/_entente
	install -m 644 $(B)/completion.fish $(dest)/share/fish/vendor_completions.d/entente.fish
	install -m 644 scenarios/lessons/*.yaml $(dest)/share/entente/lessons
	@printf '%s\n' 'prefix=$(PREFIX)' 'libdir=$${prefix}/lib' 'includedir=$${prefix}/include' '' \
	    'Name: entente' 'Description: Partnership agreements as data, simulated and drawn' \
	    'Version: $(VERSION)' 'Cflags: -I$${includedir}/entente' 'Libs: -L$${libdir} -lentente' \
	    'Libs.private: -lm -pthread' 'Requires.private: $(PKGS)' \
	    >$(dest)/lib/pkgconfig/entente.pc

uninstall: ## remove what install put there
	rm -rf $(dest)/include/entente $(dest)/lib/entente $(dest)/share/entente
	rm -f $(dest)/share/man/man1/entente.1 $(dest)/share/man/man5/entente-scenario.5 \
	    $(dest)/share/bash-completion/completions/entente \
	    $(dest)/share/zsh/site-functions/_entente \
	    $(dest)/share/fish/vendor_completions.d/entente.fish
	rm -f $(dest)/bin/entente $(dest)/lib/libentente.a $(dest)/lib/pkgconfig/entente.pc

dist: ## pack the committed sources
	@mkdir -p build
	git archive --prefix=entente-$(VERSION)/ -o build/entente-$(VERSION).tar.gz HEAD

readme: all ## write anew what the pages show of the program's output
	@tests/cli/readme.sh $(B) --update

validation: $(filter $(B)/tests/verify/%,$(TESTS)) ## write tests/VALIDATION.md anew
	@tests/cli/validation.sh $(B) --update

deps: ## find what the build and the tests need; install what is missing
	@tests/deps test

clean: ## remove everything built
	rm -rf build out

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile | expand -t 20

-include $(shell find $(B) -name '*.d' 2>/dev/null)
.PHONY: all demo figures test check readme bench fuzz fuzz-run format tidy coverage man install uninstall dist deps \
        validation clean help libraries
.SECONDARY:
