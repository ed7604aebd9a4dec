/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The confined side of pipeline/reread.h: takes questions, and sends frames, each a head and a text behind it. */

#include "pipeline/locate.h"
#include "pipeline/reread.h"

#define MSP_REREAD_MOST_TEXT 4096

typedef enum {
  MSP_REREAD_FOUND,      /* kind, key and text */
  MSP_REREAD_BEGUN,      /* what is read now is read for this message */
  MSP_REREAD_DONE,       /* it was read */
  MSP_REREAD_MISSED,     /* text: why */
  MSP_REREAD_ALIVE,      /* still looking */
  MSP_REREAD_OVER,       /* all locators were dealt with */
  MSP_N_REREAD_FRAMES
} MspRereadFrame;

typedef struct {
  guint32 frame, kind;
  guint64 locator;       /* index */
  guint32 len;           /* of the text */
  guint8  key[MSP_VALUE_KEY_LEN];
} MspRereadHead;

/* Those of question that which has, n indexes, as bytes for the socket. */
GBytes *msp_reread_pack (const MspRereadQuestion *question, const gsize *which, gsize n);

typedef struct {
  int                    fd;
  const MspRereadConfig *config;
  MspRereadQuestion      question;
  gsize                  current;    /* index of the message being read */
  GByteArray            *out;        /* frames that wait for company */
  gint64                 beat;       /* monotonic microseconds of the last sign of life */
} MspRereadChild;

/* How a task takes messages: by analyser and sink, or by entry as in MspLocateVisitor. */
typedef struct {
  MspAnalyser *analyser;
  MspSink     *sink;
  gboolean   (*entry) (gpointer data, gsize locator, const MspEntry *entry, gboolean is_made, GError **error);
  void       (*begin) (gpointer data);   /* or NULL */
  gpointer     data;
} MspRereadWay;

/* Goes to every locator of the question. */
void msp_reread_child_locate (MspRereadChild *self, const MspRereadWay *way);

/* Tells what was found in the current message; key may be NULL. */
void msp_reread_child_find   (const MspRereadChild *self, guint32 kind, const guint8 *key, const char *text);

/* … and that it is to be left out. */
void msp_reread_child_miss   (const MspRereadChild *self, const char *reason);

/* Leaves all but the socket, confines the process and answers until the socket closes. Does not return. */
void msp_reread_child_run    (int fd, const MspRereadConfig *config) G_GNUC_NORETURN;
