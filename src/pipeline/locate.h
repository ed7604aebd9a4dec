/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Back from locators to the bytes: opens the sources again and analyses the messages and documents that are named. */

#include <glib.h>

#include "container/reader.h"
#include "pipeline/analyser.h"

typedef struct {
  const char *const *roots;      /* label, absolute path, … NULL, as recorded in the case */
  const MspLimits   *limits;
  MspAnalyser       *analyser;   /* NULL: nothing is analysed, and what is no mail is missed */
} MspLocateRequest;

/* Sends the record of the message that locator names (its section and text steps are not looked at) to sink, with the locator of
   the message itself. Errors: G_OPTION_ERROR for a text that is no locator or names a root the case does not have;
   MSP_CONTAINER_ERROR and G_IO_ERROR when the source cannot be read; MSP_PIPELINE_ERROR_NOT_FOUND when the source holds no such
   item. */
gboolean msp_locate (const MspLocateRequest *request, const char *locator, MspSink *sink, GError **error);

/* What is told of each locator, as it was given; error lasts for the call. */
typedef struct {
  MspSink *sink;
  void   (*begin)  (gpointer data, const char *locator);   /* its bytes are there and are analysed now; NULL: not asked for */
  void   (*entry)  (gpointer data, const char *locator, const MspEntry *entry, gboolean is_made);   /* of a message, before it is
                                                            analysed; is_made: of the properties in a mail store; NULL: likewise */
  void   (*passed) (gpointer data);                        /* another entry was passed over; NULL: likewise */
  void   (*missed) (gpointer data, const char *locator, const GError *error);
  gpointer data;
} MspLocateVisitor;

/* The same for several locators, n of them: files in the order of their first locator, each opened once however many lie in it, and
   archives walked through once. What cannot be read is told to missed, and the rest goes on. */
void     msp_locate_each (const MspLocateRequest *request, const char *const *locators, gsize n, const MspLocateVisitor *visitor);
