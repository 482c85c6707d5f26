import { oneLine } from '@fermata/clients/words';
import type { TrackView } from '@fermata/contracts/http';
import { EXIT } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';

/** The sentence and the exit code for a cancellation, from the stage in which the track ended. */
export function cancellationOutcome({
  trackId,
  title,
  stage,
  now,
}: Pick<TrackView, 'trackId' | 'title' | 'stage' | 'now'>): { text: string; exitCode: ExitCode } {
  const name = `“${oneLine(title)}”`;
  switch (stage) {
    case 'published':
    case 'delisted':
      return {
        text:
          `${name} is not cancelled: it went on sale before the cancellation reached the partner.\n` +
          `To take it down: fermata track withdraw ${trackId} --reason "…"`,
        exitCode: EXIT.refused,
      };
    case 'failed':
      return { text: `${name} could not be cancelled: ${oneLine(now)}`, exitCode: EXIT.failed };
    default:
      return { text: `${name} – ${oneLine(now)}`, exitCode: EXIT.ok };
  }
}
