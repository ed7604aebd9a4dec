/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A process forked from this one, at the other end of a socket: for reading what may break the process that reads it. It is not confined
   by this; see pipeline/confine.h. */

#include <glib.h>
#include <sys/types.h>

#include "model/fate.h"

typedef struct {
  pid_t    pid;
  int      fd;
  guint64  resident;     /* bytes of this process that it began with */
  gboolean was_silent;   /* for longer than it may be */
} MspChild;

/* What the process does with its end of the socket; must not return. */
typedef void (*MspChildFunc) (int fd, gpointer data);

/* Signals for the whole group do not end the process; the end of this one does. MSP_PIPELINE_ERROR_WORKER. */
gboolean msp_child_start   (MspChild *self, MspChildFunc run, gpointer data, GError **error);

/* Waits for len bytes from the process. FALSE when it is gone, or was silent for that many seconds; 0: for ever. */
gboolean msp_child_receive (MspChild *self, guint seconds, void *bytes, gsize len);

/* Gives the process len bytes. FALSE when it is gone, or took none for that many seconds; 0: for ever. */
gboolean msp_child_tell    (MspChild *self, guint seconds, const void *bytes, gsize len);

/* Closes the socket, kills the process and waits for its end. Why it ended before it was done, by the bytes that it might take (0: any);
   MSP_REASON_NONE if it was done. */
MspReason msp_child_end    (MspChild *self, gboolean is_done, guint64 memory);

/* Within the process: closes all but fd that this one opened itself, such as a case that is being written, whose lock would outlive this
   one by as long as the process takes to die. What it was given by its caller is not ours. */
void     msp_child_close_others (int fd);

/* Within the process: sends all bytes, or exits where nobody takes them any more. */
void     msp_child_send    (int fd, const void *bytes, gsize len);
