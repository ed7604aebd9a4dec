/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Who acted: each record is hostile, trusted or unknown by rules that a person gave, and records that belong together are one actor.
   What shares a session or a token with a hostile record is hostile too, unless it is trusted by name; nothing becomes trusted that no
   rule names. The owner's own logon says nothing: whoever has the owner's token is the owner to the server. */

#include <glib.h>

#include "access/error.h"
#include "access/trail.h"
#include "store/access.h"

typedef struct _MspActorRules MspActorRules;

MspActorRules *msp_actor_rules_new  (void);

/* Adds "192.0.2.0/24", "session:ID", "token:ID", "app:GUID" or "user:NAME" as a rule of class. MSP_ACCESS_ERROR_OPTION. */
gboolean       msp_actor_rules_add  (MspActorRules *self, MspActorClass class, const char *rule, GError **error);

/* Adds all rules of a CSV file with the columns class and rule. The error names file and line. */
gboolean       msp_actor_rules_load (MspActorRules *self, const char *path, GError **error);
void           msp_actor_rules_free (MspActorRules *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspActorRules, msp_actor_rules_free)

typedef struct {
  GArray *classes;     /* guint8, MspActorClass of each context of the trail */
  GArray *actors;      /* guint32, number of the actor of each context, from 0, by first record */
  GPtrArray *reasons;  /* char *, of each actor: the rule */
  GArray *actor_classes;   /* guint8, of each actor */
  guint   n_actors;
  GHashTable *servers; /* addresses (names) of the exposed servers, as scans and flows call them */
} MspActors;

/* trail must be sorted. */
MspActors *msp_actors_new  (const MspTrail *trail, const MspActorRules *rules);

/* Unknown actors count as hostile from now on. */
void       msp_actors_accuse_unknown (MspActors *self);

static inline MspActorClass
msp_actors_get_class (const MspActors *self, const MspTrace *trace)
{
  return (MspActorClass) g_array_index (self->classes, guint8, trace->context);
}

/* Whether a flow went to an exposed server and not away from it. */
gboolean   msp_actors_is_inbound (const MspActors *self, const MspTrail *trail, const MspTrace *trace);

/* G_MAXUINT32 for a scan, and for what came to the server. */
static inline guint32
msp_actors_get_number (const MspActors *self, const MspTrace *trace)
{
  return g_array_index (self->actors, guint32, trace->context);
}

void       msp_actors_free (MspActors *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspActors, msp_actors_free)
