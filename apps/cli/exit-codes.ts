/** What the exit code of every command means; `docs/cli.md` and `--help` say the same. */
export const EXIT = {
  ok: 0,
  /** It was tried and did not come to pass: a track that failed, a proof that differs, a fault in the chain. */
  failed: 1,
  /** The command line is wrong, or the API refused a field of it. */
  usage: 2,
  /** Nothing of that name is there, or the system does not answer. */
  absent: 3,
  /** Understood and refused: the key, the role, or the state of the thing does not allow it. */
  refused: 4,
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const EXIT_CODES_HELP = `
Exit codes:
  0    done
  1    tried, and it did not come to pass (a failed track, a proof that differs, a fault in the chain)
  2    the command line is wrong
  3    nothing of that name is there, or the system does not answer
  4    refused (key, role, or the state of the thing)
  130  interrupted`;
