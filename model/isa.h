/* Hot code is compiled once for each instruction set and chosen at run time.
 *
 * A hot file (HOT_SRC in the Makefile) names everything it exports with ENT_ISA(name), which becomes
 * name_baseline, name_v3 or name_v4.  Hot files use IEEE add, subtract, multiply, divide, square
 * root, comparisons and explicit fma() only, so every copy gives the same bits. */
#ifndef ENT_ISA_H
#define ENT_ISA_H

#ifndef ENT_ISA_SUFFIX
#define ENT_ISA_SUFFIX baseline
#endif
#define ENT_ISA_JOIN2(a, b) a##_##b
#define ENT_ISA_JOIN(a, b) ENT_ISA_JOIN2(a, b)
#define ENT_ISA(name) ENT_ISA_JOIN(name, ENT_ISA_SUFFIX)
#define ENT_ISA_TEXT2(a) #a
#define ENT_ISA_TEXT(a) ENT_ISA_TEXT2(a)
#define ENT_ISA_NAME ENT_ISA_TEXT(ENT_ISA_SUFFIX)

/* Paths in a slice, and the doubles from one column to the next: a little more than a slice, because
 * a power of two would put the same path of every column into one cache set. */
#define ENT_SLICE 256
#define ENT_COLUMN 264
#define ENT_BLOCK 1024 /* paths in a block: the unit of work and of summation */

#endif
