import { beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import type { NewEvent } from '@fermata/contracts/events';
import { TrackQuery } from '@fermata/contracts/http';
import { Brief } from '@fermata/contracts/values';
import { cloneDatabase } from '../../test/fresh-database.ts';
import type { Catalogue } from '../catalogue.ts';
import { openCatalogue } from '../open-catalogue.ts';
import { sampleTrack } from '../testing/sample-track.ts';

interface Sample extends z.input<typeof Brief> {
  readonly day?: string;
  readonly tags?: string[];
  readonly requestedBy?: string;
  readonly pickedBy?: string;
  readonly reviewer?: string;
}

/** From the request to a decision, with these values in place of the sample's. */
function eventsOf(name: string, sample: Sample): NewEvent[] {
  const {
    day = '2026-11-22',
    tags = [],
    requestedBy = 'act_ada',
    pickedBy,
    reviewer,
    ...given
  } = sample;
  const brief = Brief.parse(given);
  const { events } = sampleTrack(name, { at: `${day}T10:00:00.000Z` });
  const wanted = [
    'track.accepted',
    'intent.interpreted',
    'candidate.picked',
    'track.enriched',
    'review.decided',
  ];
  return wanted
    .flatMap((type) => events.find((event) => event.type === type) ?? [])
    .map((event, index): NewEvent => {
      const numbered = { ...event, sequence: index + 1 };
      switch (numbered.type) {
        case 'track.accepted':
          return { ...numbered, data: { ...numbered.data, brief, requestedBy } };
        case 'intent.interpreted': {
          const { intent } = numbered.data;
          const { mood = 'warm', style = 'lo-fi', tempoBpm = 78, key = intent.key } = brief;
          return {
            ...numbered,
            data: { ...numbered.data, intent: { ...intent, mood, style, tempoBpm, key } },
          };
        }
        case 'candidate.picked':
          return { ...numbered, actor: pickedBy ?? 'act_system' };
        case 'track.enriched':
          return { ...numbered, data: { ...numbered.data, title: brief.title ?? 'Rain', tags } };
        case 'review.decided':
          return {
            ...numbered,
            data: { ...numbered.data, reviewer: reviewer ?? 'act_rita' },
          };
        default:
          return numbered;
      }
    });
}

const SAMPLES: Record<string, Sample> = {
  window: {
    text: 'rain on the window, for a study video',
    title: 'Café at Night',
    tags: ['lo-fi', 'no drums', 'Gb minor'],
    key: { tonic: 'Gb', mode: 'minor' },
  },
  phonk: {
    text: 'dark drive, 100%_sure',
    title: 'ガラスの夜',
    style: 'synthwave',
    mood: 'dark',
    tempoBpm: 140,
    key: { tonic: 'D', mode: 'major' },
    tags: ['fast', 'D major'],
    requestedBy: 'act_otto',
    day: '2026-11-24',
  },
  street: {
    text: 'a walk along the Straße',
    title: 'Ambient Walk',
    style: 'ambient',
    mood: 'calm',
    tempoBpm: 60,
    tags: ['no drums', 'slow'],
    pickedBy: 'act_otto',
    reviewer: 'act_rosa',
    day: '2026-11-26',
  },
};

let catalogue: Catalogue;
beforeAll(async () => {
  const { databaseUrl, dropDatabase } = await cloneDatabase();
  catalogue = await openCatalogue({ databaseUrl });
  for (const [name, sample] of Object.entries(SAMPLES))
    for (const event of eventsOf(name, sample)) await catalogue.events.append([event]);
  return async () => {
    await catalogue.close();
    await dropDatabase();
  };
});

const names = new Map(Object.keys(SAMPLES).map((name) => [sampleTrack(name).trackId, name]));

async function find(query: z.input<typeof TrackQuery>): Promise<string[]> {
  const { items } = await catalogue.tracks.list('default', TrackQuery.parse(query));
  return items.map(({ trackId }) => names.get(trackId) ?? trackId);
}

test.each<[z.input<typeof TrackQuery>, string[]]>([
  [{}, ['street', 'phonk', 'window']],
  [{ text: 'window rain' }, ['window']],
  [{ text: 'WINDOW study night' }, ['window']],
  [{ text: 'cafe\u0301' }, ['window']],
  [{ text: 'CAFE' }, ['window']],
  [{ text: 'strasse' }, ['street']],
  [{ text: 'ｶﾞﾗｽ' }, ['phonk']],
  [{ text: '夜' }, ['phonk']],
  [{ text: 'D major' }, ['phonk']],
  [{ text: 'f# minor' }, ['window']],
  [{ text: '140 bpm' }, ['phonk']],
  [{ text: '100%_sure' }, ['phonk']],
  [{ text: '%' }, []],
  [{ text: 'window snow' }, []],
  [{ tag: 'No Drums' }, ['street', 'window']],
  [{ tag: ['no drums', 'slow'] }, ['street']],
  [{ tag: 'no drums,lo-fi' }, ['window']],
  [{ tag: 'drums' }, []],
  [{ key: 'F#m' }, ['window']],
  [{ key: 'D major', mood: 'dark' }, ['phonk']],
  [{ mood: 'calm' }, ['street']],
  [{ style: 'lo-fi', mood: 'dark' }, []],
  [{ tempo: '139' }, ['phonk']],
  [{ tempo: '55-80' }, ['street', 'window']],
  [{ person: 'act_otto' }, ['street', 'phonk']],
  [{ person: 'act_rosa' }, ['street']],
  [{ person: 'act_rita' }, ['phonk', 'window']],
  [{ from: '2026-11-24' }, ['street', 'phonk']],
  [{ from: '2026-11-23', to: '2026-11-24' }, ['phonk']],
])('%j finds %j', async (query, found) => {
  expect(await find(query)).toEqual(found);
});

/** Each would match more texts if its characters had a meaning in patterns. */
const WILDCARDS = ['%', '_', '\\', '%%', 'w%w', 'wind_w', '\\%', '*', '?'];

test.each(WILDCARDS)('%j is no pattern in any field', async (value) => {
  const found: Record<string, string[]> = {};
  for (const field of Object.keys(TrackQuery.omit({ cursor: true }).shape)) {
    const query = TrackQuery.safeParse({ [field]: value });
    if (query.success) found[field] = await find({ [field]: value });
  }
  // Every other field refuses it. The id of an order may have an underscore.
  const inOrder = /^\w+$/.test(value) ? { order: [] } : {};
  expect(found).toEqual({ text: [], tag: [], ...inOrder });
});

test('a page ends and continues within the found tracks', async () => {
  const query = { tag: 'no drums', limit: 1 } as const;
  const first = await catalogue.tracks.list('default', TrackQuery.parse(query));
  expect(first.items.map(({ trackId }) => names.get(trackId))).toEqual(['street']);
  const second = await catalogue.tracks.list(
    'default',
    TrackQuery.parse({ ...query, cursor: first.nextCursor ?? '' }),
  );
  expect(second.items.map(({ trackId }) => names.get(trackId))).toEqual(['window']);
  expect(second.nextCursor).toBeNull();
});
