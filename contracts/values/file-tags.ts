import type { Key } from './music.ts';
import { artistLine, type ReleaseMetadata } from './release-metadata.ts';
import type { Score } from './score.ts';
import { type AiDisclosure } from './version.ts';

const DISCLOSURE: Readonly<Record<AiDisclosure, string>> = {
  all: 'Made entirely by generative AI.',
  partly: 'Made in part by generative AI.',
  none: 'Made without generative AI.',
};

/** The tags of a delivered file. */
export interface FileTags {
  readonly title: string;
  readonly artist: string;
  readonly recipeId: string;
  /** The AI disclosure in words (EU AI Act, art. 50). */
  readonly comment: string;
  /** Without dashes; absent if the recording has none. */
  readonly isrc?: string;
  readonly tempoBpm?: number;
  readonly key?: Key;
  readonly album?: string;
  readonly label?: string;
  readonly pLine?: string;
  readonly cLine?: string;
  readonly genre?: string;
  /** BCP 47. */
  readonly language?: string;
  readonly year?: number;
  readonly explicit?: boolean;
}

/** The tags of the music as it was written. */
export const musicTagsOf = ({
  tempoBpm,
  key,
}: Score): Required<Pick<FileTags, 'tempoBpm' | 'key'>> => ({
  tempoBpm,
  key,
});

/** The tags are part of the file's bytes: a changed word makes earlier files unprovable. */
export function fileTagsOf(version: {
  readonly title: string;
  readonly recipeId: string;
  readonly aiDisclosure: AiDisclosure;
  readonly metadata: ReleaseMetadata;
  readonly isrc?: string | undefined;
}): FileTags {
  const { artists, releaseTitle, label, pLine, cLine, genre, language, year, explicit } =
    version.metadata;
  return {
    title: version.title,
    artist: artistLine(artists),
    recipeId: version.recipeId,
    comment: DISCLOSURE[version.aiDisclosure],
    album: releaseTitle,
    ...{ label, pLine, cLine, genre, language, year, explicit },
    ...(version.isrc === undefined ? {} : { isrc: version.isrc }),
  };
}
