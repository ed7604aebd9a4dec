/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The functions of Vectorscan that this folder calls, under their own names. The program has them from the module 'heads',
   src/detect/heads/, which it opens when rules of the user need one: the built-in rules do not. Other programs are linked with the
   library. */

#include <hs.h>

#include "format/module.h"

typedef struct {
  MspModuleHead head;

  const char *(*hs_version) (void);
  hs_error_t  (*hs_compile_multi) (const char *const *, const unsigned int *, const unsigned int *, unsigned int, unsigned int,
                                   const hs_platform_info_t *, hs_database_t **, hs_compile_error_t **);
  hs_error_t  (*hs_free_compile_error) (hs_compile_error_t *);
  hs_error_t  (*hs_serialize_database) (const hs_database_t *, char **, size_t *);
  hs_error_t  (*hs_deserialize_database) (const char *, const size_t, hs_database_t **);
  hs_error_t  (*hs_free_database) (hs_database_t *);
  hs_error_t  (*hs_alloc_scratch) (const hs_database_t *, hs_scratch_t **);
  hs_error_t  (*hs_free_scratch) (hs_scratch_t *);
  hs_error_t  (*hs_scan) (const hs_database_t *, const char *, unsigned int, unsigned int, hs_scratch_t *, match_event_handler, void *);
} MspVectorscan;

/* F (name of each). */
#define MSP_VECTORSCAN_EACH(F) \
  F (hs_version) F (hs_compile_multi) F (hs_free_compile_error) F (hs_serialize_database) F (hs_deserialize_database) \
  F (hs_free_database) F (hs_alloc_scratch) F (hs_free_scratch) F (hs_scan)

/* NULL if the module cannot be opened. */
const MspVectorscan *msp_vectorscan_get (void);
