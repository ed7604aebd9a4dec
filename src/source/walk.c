/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "source/walk.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error-text.h"
#include "source/listing.h"
#include "source/root.h"

typedef struct {
  MspListing *listing;
  char       *path, *real_path;
  gboolean    skipped;
} Frame;

struct _MspWalk {
  GPtrArray *roots;       /* MspRoot */
  GPtrArray *root_texts;  /* for msp_walk_get_roots */
  GPtrArray *exclude;     /* GPatternSpec */
  GPtrArray *frames;      /* Frame, the innermost last */
  guint      next_root;
  guint64    total;
};

static void
frame_free (gpointer data)
{
  Frame *frame = data;

  msp_listing_free (frame->listing);
  g_free (frame->path);
  g_free (frame->real_path);
  g_free (frame);
}

/* GPatternSpec wants UTF-8; names need not be. */
static gboolean
is_excluded (const MspWalk *self, const char *path)
{
  if (self->exclude->len == 0)
    return FALSE;
  g_autofree char *text = g_utf8_make_valid (path, -1);
  const char *slash = strrchr (text, '/');
  for (guint i = 0; i < self->exclude->len; i++)
    {
      GPatternSpec *spec = g_ptr_array_index (self->exclude, i);

      if (g_pattern_spec_match_string (spec, text) || g_pattern_spec_match_string (spec, slash != NULL ? slash + 1 : text))
        return TRUE;
    }
  return FALSE;
}

static MspFile *
new_file (const char *path, const char *real_path, MspFate fate, MspReason reason, const char *detail)
{
  MspFile *file = g_new0 (MspFile, 1);

  file->path = g_strdup (path);
  file->real_path = g_strdup (real_path);
  file->fate = fate;
  file->reason = reason;
  file->detail = g_strdup (detail);
  return file;
}

static const char *
get_special_detail (mode_t mode)
{
  if (S_ISLNK (mode))
    return "symbolic link, not followed";
  if (S_ISFIFO (mode))
    return "named pipe";
  return S_ISSOCK (mode) ? "socket" : "device";
}

static MspFile *
new_file_for (const char *path, const char *real_path, const struct stat *info, gboolean skipped)
{
  MspFile *file;

  if (skipped)
    file = new_file (path, real_path, MSP_FATE_SKIPPED, MSP_REASON_OPTION, "left out by --exclude");
  else if (S_ISREG (info->st_mode))
    file = new_file (path, real_path, MSP_FATE_READ, MSP_REASON_NONE, NULL);
  else
    file = new_file (path, real_path, MSP_FATE_OPAQUE, MSP_REASON_UNSUPPORTED, get_special_detail (info->st_mode));
  file->size = S_ISREG (info->st_mode) ? (guint64) info->st_size : 0;
  file->mtime = (gint64) info->st_mtime;
  return file;
}

/* A bind mount can put a directory inside itself. */
static gboolean
is_loop (const MspWalk *self, const MspListing *listing)
{
  for (guint i = 0; i < self->frames->len; i++)
    {
      const Frame *frame = g_ptr_array_index (self->frames, i);

      if (frame->listing->inode == listing->inode && frame->listing->device == listing->device)
        return TRUE;
    }
  return FALSE;
}

/* NULL if the directory can be entered whole. */
static MspFile *
enter (MspWalk *self, int at_fd, const char *name, const char *path, const char *real_path, gboolean skipped)
{
  g_autofree char *failure = NULL;
  g_autoptr (GError) error = NULL;

  if (self->frames->len >= MSP_WALK_DEPTH_MAX)
    return new_file (path, real_path, MSP_FATE_FAILED, MSP_REASON_LIMIT, "directories nested too deep");
  g_autoptr (MspListing) listing = msp_listing_new (at_fd, name, &failure, &error);
  if (listing == NULL)
    return new_file (path, real_path, MSP_FATE_FAILED, MSP_REASON_IO, error->message);
  if (is_loop (self, listing))
    return new_file (path, real_path, MSP_FATE_OPAQUE, MSP_REASON_UNSUPPORTED, "a directory inside itself, not entered again");
  Frame *frame = g_new0 (Frame, 1);
  frame->listing = g_steal_pointer (&listing);
  frame->path = g_strdup (path);
  frame->real_path = g_strdup (real_path);
  frame->skipped = skipped;
  g_ptr_array_add (self->frames, frame);
  return failure != NULL ? new_file (path, real_path, MSP_FATE_FAILED, MSP_REASON_IO, failure) : NULL;
}

