/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A trail made of invented events, as readers would send them. Times are seconds behind SCENE_START. */

#include "access/actors.h"
#include "access/index.h"
#include "access/trail.h"
#include "store/case.h"

#define SCENE_START G_GINT64_CONSTANT (1772496000)   /* 2026-03-03T00:00:00Z */
#define SCENE_BOX "pat@agency.example"
#define SCENE_HOSTILE "203.0.113.77"
#define SCENE_TRUSTED "192.0.2.10"
#define SCENE_UNKNOWN "198.51.100.80"

typedef struct {
  MspTrail      *trail;
  MspActorRules *rules;
  MspActors     *actors;    /* from scene_end on */
  MspIndex      *index;
  guint          n_records;
} Scene;

/* A message of an invented archive, a file of its own. */
typedef struct {
  const char *locator, *mailbox, *folder, *message_id;
  guint32     uid, validity;
  gint64      received;     /* by its Received fields, seconds behind SCENE_START */
} SceneMail;

void      scene_put_mail (MspCase *archive, const SceneMail *mail);

/* The hostile and the trusted address have their rules. */
void      scene_begin (Scene *self);

/* An event of kind in the mailbox, by ip, at SCENE_START + at; to be completed and given to scene_add. */
MspEvent  scene_event (MspEventKind kind, gint64 at, const char *ip);
void      scene_add   (Scene *self, const MspEvent *event);

/* A bind of one message that is counted as n accesses. */
void      scene_bind  (Scene *self, gint64 at, const char *ip, const char *message_id, guint64 n);
void      scene_sync  (Scene *self, gint64 at, const char *ip, const char *folder);

/* Sorts, tells actors apart, arranges. */
void      scene_end   (Scene *self);
void      scene_clear (Scene *self);
