import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-codes.ts';

type InterruptedDemo = {
  /** Null before the track was requested. */
  trackId: string | null;
  /** Whether the stack is stopped at the end. */
  down: boolean;
  /** Whether --new was given. */
  another: boolean;
};

/** The message after Ctrl-C: the processes that go on, how to resume the demo, how to stop them. */
export function demoInterruption({ trackId, down, another }: InterruptedDemo): CommandError {
  const continuation = another
    ? `npx fermata track watch ${trackId} (the same command requests another track: it has --new)`
    : `the same command${trackId === null ? '' : `, or npx fermata track watch ${trackId}`}`;
  if (down)
    return new CommandError(
      EXIT.interrupted,
      'Interrupted; the system stops now, because of --down.',
      trackId === null
        ? []
        : [
            `The track continues when the system is up again: npx fermata up --detach`,
            `Resume it: ${continuation}`,
          ],
    );
  return new CommandError(
    EXIT.interrupted,
    trackId === null
      ? 'Interrupted; the system continues.'
      : `Interrupted; the system and the track ${trackId} continue.`,
    [
      ...(trackId === null ? [] : [`Resume it: ${continuation}`]),
      'Stop the system:  npx fermata down (the data stays, the track continues at the next start)',
    ],
  );
}
