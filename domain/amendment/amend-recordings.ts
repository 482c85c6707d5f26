import {
  type AmendableMetadata,
  type AmendableRecording,
  type AmendmentChanges,
  artistLine,
  canonicalJson,
  type RecordingChanges,
  type ReleasedRecording,
  type ReleasedVersion,
} from '@fermata/contracts/values';
import { fillLine } from '../metadata/fill-line.ts';
import { creditsAfter } from './credits-after.ts';

type Place = Pick<AmendableRecording, 'disc' | 'number'>;

const isAt =
  (place: Place) =>
  ({ disc, number }: Place): boolean =>
    disc === place.disc && number === place.number;

const isNamedBy =
  ({ disc = 1, number, isrc }: RecordingChanges) =>
  (recording: Pick<ReleasedRecording, 'disc' | 'number' | 'isrc'>): boolean =>
    isrc === undefined
      ? recording.disc === disc && recording.number === number
      : recording.isrc === isrc;

/** Why the changes do not each name one recording of the release, or null. */
export function recordingsIssue(
  { recordings: changes = [] }: Pick<AmendmentChanges, 'recordings'>,
  releaseId: string,
  { recordings }: Pick<ReleasedVersion, 'recordings'>,
): string | null {
  if (changes.length === 0) return null;
  if (recordings === undefined)
    return `${releaseId} is one recording: amend the title, artists and credits of the release`;
  const named = new Set<ReleasedRecording>();
  for (const change of changes) {
    const recording = recordings.find(isNamedBy(change));
    if (recording === undefined) return `${releaseId} has no recording ${nameIn(change)}`;
    if (named.has(recording))
      return `the recording ${recording.disc}-${recording.number} is named twice`;
    named.add(recording);
  }
  return null;
}

const nameIn = ({ disc = 1, number, isrc }: RecordingChanges): string =>
  isrc === undefined ? `${disc}-${number}` : `with the ISRC ${isrc}`;

/** The recordings of a release as its partners show them, in order. */
export const shownRecordings = (
  approved: readonly ReleasedRecording[],
  { recordings: amended = [] }: Pick<AmendableMetadata, 'recordings'>,
): ReleasedRecording[] =>
  approved.map((recording) => ({ ...recording, ...amended.find(isAt(recording)) }));

/** The recordings that are amended after these changes, in order. */
export function amendRecordings(
  shown: readonly ReleasedRecording[],
  { recordings: amended = [] }: Pick<AmendableMetadata, 'recordings'>,
  { recordings: changes = [] }: Pick<AmendmentChanges, 'recordings'>,
): AmendableRecording[] {
  return shown.flatMap((recording) => {
    const before = amendable(recording);
    const change = changes.find((each) => isNamedBy(each)(recording));
    const after = change === undefined ? before : amendRecording(before, change);
    const isAmended =
      amended.some(isAt(recording)) || canonicalJson(after) !== canonicalJson(before);
    return isAmended ? [after] : [];
  });
}

const amendable = ({
  disc,
  number,
  title,
  credits,
  metadata,
}: ReleasedRecording): AmendableRecording => ({ disc, number, title, credits, metadata });

/** The ℗ line changes only if it is named, as for the release. Its label is that of the approved recording. */
function amendRecording(
  { disc, number, metadata, ...current }: AmendableRecording,
  changes: RecordingChanges,
): AmendableRecording {
  const { title = current.title, artists = metadata.artists, genre = metadata.genre } = changes;
  const { language = metadata.language, explicit = metadata.explicit } = changes;
  const { year, label } = metadata;
  const values = { year: String(year), label, artist: artistLine(artists) };
  const pLine = changes.pLine === undefined ? metadata.pLine : fillLine(changes.pLine, values);
  return {
    ...{ disc, number, title },
    credits: creditsAfter(current.credits, changes.contributors),
    metadata: { ...metadata, artists, genre, language, explicit, pLine },
  };
}
