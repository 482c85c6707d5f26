import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ApiError } from '@fermata/clients/api';
import { trackIdFor } from '@fermata/contracts/values';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-codes.ts';
import { TrackOptions } from './track-options.ts';
import { idempotencyKeyOf, trackRequest, withOptionNames } from './track-request.ts';

const from = (options: Record<string, unknown>) =>
  trackRequest(TrackOptions.parse({ brief: 'warm lo-fi bed', ...options }));
const errorOf = (options: Record<string, unknown>): CommandError => {
  try {
    from(options);
  } catch (error) {
    if (error instanceof CommandError) return error;
    throw error;
  }
  throw new Error('no error');
};

describe('a request from options', () => {
  it('maps every option to its field', () => {
    expect(
      from({
        seconds: '12.5',
        seed: '7',
        style: 'Synth Wave',
        mood: 'dark',
        tempo: '110',
        key: 'c-Moll',
        energy: '0.4',
        use: 'personal',
        title: 'Night',
        candidates: '2',
        pick: 'person',
        pickSeconds: '60',
        quorum: '2',
        reviewer: ['rita', 'act_otto'],
        ownWork: true,
        reminderSeconds: '1',
        escalationSeconds: '2',
        expirySeconds: '3',
        graceSeconds: '0',
        partner: 'shop,shop-b',
        onRejection: 'ask',
        questionSeconds: '60',
        publishOn: 'date',
        publishAt: '2027-03-01T09:00 Europe/Berlin',
        answerSeconds: '9',
        takedownSeconds: '20',
        releaseTerritories: 'de, FR',
        artist: ['Ada', 'Bo'],
        featured: ['Cy'],
        contributor: ['composer=Ada Lovelace'],
        label: 'Nova Records',
        genre: 'Jazz',
        language: 'DE',
        explicit: true,
        priceClass: 'mid',
        releaseTitle: 'Nights',
      }),
    ).toEqual({
      brief: {
        text: 'warm lo-fi bed',
        durationSeconds: 12.5,
        seed: 7,
        style: 'synthwave',
        mood: 'dark',
        tempoBpm: 110,
        key: { tonic: 'C', mode: 'minor' },
        energy: 0.4,
        use: 'personal',
        title: 'Night',
      },
      candidates: 2,
      pick: { by: 'person', limitSeconds: 60 },
      review: {
        quorum: 2,
        reviewers: ['act_rita', 'act_otto'],
        ownWorkAllowed: true,
        reminderSeconds: 1,
        escalationSeconds: 2,
        expirySeconds: 3,
        graceSeconds: 0,
      },
      release: {
        partners: ['shop', 'shop-b'],
        onRejection: 'ask',
        publishOn: 'date',
        publishAt: { localDateTime: '2027-03-01T09:00', timeZone: 'Europe/Berlin' },
        answerSeconds: 9,
        takedownSeconds: 20,
        questionSeconds: 60,
        territories: ['DE', 'FR'],
      },
      metadata: {
        artists: [
          { name: 'Ada', role: 'main' },
          { name: 'Bo', role: 'main' },
          { name: 'Cy', role: 'featured' },
        ],
        contributors: [{ role: 'composer', name: 'Ada Lovelace' }],
        label: 'Nova Records',
        genre: 'Jazz',
        language: 'de',
        explicit: true,
        priceClass: 'mid',
        releaseTitle: 'Nights',
      },
    });
  });

  it('maps form, picture, loudness, materials and alternates', () => {
    const [motif, loop] = ['a'.repeat(64), 'b'.repeat(64)];
    const request = from({
      seconds: '60',
      ending: 'loop',
      energyCurve: '0:0.2, 20:0.9',
      hit: ['12.5:drop', '40:stop'],
      motif,
      motifUse: 'answer',
      loop,
      loopBars: '8',
      loudness: 'broadcast',
      soundFontParts: 'lead,pad',
      alternates: 'no-drums,cut-30',
    });
    expect(request.brief).toMatchObject({
      ending: 'loop',
      energyCurve: [
        { second: 0, energy: 0.2 },
        { second: 20, energy: 0.9 },
      ],
      hits: [
        { second: 12.5, event: 'drop' },
        { second: 40, event: 'stop' },
      ],
      motif: { sha256: motif, use: 'answer' },
      audioLoop: { sha256: loop, bars: 8 },
      master: { targetLufs: -23, ceilingDbtp: -1 },
      soundFontParts: ['lead', 'pad'],
    });
    expect(request.alternates).toEqual(['no-drums', 'cut-30']);
    expect(from({ motif }).brief.motif?.use).toBe('vary');
    expect(from({ loudness: '-16/-2' }).brief.master).toEqual({ targetLufs: -16, ceilingDbtp: -2 });
  });

  it('contains only the given options', () => {
    expect(from({}).brief).toEqual({ text: 'warm lo-fi bed' });
    expect(from({ pick: 'rating' }).pick).toEqual({ by: 'rating' });
  });

  it.each([
    [{ seconds: '2.9' }, '--seconds'],
    [{ publishOn: 'never' }, '--publish-on'],
    [{ publishOn: 'date' }, '--publish-at'],
    [{ publishAt: '2027-03-01T09:00 Europe/Berlin' }, '--publish-at'],
    [{ publishOn: 'date', publishAt: '2027-03-01T09:00' }, '--publish-at'],
    [{ publishOn: 'date', publishAt: '2027-03-01T09:00+01:00 Europe/Berlin' }, '--publish-at'],
    [{ seconds: '601' }, '--seconds'],
    [{ seed: '-1' }, '--seed'],
    [{ seed: '1.5' }, '--seed'],
    [{ style: 'polka' }, '--style'],
    [{ key: 'H minor' }, '--key'],
    [{ key: 'C minor please' }, '--key'],
    [{ candidates: '9' }, '--candidates'],
    [{ pick: 'dice' }, '--pick'],
    [{ brief: '' }, '--brief'],
    [{ brief: 'a\u0000b' }, '--brief'],
    [{ reviewer: ['Rita!'] }, '--reviewer'],
    [{ partner: 'A B' }, '--partner'],
    [{ pickSeconds: '5' }, '--pick-seconds'],
    [{ energyCurve: '5:0.2,4:0.3' }, '--energy-curve'],
    [{ energyCurve: 'x' }, '--energy-curve'],
    [{ hit: ['1:bang'] }, '--hit'],
    [{ motif: 'abc' }, '--motif'],
    [{ motifUse: 'vary' }, '--motif-use'],
    [{ loopBars: '4' }, '--loop-bars'],
    [{ loudness: 'loud' }, '--loudness'],
    [{ alternates: 'cut-30', seconds: '30' }, '--alternates'],
    [{ alternates: 'remix' }, '--alternates'],
    [{ tempo: '39' }, '--tempo'],
    [{ releaseTerritories: 'Germany' }, '--release-territories'],
    [{ releaseTerritories: ' ' }, '--release-territories'],
  ])('names the invalid option: %o', (options, flag) => {
    const { message, details, exitCode } = errorOf(options);
    for (const line of details.length > 0 ? details : [message])
      expect(line).toMatch(new RegExp(`^${flag}(: \\S| needs )`));
    expect(exitCode).toBe(2);
  });

  it('accepts a length in minutes and seconds', () => {
    expect(from({ seconds: '2:30' }).brief.durationSeconds).toBe(150);
    expect(from({ seconds: '0:07.5' }).brief.durationSeconds).toBe(7.5);
    expect(
      TrackOptions.safeParse({ brief: 'x', seconds: '2 minutes' }).error?.issues[0]?.message,
    ).toBe('must be seconds such as 90, or minutes:seconds such as 2:30');
  });

  it('names all invalid options at once', () => {
    expect(errorOf({ seconds: '1', style: 'polka' }).details).toHaveLength(2);
  });

  it('accepts only numbers for numeric options', () => {
    for (const value of ['', 'ten', '0x10', '1e3', 'NaN', '5s'])
      expect(TrackOptions.safeParse({ brief: 'x', seconds: value }).success, value).toBe(false);
  });
});

