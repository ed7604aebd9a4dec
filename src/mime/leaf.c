/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/leaf.h"

#include "mime/cms.h"
#include "mime/decode.h"
#include "mime/inline.h"

static gboolean
has_suffix (const char *name, const char *suffix)
{
  gsize len = name != NULL ? strlen (name) : 0, suffix_len = strlen (suffix);

  return len >= suffix_len && g_ascii_strcasecmp (name + len - suffix_len, suffix) == 0;
}

static inline gboolean
is_type (const char *type, const char *name)
{
  return type[0] == name[0] && strcmp (type, name) == 0;
}

static gboolean
is_rights_managed (const char *type, const char *filename)
{
  return is_type (type, "application/x-microsoft-rpmsg-message") || has_suffix (filename, ".rpmsg");
}

/* The second part of multipart/encrypted (RFC 1847, section 2.2). */
static gboolean
is_inside_encrypted (MspTree *tree, int parent, const char *type)
{
  return parent >= 0 && strcmp (msp_tree_get (tree, parent)->type, "multipart/encrypted") == 0
         && strcmp (type, "application/pgp-encrypted") != 0;
}

/* Notifications are text in the form of fields (RFC 3464, 8098, 5965). */
static gboolean
is_text (const char *type)
{
  static const char *const types[] = { "message/delivery-status", "message/disposition-notification", "message/feedback-report",
                                       "message/global-delivery-status", "message/global-headers", "message/http" };

  if (strncmp (type, "text/", 5) == 0)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (is_type (type, types[i]))
      return TRUE;
  return FALSE;
}

static MspPartRole
choose_role (MspTree *tree, int parent, const MspEntity *entity, const char *filename)
{
  const char *type = msp_entity_get_type (entity), *disposition = entity->disposition.head;

  if (is_rights_managed (type, filename) || is_inside_encrypted (tree, parent, type))
    return MSP_PART_ENCRYPTED;
  if (is_type (type, "message/partial"))
    return MSP_PART_FRAGMENT;
  if (is_type (type, "message/external-body"))
    return MSP_PART_EXTERNAL;
  if (is_text (type) && (disposition == NULL || strcmp (disposition, "attachment") != 0))
    return MSP_PART_BODY;
  return MSP_PART_ATTACHMENT;
}

static void
set_fate (MspMailPart *part, MspFate fate, MspReason reason, const char *detail)
{
  part->fate = fate;
  part->reason = reason;
  part->detail = detail;
}

/* Where the body is, as far as the site: paths, queries and passwords may be secrets (RFC 2046, section 5.2.3; RFC 2017). */
static const char *
describe_external (MspTree *tree, const MspEntity *entity)
{
  const char *access = msp_params_get (&entity->type, "access-type"), *site = msp_params_get (&entity->type, "site");
  const char *url = msp_params_get (&entity->type, "url"), *host, *user;

  if (access == NULL)
    access = "unknown access";
  host = url != NULL ? strstr (url, "://") : NULL;
  if (host != NULL)
    {
      site = msp_arena_copy (tree->arena, msp_span_new (host + 3, strcspn (host + 3, "/?#")));
      user = strrchr (site, '@');
      site = user != NULL ? user + 1 : site;
    }
  return site != NULL ? msp_arena_printf (tree->arena, "the body is elsewhere: %s, %s", access, site)
                      : msp_arena_printf (tree->arena, "the body is elsewhere: %s", access);
}

static void
add_plain (MspTree *tree, int parent, const MspEntity *entity, const char *filename)
{
  MspPartRole role = choose_role (tree, parent, entity, filename);
  int index = msp_tree_add_leaf (tree, parent, entity, role);

  if (index < 0)
    return;
  if (role == MSP_PART_ENCRYPTED)
    set_fate (msp_tree_get (tree, index), MSP_FATE_OPAQUE, MSP_REASON_ENCRYPTED, NULL);
  else if (role == MSP_PART_FRAGMENT)
    set_fate (msp_tree_get (tree, index), MSP_FATE_PARTIAL, MSP_REASON_DAMAGED, "one fragment of a message that was split");
  else if (role == MSP_PART_EXTERNAL)
    set_fate (msp_tree_get (tree, index), MSP_FATE_OPAQUE, MSP_REASON_NO_TEXT, describe_external (tree, entity));
  else if (role == MSP_PART_BODY && strcmp (msp_entity_get_type (entity), "text/plain") == 0)
    msp_inline_add (tree, index);
}

