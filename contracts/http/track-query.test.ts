import { expect, test } from 'vitest';
import { TrackQuery } from './track-query.ts';

test('a tempo stands for those within 2 %, a range for itself', () => {
  expect(TrackQuery.parse({ tempo: '100' }).tempo).toEqual({ min: 98, max: 102 });
  expect(TrackQuery.parse({ tempo: '70-90.5' }).tempo).toEqual({ min: 70, max: 90.5 });
});

test('tags are repeated, or separated by commas', () => {
  expect(TrackQuery.parse({ tag: 'no drums, slow' }).tag).toEqual(['no drums', 'slow']);
  expect(TrackQuery.parse({ tag: ['no drums', 'slow'] }).tag).toEqual(['no drums', 'slow']);
});

test.each([
  [{ tempo: 'fast' }, 'must be a tempo such as 78, or a range such as 70-90'],
  [{ key: 'H minor' }, 'must be a key such as "F# minor", "Am" or "fis-Moll"'],
  [{ from: 'yesterday' }, 'must be a day such as 2026-11-22'],
  [{ tag: ',' }, 'must not be empty'],
])('%j is refused', (query, message) => {
  expect(TrackQuery.safeParse(query).error?.issues[0]?.message).toBe(message);
});
