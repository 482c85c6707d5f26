import { expect, test } from 'vitest';
import { deriveId, type UsageLine } from '@fermata/contracts/values';
import { assignRecordings } from './assign-recordings.ts';

const [one, two] = [deriveId('trk', 'one'), deriveId('trk', 'two')];
const album = [
  { trackId: one, isrc: 'QZABC2600001' },
  { trackId: two, isrc: 'QZABC2600002' },
];
const line = (lineId: string, isrc?: string): UsageLine => ({
  ...{ lineId, territory: 'DE', from: '2026-11-01', to: '2026-11-30', units: 10 },
  ...{ revenueMinor: 700, currency: 'EUR', ...(isrc === undefined ? {} : { isrc }) },
});

test('each line counts for the recording with its ISRC', () => {
  const lines = [line('a', 'QZABC2600002'), line('b', 'QZABC2600001'), line('c', 'QZABC2600002')];
  expect(assignRecordings(lines, album)).toEqual({
    lines: [
      { ...line('a', 'QZABC2600002'), trackId: two },
      { ...line('b', 'QZABC2600001'), trackId: one },
      { ...line('c', 'QZABC2600002'), trackId: two },
    ],
  });
});

test('a line without ISRC counts for the only recording, with its ISRC if it has one', () => {
  expect(assignRecordings([line('a')], album.slice(0, 1))).toEqual({
    lines: [{ ...line('a', 'QZABC2600001'), trackId: one }],
  });
  expect(assignRecordings([line('a')], [{ trackId: one, isrc: null }])).toEqual({
    lines: [{ ...line('a'), trackId: one }],
  });
});

test('a line without ISRC counts for the whole release if no recording has one', () => {
  const without = album.map(({ trackId }) => ({ trackId, isrc: null }));
  expect(assignRecordings([line('a')], without)).toEqual({ lines: [line('a')] });
});

test.each([
  [
    'an ISRC that is not on the release',
    line('b', 'QZABC2600009'),
    album,
    'the line b has the ISRC QZABC2600009, but the recordings of the release have QZABC2600001, QZABC2600002',
  ],
  [
    'an ISRC where no recording has one',
    line('b', 'QZABC2600009'),
    [{ trackId: one, isrc: null }],
    'the line b has the ISRC QZABC2600009, but no recording of the release has an ISRC',
  ],
  [
    'no ISRC where the release has several',
    line('b'),
    album,
    'the line b has no field isrc, but the release has several recordings, and the recordings of the release have ' +
      'QZABC2600001, QZABC2600002',
  ],
])(
  'a report with %s counts as a whole not at all, and says why',
  (_name, wrong, recordings, issue) => {
    expect(
      assignRecordings([line('a', recordings[0]?.isrc ?? undefined), wrong], recordings),
    ).toEqual({
      issue,
    });
  },
);
