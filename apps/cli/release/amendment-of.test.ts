import { expect, test } from 'vitest';
import { amendmentOf, flagForField } from './amendment-of.ts';

const reason = 'renamed';

test('the options change the release', () => {
  const options = { reason, title: 'Late Rain', artist: ['Bo'], withoutTerritory: 'DE, AT' };
  expect(amendmentOf(options)).toEqual({
    ...{ reason, title: 'Late Rain', artists: [{ name: 'Bo', role: 'main' }] },
    withoutTerritories: ['DE', 'AT'],
  });
});

test('with --recording they change each of these recordings, and not the release', () => {
  const recording = ['2', '2-1', 'qz-abc-26-00001'];
  expect(amendmentOf({ reason, recording, title: 'Late Rain', explicit: true })).toEqual({
    reason,
    recordings: [{ number: 2 }, { disc: 2, number: 1 }, { isrc: 'QZABC2600001' }].map((place) => ({
      ...place,
      ...{ title: 'Late Rain', explicit: true },
    })),
  });
});

test('an option of the whole release is refused beside --recording, and so is another place', () => {
  expect(() => amendmentOf({ reason, recording: ['1'], releaseTitle: 'Nights' })).toThrow(
    '--release-title changes the whole release, so it cannot be used with --recording.',
  );
  for (const wrong of ['second', '1/2', '', 'trk_1@1'])
    expect(() => amendmentOf({ reason, recording: [wrong], title: 'x' }), wrong).toThrow(
      `--recording must be a number such as 2`,
    );
});

test('an issue of the API is about the option that has the field', () => {
  expect(flagForField(['withoutTerritories', '0'])).toBe('--without-territory');
  expect(flagForField(['recordings', '0', 'artists', '0', 'name'])).toBe('--artist');
  expect(flagForField(['recordings', '0', 'isrc'])).toBe('--recording');
  expect(flagForField(['recordings', '0'])).toBe('--recording');
  expect(flagForField(['recordings', '0', 'pLine'])).toBe('--p-line');
});
