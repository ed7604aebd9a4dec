/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the modules of the store share about an open case. */

#include "store/case.h"
#include "store/database.h"
#include "store/writer.h"

struct _MspCase {
  MspDatabase database;
  MspWriter   writer;       /* while writing */
  char       *path;
  char       *part_path;    /* where it is written until it is whole */
  guint8      key[MSP_KEY_LEN];
  gboolean    has_key;
  gboolean    writing;
};
