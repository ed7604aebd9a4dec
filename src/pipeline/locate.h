/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Back from locators to the bytes: opens the sources again and analyses the messages and documents that are named. */

#include <glib.h>

#include "container/reader.h"
#include "pipeline/analyser.h"

typedef struct {
  const char *const *roots;      /* label, absolute path, … NULL, as recorded in the case */
  const MspLimits   *limits;
  MspAnalyser       *analyser;
} MspLocateRequest;

/* Sends the record of the message that locator names (its section and text steps are not looked at) to sink, with the locator of
   the message itself. Errors: G_OPTION_ERROR for a text that is no locator or names a root the case does not have;
   MSP_CONTAINER_ERROR and G_IO_ERROR when the source cannot be read; MSP_PIPELINE_ERROR_NOT_FOUND when the source holds no such
   item. */
gboolean msp_locate (const MspLocateRequest *request, const char *locator, MspSink *sink, GError **error);

/* What is told of each locator, by its index; error lasts for the call. Any but missed and sink may be NULL. */
typedef struct {
  MspSink *sink;
  void     (*begin)  (gpointer data, gsize locator);     /* what is read from now on is read for it alone */
  /* Takes a message in the place of the analyser, which is not needed then: what is no mail is missed. is_made: of the properties in a
     mail store, so that these bytes lie nowhere. FALSE with error: it is missed. */
  gboolean (*entry)  (gpointer data, gsize locator, const MspEntry *entry, gboolean is_made, GError **error);
  void     (*ended)  (gpointer data, gsize locator);     /* it was read */
  void     (*passed) (gpointer data);                    /* another entry was passed over */
  void     (*missed) (gpointer data, gsize locator, const GError *error);
  gpointer data;
} MspLocateVisitor;

/* The same for several locators, n of them: files in the order of their first locator, each opened once however many lie in it,
   archives walked through once, and messages of a mailbox read in their order. What cannot be read is told to missed, and the rest
   goes on. */
void     msp_locate_each (const MspLocateRequest *request, const char *const *locators, gsize n, const MspLocateVisitor *visitor);
