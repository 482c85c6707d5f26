/** The exit codes of all commands, as in `docs/cli.md` and `--help`. */
export const EXIT = {
  ok: 0,
  /** The result is negative: a failed track, a proof that differs, a broken chain. */
  failed: 1,
  /** The command line is invalid, or the API refused one of its values. */
  usage: 2,
  /** Not found, or the system does not respond. */
  absent: 3,
  /** Refused because of the key, the role or the current state. */
  refused: 4,
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const EXIT_CODES_HELP = `
Exit codes:
  0    success
  1    negative result (a failed track, a proof that differs, a broken chain)
  2    invalid command line
  3    not found, or the system does not respond
  4    refused (key, role or current state)
  130  interrupted`;