it('names the options of fields that the API refuses', () => {
  const issue = { path: ['release', 'partners', '0'], message: 'there is no partner "spotify"' };
  expect(withOptionNames(new ApiError('invalid', 'partners: …', { issues: [issue] }))).toEqual(
    new CommandError(EXIT.usage, '--partner: there is no partner "spotify".'),
  );
  const refused = new ApiError('refused', 'Not now.');
  expect(withOptionNames(refused)).toBe(refused);
});

describe('the key of a request', () => {
  const key = (options: Record<string, unknown>): string =>
    idempotencyKeyOf(from(options), TrackOptions.parse({ brief: 'x', ...options }));

  it('is the same for the same arguments, also when a default is spelt out', () => {
    expect(key({ candidates: '3' })).toBe(key({}));
    expect(key({ seed: '7', style: 'lo-fi' })).toBe(key({ style: 'lo-fi', seed: '7' }));
    expect(trackIdFor('default', 'act_ada', key({}))).toMatch(/^trk_/);
  });

  it('differs when an argument differs', () => {
    // Small ranges, so that equal arguments and single differences occur.
    const few = fc.integer({ min: 5, max: 6 }).map(String);
    const some = fc.record({ seconds: few, seed: few, graceSeconds: few, candidates: few });
    fc.assert(
      fc.property(
        some,
        some,
        (a, b) => (key(a) === key(b)) === (JSON.stringify(a) === JSON.stringify(b)),
      ),
    );
  });

  it('is new each time with --new, and the given one with --idempotency-key', () => {
    expect(key({ new: true })).not.toBe(key({ new: true }));
    expect(key({ idempotencyKey: 'mine' })).toBe('mine');
    expect(() => key({ idempotencyKey: 'mine', new: true })).toThrow(CommandError);
  });
});