/* NULL if name was a directory that has been entered. */
static MspFile *
visit (MspWalk *self, int at_fd, const char *name, const char *path, const char *real_path, gboolean skipped)
{
  struct stat info;

  if (fstatat (at_fd, name, &info, AT_SYMLINK_NOFOLLOW) < 0)
    {
      g_autofree char *detail = g_strdup_printf ("cannot look at it: %s", msp_error_text (errno));

      return new_file (path, real_path, MSP_FATE_FAILED, MSP_REASON_IO, detail);
    }
  skipped = skipped || is_excluded (self, path);
  if (S_ISDIR (info.st_mode))
    return enter (self, at_fd, name, path, real_path, skipped);
  return new_file_for (path, real_path, &info, skipped);
}

static MspFile *
visit_root (MspWalk *self, const MspRoot *root)
{
  struct stat info;

  if (root->real_path != NULL && !root->is_pipe)
    return visit (self, AT_FDCWD, root->real_path, root->label, root->real_path, FALSE);
  MspFile *file = new_file (root->label, root->real_path, MSP_FATE_READ, MSP_REASON_NONE, NULL);
  file->is_pipe = root->is_pipe;
  if (root->real_path == NULL && fstat (STDIN_FILENO, &info) == 0 && S_ISREG (info.st_mode))
    file->size = (guint64) info.st_size;
  return file;
}

static MspFile *
visit_next_name (MspWalk *self)
{
  Frame *frame = g_ptr_array_index (self->frames, self->frames->len - 1);

  if (frame->listing->at == frame->listing->names->len)
    {
      g_ptr_array_set_size (self->frames, (gint) self->frames->len - 1);
      return NULL;
    }
  const char *name = g_ptr_array_index (frame->listing->names, frame->listing->at++);
  g_autofree char *path = g_strconcat (frame->path, "/", name, NULL);
  gboolean at_top = strcmp (frame->real_path, "/") == 0;
  g_autofree char *real_path = g_strconcat (at_top ? "" : frame->real_path, "/", name, NULL);
  return visit (self, frame->listing->fd, name, path, real_path, frame->skipped);
}

void
msp_walk_rewind (MspWalk *self)
{
  g_ptr_array_set_size (self->frames, 0);
  self->next_root = 0;
}

static void
take_first_look (MspWalk *self)
{
  MspFile *file;

  while ((file = msp_walk_next (self)) != NULL)
    {
      self->total += file->fate == MSP_FATE_READ ? file->size : 0;
      msp_file_free (file);
    }
  msp_walk_rewind (self);
}

MspWalk *
msp_walk_new (const char *const *paths, const char *const *exclude, GError **error)
{
  g_autoptr (MspWalk) self = g_new0 (MspWalk, 1);
  g_autoptr (GHashTable) labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  self->roots = g_ptr_array_new_with_free_func ((GDestroyNotify) msp_root_free);
  self->root_texts = g_ptr_array_new ();
  self->exclude = g_ptr_array_new_with_free_func ((GDestroyNotify) g_pattern_spec_free);
  self->frames = g_ptr_array_new_with_free_func (frame_free);
  for (; exclude != NULL && *exclude != NULL; exclude++)
    g_ptr_array_add (self->exclude, g_pattern_spec_new (*exclude));
  for (; *paths != NULL; paths++)
    {
      MspRoot *root = msp_root_new (*paths, labels, error);

      if (root == NULL)
        return NULL;
      g_ptr_array_add (self->roots, root);
      g_ptr_array_add (self->root_texts, root->label);
      g_ptr_array_add (self->root_texts, root->real_path != NULL ? root->real_path : (gpointer) "-");
    }
  g_ptr_array_add (self->root_texts, NULL);
  take_first_look (self);
  return g_steal_pointer (&self);
}

MspFile *
msp_walk_next (MspWalk *self)
{
  MspFile *file = NULL;

  while (file == NULL && (self->frames->len > 0 || self->next_root < self->roots->len))
    file = self->frames->len > 0 ? visit_next_name (self) : visit_root (self, g_ptr_array_index (self->roots, self->next_root++));
  return file;
}

guint64
msp_walk_get_total (const MspWalk *self)
{
  return self->total;
}

const char *const *
msp_walk_get_roots (const MspWalk *self)
{
  return (const char *const *) self->root_texts->pdata;
}

void
msp_walk_free (MspWalk *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->frames, g_ptr_array_unref);
  g_clear_pointer (&self->exclude, g_ptr_array_unref);
  g_clear_pointer (&self->root_texts, g_ptr_array_unref);
  g_clear_pointer (&self->roots, g_ptr_array_unref);
  g_free (self);
}
