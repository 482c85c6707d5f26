import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-codes.ts';

type InterruptedDemo = {
  /** Null before the track was asked for. */
  trackId: string | null;
  /** The system is stopped at the end. */
  down: boolean;
  /** Asked with --new. */
  another: boolean;
};

/** What Ctrl-C in the demo leaves: what goes on, how to take it up again, how to stop it. */
export function demoInterruption({ trackId, down, another }: InterruptedDemo): CommandError {
  const continuation = another
    ? `npx fermata track watch ${trackId} (the same command asks for another track: it has --new)`
    : `the same command${trackId === null ? '' : `, or npx fermata track watch ${trackId}`}`;
  if (down)
    return new CommandError(
      EXIT.interrupted,
      'Interrupted; the system stops now, as --down asks.',
      trackId === null
        ? []
        : [
            `The track goes on when the system is up again: npx fermata up --detach`,
            `Take it up again: ${continuation}`,
          ],
    );
  return new CommandError(
    EXIT.interrupted,
    trackId === null
      ? 'Interrupted; the system goes on.'
      : `Interrupted; the system and the track ${trackId} go on.`,
    [
      ...(trackId === null ? [] : [`Take it up again: ${continuation}`]),
      'Stop the system:  npx fermata down (the data stays, the track goes on at the next start)',
    ],
  );
}
