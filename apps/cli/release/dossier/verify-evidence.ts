import type { LogEntryView } from '@fermata/contracts/http';
import { parseJson, SignedCheckpoint } from '@fermata/contracts/values';
import {
  contentSha256Of,
  FIRST_PREV_HASH,
  hashEvent,
  openCheckpointKeys,
  readCheckpoint,
} from '@fermata/prisma';
import type { Evidence } from './evidence.ts';

export interface Verification {
  readonly events: number;
  readonly streams: number;
  /** The checkpoint that confirms all events; null if none was signed since the last of them. */
  readonly checkpoint: { number: number; position: number; at: string; keyId: string } | null;
  /** One sentence for each difference; empty for an intact record. */
  readonly issues: readonly string[];
}

/**
 * Computes every hash again: contents, places, the chain of each stream from its first event, and the
 * log from the last event to a signed checkpoint. The formulas are in docs/auditor.md. Of the project's stream only
 * the events about the release are there, so its chain has gaps.
 */
export function verifyEvidence({ events, link, checkpoint, keys }: Evidence): Verification {
  const issues = [
    ...[...events, ...link].flatMap(hashIssues),
    ...streamIssues(events),
    ...linkIssues([...events.slice(-1), ...link]),
  ];
  const streams = new Set(events.map(({ event }) => event?.stream));
  if (checkpoint === null)
    return { events: events.length, streams: streams.size, checkpoint, issues };

  const bytes = new TextEncoder().encode(checkpoint.text);
  const signed = readCheckpoint(
    { number: checkpoint.number, bytes },
    openCheckpointKeys(keys.map(({ publicKey }) => publicKey)),
  );
  if ('forged' in signed)
    issues.push(`checkpoint ${checkpoint.number} is not genuine: ${signed.forged}`);
  const { data } = SignedCheckpoint.safeParse(parseJson(checkpoint.text));
  const end = link.at(-1) ?? events.at(-1);
  if (data && (end?.position !== data.position || end.hash !== data.hash))
    issues.push(`checkpoint ${data.number} records another hash at position ${data.position}`);
  return {
    events: events.length,
    streams: streams.size,
    checkpoint: data
      ? { number: data.number, position: data.position, at: data.at, keyId: data.keyId }
      : null,
    issues,
  };
}

function hashIssues(entry: LogEntryView): string[] {
  const { position, event, contentSha256, hash } = entry;
  return [
    ...(event !== null && contentSha256Of(event) !== contentSha256
      ? [`position ${position}: contentSha256 is not that of the content`]
      : []),
    ...(hashEvent(entry) === hash ? [] : [`position ${position}: hash is not that of its fields`]),
  ];
}

function streamIssues(events: readonly LogEntryView[]): string[] {
  const ends = new Map<string, { sequence: number; hash: string }>();
  return events.flatMap(({ position, event, prevHash, hash }) => {
    if (event === null) return [`position ${position}: the event belongs to another project`];
    const before = ends.get(event.stream) ?? { sequence: 0, hash: FIRST_PREV_HASH };
    ends.set(event.stream, { sequence: event.sequence, hash });
    const isNext = isWhole(event.stream)
      ? event.sequence === before.sequence + 1 && prevHash === before.hash
      : event.sequence > before.sequence;
    return isNext
      ? []
      : [`position ${position}: it does not follow sequence ${before.sequence} of ${event.stream}`];
  });
}

const isWhole = (stream: string): boolean => !stream.startsWith('project/');

function linkIssues(entries: readonly LogEntryView[]): string[] {
  return entries.slice(1).flatMap(({ position, logPrevHash }, index) => {
    const before = entries[index];
    return before?.position === position - 1 && before.hash === logPrevHash
      ? []
      : [`position ${position}: it does not follow position ${position - 1} of the log`];
  });
}
