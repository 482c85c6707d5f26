import type { NewEvent } from '@fermata/contracts/events';
import { endedStreamIssue } from '@fermata/domain/stream-end';
import { InvalidEventError } from './errors.ts';

/** Throws InvalidEventError for an event after the end of its stream. `past`: see `endedStreamIssue`. */
export function assertNotEnded(events: readonly NewEvent[], past: readonly NewEvent[]): void {
  const issue = endedStreamIssue(events, past);
  if (issue !== null) throw new InvalidEventError(issue);
}
