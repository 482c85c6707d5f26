import type { RecordedUsageLine, UsageLine } from '@fermata/contracts/values';

/** A recording of the release that the lines are about. */
export interface UsageRecording {
  readonly trackId: string;
  readonly isrc: string | null;
}

/** `issue`: one sentence about the first line that names no recording of the release; then no line counts. */
export type AssignedUsage =
  { readonly lines: readonly RecordedUsageLine[] } | { readonly issue: string };

/**
 * Finds the recording of each line by its ISRC. A line without one is about the only recording of the release, or about
 * the whole release if none of its recordings has an ISRC.
 */
export function assignRecordings(
  lines: readonly UsageLine[],
  recordings: readonly UsageRecording[],
): AssignedUsage {
  const assigned: RecordedUsageLine[] = [];
  for (const line of lines) {
    const recording = recordingOf(line, recordings);
    if (typeof recording === 'string') return { issue: recording };
    const { isrc: _given, ...figures } = line;
    assigned.push({ ...figures, ...(recording === null ? {} : namesOf(recording)) });
  }
  return { lines: assigned };
}

const namesOf = ({ trackId, isrc }: UsageRecording) =>
  isrc === null ? { trackId } : { trackId, isrc };

/** Null: the whole release. A text: why there is none. */
function recordingOf(
  { lineId, isrc }: UsageLine,
  recordings: readonly UsageRecording[],
): UsageRecording | null | string {
  const codes = recordings.flatMap((recording) => recording.isrc ?? []);
  if (isrc !== undefined)
    return (
      recordings.find((recording) => recording.isrc === isrc) ??
      `the line ${lineId} has the ISRC ${isrc}, but ${allowed(codes)}`
    );
  const [only, ...others] = recordings;
  if (only !== undefined && others.length === 0) return only;
  return codes.length === 0
    ? null
    : `the line ${lineId} has no field isrc, but the release has several recordings, and ${allowed(codes)}`;
}

const MAX_NAMED = 10;

function allowed(codes: readonly string[]): string {
  if (codes.length === 0) return 'no recording of the release has an ISRC';
  const named = codes.slice(0, MAX_NAMED).join(', ');
  const more = codes.length > MAX_NAMED ? ` and ${codes.length - MAX_NAMED} more` : '';
  return `the recordings of the release have ${named}${more}`;
}
