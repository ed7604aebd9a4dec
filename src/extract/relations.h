/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* How the parts of an OOXML package refer to one another (ECMA-376 part 2, 9). */

#include "format/package.h"

typedef struct {
  char     *id;
  char     *type;      /* last word of the relationship's type: "header", "hyperlink" */
  char     *target;    /* name of a part, or as it is if it leads outside */
  gboolean  is_external;
} MspRelation;

typedef struct {
  GPtrArray  *list;    /* MspRelation */
  GHashTable *by_id;
} MspRelations;

/* Relations of the part owner, "" for the package; none if there are none. */
MspRelations      *msp_relations_new  (const MspPackage *package, const char *owner);

/* By id, which may be NULL; or NULL. */
const MspRelation *msp_relations_find (const MspRelations *self, const char *id);

/* The next of this type from *io_at on, or NULL. */
const MspRelation *msp_relations_next (const MspRelations *self, const char *type, guint *io_at);
void               msp_relations_free (MspRelations *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspRelations, msp_relations_free)
