/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Asks for the verdict on one message of a scene. */

#include "access/verdict.h"
#include "scene.h"

#define ID "<b1.20260301@agency.example>"
#define DAY 86400

/* How a verdict is asked for. */
typedef struct {
  const char *message_id;      /* NULL: ID */
  const char *folder;          /* NULL: Inbox */
  gint64      received;        /* behind SCENE_START */
  gboolean    no_folder, no_date, is_date_only, has_unread, is_guessed;
  gboolean    whole_mailbox, ignores_unknown, is_truncated;
  guint64     rejected;
  const char *window;
  guint       retention;
  const char *other_id;        /* of a second message in the mailbox, or NULL */
  const char *subject;
  gboolean    text_holds;      /* what a search of the text answers; with no_text it cannot be read */
  gboolean    no_text;
  gboolean    joins_weakly;    /* by subject and size */
  const char *twin;            /* subject of a second message without an id, or NULL */
  gboolean    ends_here;       /* no mailbox has a later record than those of the scene */
} Question;

typedef struct {
  MspVerdictRow verdict;
  char         *text;          /* "accessed BIND hostile" */
} Answer;

/* Ends the scene and asks. */
Answer ask          (Scene *scene, const Question *question);
void   answer_clear (Answer *answer);

/* Asks, compares the text of the answer and clears the scene. */
void   expect       (Scene *scene, const Question *question, const char *text);
