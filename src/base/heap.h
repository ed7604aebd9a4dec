/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Asks for large pages where the heap will grow, for this process and those it forks: most of its page faults, each of which takes
   some two microseconds in a virtual machine, are then one. Memory is taken as it is used, as ever. No more than a hint, and nothing
   where the C library or the kernel has no such thing. */

#include <glib.h>

/* bytes: of the heap, from its end on. Once, before other threads begin. */
void msp_heap_ask_for_large_pages (gsize bytes);
