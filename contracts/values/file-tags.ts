import type { Key } from './music.ts';
import type { Score } from './score.ts';
import { type AiDisclosure } from './version.ts';

/** The artist of every track: no person performs. */
export const ARTIST = 'Fermata';

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
  readonly isrc?: string;
}): FileTags {
  return {
    title: version.title,
    artist: ARTIST,
    recipeId: version.recipeId,
    comment: DISCLOSURE[version.aiDisclosure],
    ...(version.isrc ? { isrc: version.isrc } : {}),
  };
}
