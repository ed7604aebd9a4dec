/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Subjects of mail, of which nothing may be kept but what tells whether two are the same. */

#include <glib.h>

/* Of a subject as it stands in a record or in a header: 0 if there is nothing in it. Case and blanks make no difference. */
guint64 msp_subject_hash (const char *subject);
