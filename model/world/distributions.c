/* The list of distributions: to add one, write distribution_NAME.c, declare it in
 * distribution_help.h and name it here. */
#include "model/world/distribution_help.h"

#include <string.h>

const ent_distribution *const ent_distributions[] = {
    &ent_distribution_normal,      &ent_distribution_lognormal,
    &ent_distribution_uniform,     &ent_distribution_triangular,
    &ent_distribution_pert,        &ent_distribution_beta,
    &ent_distribution_gamma,       &ent_distribution_discrete,
    &ent_distribution_bernoulli,   &ent_distribution_weibull,
    &ent_distribution_exponential, &ent_distribution_logistic,
    &ent_distribution_student_t,   &ent_distribution_split_normal,
    &ent_distribution_metalog,     &ent_distribution_mixture,
    &ent_distribution_empirical,   NULL,
};

const ent_distribution *ent_distribution_named(const char *name) {
    for (const ent_distribution *const *d = ent_distributions; *d; d++)
        if (!strcmp((*d)->kind.name, name))
            return *d;
    return NULL;
}
