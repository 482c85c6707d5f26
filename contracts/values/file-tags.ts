import { type AiDisclosure } from './version.ts';

/** The artist of what the platform makes: no person performs. */
export const ARTIST = 'Fermata';

const DISCLOSURE: Readonly<Record<AiDisclosure, string>> = {
  all: 'Made entirely by generative AI.',
  partly: 'Made in part by generative AI.',
  none: 'Made without generative AI.',
};

/** What a delivered file says of itself. */
export interface FileTags {
  readonly title: string;
  readonly artist: string;
  readonly recipeId: string;
  /** The AI disclosure in words (EU AI Act, art. 50). */
  readonly comment: string;
  /** Without dashes, when the recording has one. */
  readonly isrc?: string;
}

/** The tags are a part of the file's bytes: a changed word here, and no earlier file can be proved any more. */
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