/* A message in base64 or quoted-printable, which RFC 2046, section 5.2.1 forbids and programs write. */
static gboolean
add_encoded_message (MspTree *tree, int parent, const MspEntity *entity)
{
  GByteArray *bytes = g_byte_array_new ();
  int index;

  msp_decode_append (msp_entity_get_encoding (entity), entity->body, tree->limits->message_bytes, bytes);
  index = bytes->len > 0 ? msp_tree_add_container (tree, parent, entity, MSP_PART_MESSAGE) : -1;
  if (index < 0)
    {
      gboolean done = bytes->len > 0;

      g_byte_array_unref (bytes);
      return done;
    }
  msp_tree_parse_decoded (tree, index, entity->body, bytes);
  return TRUE;
}

static gboolean
is_smime (const MspEntity *entity, const char *filename)
{
  const char *type = msp_entity_get_type (entity);

  return is_type (type, "application/pkcs7-mime") || is_type (type, "application/x-pkcs7-mime") || has_suffix (filename, ".p7m");
}

/* The content of signed data is read as the entity that it is (RFC 8551, section 3.5.2). */
static void
add_smime (MspTree *tree, int parent, const MspEntity *entity)
{
  g_autoptr (GByteArray) ber = g_byte_array_new ();
  GByteArray *content = g_byte_array_new ();
  const char *declared = msp_params_get (&entity->type, "smime-type");
  MspCmsKind kind;
  int index;

  msp_decode_append (msp_entity_get_encoding (entity), entity->body, tree->limits->message_bytes, ber);
  kind = msp_cms_read (msp_span_new ((const char *) ber->data, ber->len), content);
  if (kind == MSP_CMS_SIGNED && content->len > 0)
    {
      index = msp_tree_add_container (tree, parent, entity, MSP_PART_MESSAGE);
      if (index >= 0)
        msp_tree_parse_decoded (tree, index, entity->body, g_steal_pointer (&content));
      g_clear_pointer (&content, g_byte_array_unref);
      return;
    }
  g_byte_array_unref (content);
  if (kind == MSP_CMS_NONE && declared != NULL && g_str_has_suffix (declared, "enveloped-data"))
    kind = MSP_CMS_ENVELOPED;
  index = msp_tree_add_leaf (tree, parent, entity, kind == MSP_CMS_ENVELOPED ? MSP_PART_ENCRYPTED : MSP_PART_ATTACHMENT);
  if (index >= 0 && kind == MSP_CMS_ENVELOPED)
    set_fate (msp_tree_get (tree, index), MSP_FATE_OPAQUE, MSP_REASON_ENCRYPTED, NULL);
  if (index >= 0 && kind == MSP_CMS_COMPRESSED)
    set_fate (msp_tree_get (tree, index), MSP_FATE_OPAQUE, MSP_REASON_UNSUPPORTED, "compressed S/MIME data");
}

void
msp_leaf_add (MspTree *tree, int parent, const MspEntity *entity)
{
  const char *filename = msp_entity_get_filename (entity);

  if (msp_entity_is_message (entity) && add_encoded_message (tree, parent, entity))
    return;
  if (is_smime (entity, filename))
    add_smime (tree, parent, entity);
  else
    add_plain (tree, parent, entity, filename);
}

gboolean
msp_leaf_is_gap (MspSpan text)
{
  static const char *const usual[] = {
    "This is a multi-part message in MIME format", "This is a multipart message in MIME format", "This message is in MIME format",
    "This is a MIME-encapsulated message", "This is an OpenPGP/MIME signed message", "This is a cryptographically signed message",
  };

  while (text.len > 0 && g_ascii_isspace (text.data[0]))
    text = msp_span_slice (text, 1, text.len);
  for (gsize i = 0; i < G_N_ELEMENTS (usual); i++)
    if (text.len < 250 && msp_span_has_prefix_nocase (text, usual[i]))
      return FALSE;
  return text.len > 0;
}

void
msp_leaf_add_gap (MspTree *tree, int parent, MspSpan text)
{
  MspEntity entity = { .body = text };
  int index;

  if (!msp_leaf_is_gap (text))
    return;
  index = msp_tree_add_leaf (tree, parent, &entity, MSP_PART_BODY);
  if (index < 0)
    return;
  msp_tree_get (tree, index)->alternative = FALSE;
  msp_tree_get (tree, index)->outside = TRUE;
  msp_inline_add (tree, index);
}
