/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A case of 16 invented mails in 3 mailboxes on which access has run: each verdict occurs, and hostile strings in each place. */

#include "store/case.h"

/* Stops the test when something fails. */
MspCase *accessed_case_new (const char *path);
