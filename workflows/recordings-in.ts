import type { ReleasedVersion } from '@fermata/contracts/values';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';

/** The recordings of a release, one line each, for its description. */
export const recordingsIn = (
  { title, version, recordings }: ReleasedVersion,
  trackId: string,
): string[] =>
  recordings === undefined
    ? [`Track: ${escapeMarkdown(title)} (\`${trackId}\`, version ${version})`]
    : [
        `Release: ${escapeMarkdown(title)}`,
        ...recordings.map(
          (recording) =>
            `${recording.disc}-${recording.number}: ${escapeMarkdown(recording.title)} ` +
            `(\`${recording.trackId}\`, version ${recording.version})`,
        ),
      ];
