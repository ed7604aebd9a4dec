/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Words looked for in the text of messages, read again: what is asked for, what comes of it, and who answers. */

#include <glib.h>

/* Lists of words in one request. */
#define MSP_SEARCH_LISTS 64

/* What is told of each locator, by its index: one of these. reason holds for the call. */
typedef struct {
  void   (*searched) (gpointer data, gsize locator, guint64 found);   /* a bit for each list one of whose words is in it */
  void   (*missed)   (gpointer data, gsize locator, const char *reason);
  gpointer data;
} MspSearchVisitor;

typedef struct {
  const char *const        *locators;
  gsize                     n;
  const char *const *const *lists;     /* each NULL-terminated; a word is met in any text of the message, its attachments too, in any
                                          case of letters and as any part of a word */
  gsize                     n_lists;   /* at most MSP_SEARCH_LISTS */
} MspSearchRequest;

/* Answers request; each source is opened once. What cannot be read is told to visitor; FALSE only if nothing can be asked any more. */
typedef gboolean (*MspSearchSource) (gpointer source, const MspSearchRequest *request, const MspSearchVisitor *visitor, GError **error);
