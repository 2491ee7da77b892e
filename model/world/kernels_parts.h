/* The kernels of the table in kernels.h, as the files that hold them name them. */
#ifndef ENT_KERNELS_PARTS_H
#define ENT_KERNELS_PARTS_H

#include "model/world/kernels.h"

void ENT_ISA(ent_kernel_philox)(uint64_t key, uint64_t path, uint32_t group, size_t n,
                                uint32_t *words);
void ENT_ISA(ent_kernel_uniform)(const uint32_t *words, double *u, size_t n);
void ENT_ISA(ent_kernel_uniform52)(const uint32_t *high, const uint32_t *low, double *u,
                                   size_t n);
void ENT_ISA(ent_kernel_normal)(const uint32_t *words, double *z, size_t n);
void ENT_ISA(ent_kernel_normal_quantile)(const double *u, double *z, size_t n);
void ENT_ISA(ent_kernel_normal_cdf)(const double *z, double *u, size_t n);
void ENT_ISA(ent_kernel_mix)(const double *factor, size_t dimensions,
                             const double *const *in, double *const *out, size_t n);

#endif
