import type { TrackQuery } from '@fermata/contracts/http';
import { keyName } from '@fermata/contracts/values';
import { decodeCursor } from '../database/page.ts';
import { searchTags, wordPatterns } from './search-text.ts';

// Raw: patterns over the expression of the index track_search_idx.
const searched = (...columns: readonly string[]): string =>
  `(' ' || ${columns.join(" || ' ' || ")} || ' ')`;

/** All of a track's text, as in the index track_search_idx. */
export const ALL_TEXT = searched('search_title', 'search_brief', 'search_music', 'search_tags');
/** The text that partners may search: all but the brief. */
export const OPEN_TEXT = searched('search_title', 'search_music', 'search_tags');

const acted = (person: string): string => `(requested_by = ${person}
  OR EXISTS (SELECT 1 FROM decision WHERE decision.track_id = track.track_id AND reviewer = ${person})
  OR EXISTS (SELECT 1 FROM event
    WHERE stream = 'track/' || track.track_id AND type = 'candidate.picked' AND actor = ${person}))`;

/**
 * The conditions of a query on the table `track`. `use` adds a parameter and returns its place; `text`: the expression
 * in which words and tags are found.
 */
export function trackConditions(
  projectId: string,
  { cursor, stage, style, text, tag, mood, key, tempo, person, order, from, to }: TrackQuery,
  { use, text: searchedText }: { readonly use: (value: unknown) => string; readonly text: string },
): string[] {
  const words = text === undefined ? [] : wordPatterns(text);
  const after = cursor === undefined ? undefined : decodeCursor(cursor);
  return [
    `project_id = ${use(projectId)}`,
    // A text of punctuation only has no words to find.
    ...(text !== undefined && words.length === 0 ? ['false'] : []),
    ...[...words, ...(tag ?? []).map((each) => `%${searchTags([each])}%`)].map(
      (pattern) => `${searchedText} LIKE ${use(pattern)}`,
    ),
    ...equal('stage', stage),
    ...equal('style', style),
    ...equal('mood', mood),
    ...equal('musical_key', key && keyName(key)),
    ...(tempo ? [`tempo_bpm BETWEEN ${use(tempo.min)} AND ${use(tempo.max)}`] : []),
    ...(person === undefined ? [] : [acted(use(person))]),
    ...equal("partner_order->>'orderId'", order),
    ...(from === undefined ? [] : [`created_at >= ${use(`${from}T00:00:00Z`)}::timestamptz`]),
    ...(to === undefined
      ? []
      : [`created_at < ${use(`${to}T00:00:00Z`)}::timestamptz + interval '24 hours'`]),
    ...(after ? [`(created_at, track_id) < (${use(after.at)}, ${use(after.id)})`] : []),
  ];

  function equal(column: string, value: string | undefined): string[] {
    return value === undefined ? [] : [`${column} = ${use(value)}`];
  }
}
