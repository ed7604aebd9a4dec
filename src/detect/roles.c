/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/roles.h"

#include <string.h>

#include "detect/person.h"
#include "model/finding.h"

#define MAX_LABEL 64

void
msp_roles_init (MspRoles *self)
{
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->filled = FALSE;
}

void
msp_roles_reset (MspRoles *self)
{
  if (self->filled)
    g_hash_table_remove_all (self->names);
  self->filled = FALSE;
}

static char *
dup_normal (const char *start, const char *end)
{
  while (start < end && strchr (" ,;\"'\t", *start) != NULL)
    start++;
  while (end > start && strchr (" \"'\t", end[-1]) != NULL)
    end--;
  return msp_person_dup_normal (msp_span_new (start, (gsize) (end - start)));
}

static void
add_name (MspRoles *self, const char *start, const char *end, guint32 flag)
{
  char *normal = dup_normal (start, end);

  if (normal == NULL)
    return;
  guint32 flags = GPOINTER_TO_UINT (g_hash_table_lookup (self->names, normal)) | flag;
  g_hash_table_replace (self->names, normal, GUINT_TO_POINTER (flags));
}

/* The display names of an address list (RFC 5322, 3.4): what stands before each "<". */
static void
add_list (MspRoles *self, const char *list, guint32 flag)
{
  const char *start = list;

  for (const char *at = list != NULL ? strchr (list, '<') : NULL; at != NULL; at = strchr (at + 1, '<'))
    {
      add_name (self, start, at, flag);
      start = strchr (at, '>');
      if (start == NULL)
        return;
      start++;
    }
}

guint32
msp_roles_get_flags (MspRoles *self, const MspDetectMessage *mail, const char *name)
{
  if (!self->filled)
    {
      add_list (self, mail->from, MSP_FINDING_OF_SENDER);
      add_list (self, mail->to, MSP_FINDING_OF_RECIPIENT);
      add_list (self, mail->cc, MSP_FINDING_OF_RECIPIENT);
      self->filled = TRUE;
    }
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->names, name));
}

static char *
dup_address_in (const char *list, const MspKeyedHash *hash, const guint8 name_key[MSP_VALUE_KEY_LEN])
{
  const char *start = list;

  for (const char *at = list != NULL ? strchr (list, '<') : NULL; at != NULL; at = strchr (at + 1, '<'))
    {
      g_autofree char *normal = dup_normal (start, at);
      guint8 own[MSP_VALUE_KEY_LEN];

      start = strchr (at, '>');
      if (start == NULL)
        return NULL;
      if (normal != NULL)
        {
          msp_keyed_hash_make (hash, "person", msp_span_from_string (normal), own);
          if (msp_value_key_equal (own, name_key) && memchr (at, '@', (gsize) (start - at)) != NULL)
            return g_strndup (at + 1, (gsize) (start - at - 1));
        }
      start++;
    }
  return NULL;
}

char *
msp_roles_dup_address (const MspDetectMessage *mail, const MspKeyedHash *hash, const guint8 name_key[MSP_VALUE_KEY_LEN])
{
  const char *const lists[] = { mail->from, mail->to, mail->cc };
  char *address = NULL;

  for (gsize i = 0; address == NULL && i < G_N_ELEMENTS (lists); i++)
    address = dup_address_in (lists[i], hash, name_key);
  return address;
}

gboolean
msp_roles_is_other (const MspText *text, gsize start)
{
  static const char *const words[] = {
    "spouse", "wife", "husband", "mother", "father", "parent", "son", "daughter", "child", "brother", "sister", "relative", "reference",
    "emergency contact", "next of kin", "dependent", "beneficiary", "guardian", "sponsor", "cohabitant", "conjoint", "épouse", "époux",
    "mère", "père", "fils", "fille", "enfant", "frère", "soeur", "sœur", "personne à prévenir", "bénéficiaire", "cónyuge", "esposa",
    "esposo", "madre", "padre", "hijo", "hija", "hermano", "hermana", "contacto de emergencia", "beneficiario", "ehefrau", "ehemann",
    "mutter", "vater", "sohn", "tochter", "kind", "bruder", "schwester", "notfallkontakt", "angehörige", "begünstigte",
  };
  const char *data = text->text->str;
  gsize from = start;

  while (from > 0 && start - from < MAX_LABEL && data[from - 1] != '\n' && data[from - 1] != '\t')
    from--;
  while (from < start && ((guchar) data[from] & 0xc0) == 0x80)
    from++;
  if (start > text->text->len || from == start)
    return FALSE;
  g_autofree char *label = g_utf8_strdown (data + from, (gssize) (start - from));
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const char *found = strstr (label, words[i]);
      gsize len = strlen (words[i]);

      if (found != NULL && (found == label || !g_ascii_isalpha (found[-1])) && !g_ascii_islower (found[len] == 's' ? found[len + 1] : found[len]))
        return TRUE;
    }
  return FALSE;
}

void
msp_roles_clear (MspRoles *self)
{
  g_clear_pointer (&self->names, g_hash_table_unref);
}
