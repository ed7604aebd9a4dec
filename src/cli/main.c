/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/commands.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/fail.h"
#include "cli/help.h"
#include "detect/rules.h"

static void
print_help (void)
{
  g_print ("%s\n\n%s\n\n%s\n", _("Usage: mailspill COMMAND [OPTION…]"),
           _("Audits exposed mailbox archives: what was exposed, and how severe it is."), _("Commands:"));
  for (const MspCommand *command = msp_commands_get_table (); command->name != NULL; command++)
    g_print ("  %-8s %s\n", command->name, _(command->summary));
  g_print (_("\n'mailspill COMMAND --help' explains a command. Start with: mailspill scan DIRECTORY\n"));
}

static MspExit
fail_unknown (const char *name)
{
  const char *meant = msp_help_guess_command (name);

  if (name[0] == '-')
    return msp_fail (MSP_EXIT_USAGE, _("there is no option '%s' before a command; 'mailspill --help' lists the commands"), name);
  if (meant != NULL)
    return msp_fail (MSP_EXIT_USAGE, _("there is no command '%s'; did you mean '%s'?"), name, meant);
  return msp_fail (MSP_EXIT_USAGE, _("there is no command '%s'; 'mailspill --help' lists them"), name);
}

/* A standard stream that is closed stays unusable; without this, the next file opened would take its place. */
static void
hold_standard_streams (void)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl (fd, F_GETFD) < 0)
      (void) open ("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

/* What could not be printed was not said: a full disk behind a redirection is an error. At exit, because GOption prints the help of
   a command and ends the program itself. */
static void
check_output (void)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return;
  /* That of the first failure has been written over since. */
  if (putchar ('\n') != EOF)
    (void) fflush (stdout);
  _exit ((int) msp_fail (MSP_EXIT_INTERNAL, _("cannot write to standard output: %s"), g_strerror (errno)));
}

static const MspCommand *
find_command (const char *name)
{
  for (const MspCommand *command = msp_commands_get_table (); command->name != NULL; command++)
    if (strcmp (command->name, name) == 0)
      return command;
  return NULL;
}

static MspExit
run (const MspCommand *command, int argc, char **argv)
{
  g_autofree char *program = g_strconcat ("mailspill ", command->name, NULL);

  g_set_prgname (program);
  return command->run (argc, argv);
}

/* "help scan" is "scan --help". */
static MspExit
help (int argc, char **argv)
{
  char *words[] = { argv[0], (char *) "--help", NULL };
  const MspCommand *command = argc > 2 ? find_command (argv[2]) : NULL;

  if (argc > 2 && command == NULL)
    return fail_unknown (argv[2]);
  if (command != NULL)
    return run (command, 2, words);
  print_help ();
  return argc > 1 ? MSP_EXIT_OK : MSP_EXIT_USAGE;
}

int
main (int argc, char **argv)
{
  static const char *const help_words[] = { "help", "--help", "-h", NULL }, *const version_words[] = { "--version", "-V", NULL };

  hold_standard_streams ();
  (void) signal (SIGXFSZ, SIG_IGN);   /* a file that may not grow any more is an error like a full disk */
  (void) atexit (check_output);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  msp_rules_set_image (msp_image_built_in);

  const char *name = argc > 1 ? argv[1] : "help";
  const MspCommand *command = find_command (name);
  if (command != NULL)
    return (int) run (command, argc - 1, argv + 1);
  if (g_strv_contains (help_words, name))
    return (int) help (argc, argv);
  if (!g_strv_contains (version_words, name))
    return (int) fail_unknown (name);
  g_print ("mailspill %s\n", PACKAGE_VERSION);
  return MSP_EXIT_OK;
}
