import { imageSize } from 'image-size';
import { flacFigures } from './flac-figures.ts';
import type { MetadataIssue } from './judge-metadata.ts';
import type { Switches } from './switches.ts';
import type { Recording } from './wire-metadata.ts';

export type Verdict = { accepted: true } | { accepted: false; code: string; reason: string };

export type Delivered = {
  durationSeconds: number;
  aiDisclosure: string | null;
  recipeId: string | null;
  /** The first 42 bytes of each audio/flac file. */
  flacs: { name: string; head: Uint8Array }[];
  /** The first bytes of each image file. */
  covers: { name: string; head: Uint8Array }[];
  /** Reference of another release's reservation with the same version or sound, if any. */
  duplicateOf: string | undefined;
  metadataIssue: MetadataIssue | null;
  /** Of a release with several; each names its files. */
  recordings: readonly Pick<Recording, 'title' | 'durationSeconds' | 'files'>[] | undefined;
};

/** The expected audio of a release: the names of its files, and how long they last. */
function audioIssue({ flacs, recordings, durationSeconds }: Delivered): string | null {
  const expected = recordings ?? [{ durationSeconds, files: flacs.map(({ name }) => name) }];
  const names = expected.flatMap(({ files }) => files);
  const extra = flacs.find(({ name }) => !names.includes(name));
  if (extra) return `${extra.name} belongs to no recording.`;
  const shared = names.find((name, index) => names.indexOf(name) !== index);
  if (shared !== undefined) return `${shared} belongs to two recordings.`;
  for (const { durationSeconds: seconds, files } of expected)
    for (const file of files) {
      const flac = flacs.find(({ name }) => name === file);
      if (!flac) return `${file} is not a FLAC file of the delivery.`;
      const figures = flacFigures(flac.head);
      if (!figures) return `${file} is not a FLAC file.`;
      if (
        figures.durationSeconds !== undefined &&
        Math.abs(figures.durationSeconds - seconds) > 0.5
      )
        return `${file} lasts ${figures.durationSeconds.toFixed(2)} s, not ${seconds} s.`;
    }
  return null;
}

/** The shop's acceptance rules, in order. The first rule that fails gives the reason. */
export function judge(
  delivered: Delivered,
  switches: Pick<Switches, 'answer' | 'minDurationSeconds'>,
): Verdict {
  const no = (code: string, reason: string): Verdict => ({ accepted: false, code, reason });
  if (switches.answer === 'accept') return { accepted: true };
  if (switches.answer === 'reject')
    return no('editorial', 'The editors of this shop do not want this track.');
  const shortest = Math.min(
    ...(delivered.recordings ?? [delivered]).map(({ durationSeconds }) => durationSeconds),
  );
  if (shortest < switches.minDurationSeconds)
    return no(
      'too-short',
      `${shortest} s is shorter than the ${switches.minDurationSeconds} s that this shop sells.`,
    );
  if (delivered.aiDisclosure === null)
    return no('ai-undisclosed', 'The AI disclosure of this track is missing.');
  if (delivered.aiDisclosure === 'none' && delivered.recipeId !== null)
    return no(
      'ai-undisclosed',
      'The AI disclosure is "none", but the recipe shows that a machine generated the track.',
    );
  if (delivered.duplicateOf !== undefined)
    return no('duplicate', `The shop already has this track as ${delivered.duplicateOf}.`);
  if (delivered.metadataIssue)
    return no(delivered.metadataIssue.code, delivered.metadataIssue.reason);
  const issue = audioIssue(delivered);
  if (issue !== null) return no('audio-mismatch', issue);
  for (const { name, head } of delivered.covers) {
    const defect = coverIssue(head);
    if (defect) return no('bad-cover', `${name} ${defect}`);
  }
  return { accepted: true };
}

const COVER_TYPES: ReadonlySet<string | undefined> = new Set(['png', 'jpg']);
const MIN_COVER_SIDE = 1400;

/** The defect of a cover, by the first bytes of its file. */
function coverIssue(head: Uint8Array): string | null {
  const size = sizeOf(head);
  if (!size || !COVER_TYPES.has(size.type)) return 'is neither PNG nor JPEG.';
  const { width, height } = size;
  return width === height && width >= MIN_COVER_SIDE
    ? null
    : `has ${width} × ${height} pixels; a cover is a square of at least ${MIN_COVER_SIDE}.`;
}

function sizeOf(head: Uint8Array): { width: number; height: number; type?: string } | null {
  try {
    return imageSize(head);
  } catch {
    return null;
  }
}
