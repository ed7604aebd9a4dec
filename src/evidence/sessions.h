/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Who began a session and from where: the lines that follow the login name the session only. Bounded: the oldest are
   forgotten. */

#include <glib.h>

typedef struct {
  char *ip, *user;
} MspSession;

typedef struct {
  GHashTable *young, *old;   /* id to MspSession */
} MspSessions;

void              msp_sessions_init  (MspSessions *self);

/* Copies its strings; a session that was known is replaced. */
void              msp_sessions_add   (MspSessions *self, const char *id, const char *ip, const char *user);

/* NULL if it is not known. Borrowed until the next call that adds. */
const MspSession *msp_sessions_find  (const MspSessions *self, const char *id);
void              msp_sessions_clear (MspSessions *self);
