# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing yet."""


def messages(rng):
    return []
