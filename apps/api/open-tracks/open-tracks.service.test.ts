import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewEvent } from '@fermata/contracts/events';
import {
  NewPartnerKey,
  OpenTrackPage,
  OpenTrackView,
  PartnerKeyList,
  PrincipalView,
  Problem,
  TrackPage,
} from '@fermata/contracts/http';
import { type Alternate, deriveId, ReleaseTerms, sha256Hex } from '@fermata/contracts/values';
import { SAMPLE_RECIPE } from '../../../prisma/testing/sample-recipe.ts';
import { sampleTrack } from '../../../prisma/testing/sample-track.ts';
import { type ApiHarness, KEYS, startApiHarness } from '../testing/api-harness.ts';

const PATH = '/v1/open-tracks';
const KEYS_PATH = '/v1/partners/sandbox/keys';

let harness: ApiHarness;
let open: string;
let key: string;
let strangersKey: string;
beforeAll(async () => {
  harness = await startApiHarness({ limits: { keysOfPartner: 4 } });
  open = await storeApproved('open');
  await storeApproved('soon', { publishOn: 'request', partners: ['sandbox', 'elsewhere'] });
  await storeApproved('elsewhere', { partners: ['elsewhere'] });
  await storeApproved('at once', { publishOn: 'approval' });
  const reviewed = sampleTrack('reviewed', { release: terms({}) });
  await harness.catalogue.events.append(reviewed.events.slice(0, reviewed.until.inGrace));
  const released = sampleTrack('released', { release: terms({}) });
  for (const event of released.events.slice(0, released.until.published))
    await harness.catalogue.events.append([event]);
  key = (await makeKey(KEYS.otto)).key;
  strangersKey = (await makeKey(KEYS.stranger)).key;
}, 60_000);
afterAll(() => harness.stop());

const terms = (changes: object): ReleaseTerms =>
  ReleaseTerms.parse({ publishOn: 'request', territories: ['DE', 'FR'], ...changes });

/** A track that is approved and waits for its release. Returns its id. `recipeId`: in place of the sample's. */
async function storeApproved(
  seed: string,
  release: object = {},
  recipeId?: string,
): Promise<string> {
  const { events: all, trackId, recipes } = sampleTrack(seed, { release: terms(release) });
  const events = all.map((event) =>
    recipeId === undefined
      ? event
      : (JSON.parse(
          recipes.reduce((text, id) => text.replaceAll(id, recipeId), JSON.stringify(event)),
        ) as NewEvent),
  );
  const index = events.findIndex(
    (event) => event.type === 'track.stage-entered' && event.data.stage === 'publishing',
  );
  const entered = events[index];
  if (entered?.type !== 'track.stage-entered') throw new Error('the sample is not released');
  await harness.catalogue.events.append([
    ...events.slice(0, index),
    { ...entered, data: { ...entered.data, stage: 'approved' } },
  ]);
  return trackId;
}

async function storeMp3(trackId: string, alternate?: Alternate): Promise<Buffer> {
  const bytes = Buffer.from(`mp3 of ${trackId}, ${alternate ?? 'whole'}`);
  const ref = await harness.assets.put('default', {
    kind: 'delivery-mp3',
    mediaType: 'audio/mpeg',
    bytes,
  });
  await harness.catalogue.assets.register('default', {
    ref: { ...ref, ...(alternate ? { alternate } : {}) },
    ...{ trackId, version: 2, recipeId: null, parents: [], checks: {} },
  });
  return bytes;
}

async function makeKey(operator: string): Promise<NewPartnerKey> {
  return NewPartnerKey.parse((await harness.ask('POST', KEYS_PATH, { key: operator })).body);
}
const list = async (query = '', using = key) =>
  OpenTrackPage.parse((await harness.ask('GET', `${PATH}${query}`, { key: using })).body);
const show = (trackId: string, using = key) =>
  harness.ask('GET', `${PATH}/${trackId}`, { key: using });

describe('a partner key', () => {
  it('finds the approved tracks whose terms let the partner ask, page by page', async () => {
    const { items, nextCursor } = await list();
    expect(nextCursor).toBeNull();
    expect(items).toHaveLength(2);
    expect(items.find(({ trackId }) => trackId === open)).toMatchObject({
      title: 'Rain 2',
      artists: [{ name: 'Fermata', role: 'main' }],
      style: 'lo-fi',
      tags: ['warm', 'study'],
      territories: ['DE', 'FR'],
    });
    const paged: unknown[] = [];
    let page = await list('?limit=1');
    for (;;) {
      expect(page.items.length).toBeLessThan(2);
      paged.push(...page.items);
      if (page.nextCursor === null) break;
      page = await list(`?limit=1&cursor=${page.nextCursor}`);
    }
    expect(paged).toEqual(items);
    expect((await harness.ask('GET', `${PATH}?cursor=x`, { key })).status).toBe(400);
  });

  it('searches what it sees, and never the brief', async () => {
    expect((await list('?text=rain%202')).items).toHaveLength(2);
    expect((await list('?tag=study&style=lo-fi')).items).toHaveLength(2);
    expect((await list('?style=house')).items).toEqual([]);
    const ofPeople = await harness.ask('GET', '/v1/tracks?text=number%20open', { key: KEYS.ada });
    expect(TrackPage.parse(ofPeople.body).items).toHaveLength(1);
    expect((await list('?text=number%20open')).items).toEqual([]);
  });

  it('shows a track with its licence and a link to hear it, the clip if there is one', async () => {
    expect(OpenTrackView.parse((await show(open)).body).audio).toBeNull();
    const whole = await storeMp3(open);
    const heard = async () => {
      const { audio } = OpenTrackView.parse((await show(open)).body);
      const response = await fetch(audio?.url ?? '');
      return { isClip: audio?.isClip, bytes: Buffer.from(await response.arrayBuffer()) };
    };
    expect(await heard()).toEqual({ isClip: false, bytes: whole });
    const clip = await storeMp3(open, 'cut-30');
    expect(await heard()).toEqual({ isClip: true, bytes: clip });
    expect((await show(open)).body).toMatchObject({
      trackId: open,
      licence: {
        ...{ use: 'commercial', aiDisclosure: 'all', explicit: false },
        pLine: '℗ 2026 Fermata',
      },
    });
  });

  it('learns nothing of briefs, people and prices', async () => {
    const answers = await Promise.all([harness.ask('GET', PATH, { key }), show(open)]);
    // The link to hear it is random.
    const shown = JSON.stringify(
      answers.map(({ body }) => body),
      (name, value: unknown) => (name === 'audio' ? null : value),
    );
    for (const hidden of ['study video', 'act_', 'Ada', 'priceClass', 'projectId', 'credits'])
      expect(shown).not.toContain(hidden);
  });

  it('meets the same 404 for every track that is not open to it', async () => {
    const others = [
      deriveId('trk', 'unknown'),
      ...['elsewhere', 'at once', 'reviewed', 'released'].map((seed) =>
        deriveId('trk', 'default', seed),
      ),
    ];
    for (const trackId of others) {
      const answer = await show(trackId);
      expect(Problem.parse(answer.body), trackId).toMatchObject({
        status: 404,
        detail: `no track ${trackId} is open to you`,
      });
    }
    expect((await show(open, strangersKey)).status).toBe(404);
    expect((await list('', strangersKey)).items).toEqual([]);
    // A key with the role, but of no partner.
    expect((await show(open, KEYS.shop)).status).toBe(404);
    expect((await list('', KEYS.shop)).items).toEqual([]);
  });

  it('does not find what a recall concerns', async () => {
    const engine = { version: '9', sha256: sha256Hex('a recalled engine') };
    const recipeId = await harness.catalogue.recipes.save('default', { ...SAMPLE_RECIPE, engine });
    const trackId = await storeApproved('recalled', {}, recipeId);
    expect((await show(trackId)).status).toBe(200);
    await harness.catalogue.recalls.start({
      ...{ projectId: 'default', recallId: deriveId('rcl', 'open tracks'), actor: 'act_otto' },
      subject: { kind: 'engine', sha256: engine.sha256 },
      ...{ reason: 'not licensed', expectedTracks: 0 },
    });
    expect((await show(trackId)).status).toBe(404);
    expect((await list()).items.map((track) => track.trackId)).not.toContain(trackId);
  });
});

describe('the keys of a partner', () => {
  const keysOf = async (operator: string) =>
    PartnerKeyList.parse((await harness.ask('GET', KEYS_PATH, { key: operator })).body).items;
  const revoke = (keyId: string, operator: string = KEYS.otto) =>
    harness.ask('DELETE', `${KEYS_PATH}/${keyId}`, { key: operator });

  it('name the partner, and are stored as hashes', async () => {
    const made = await makeKey(KEYS.otto);
    const me = PrincipalView.parse((await harness.ask('GET', '/v1/me', { key: made.key })).body);
    expect(me).toEqual({
      ...{ actor: 'act_partner-sandbox', projectId: 'default', roles: ['partner'] },
      ...{ partner: 'sandbox', name: null },
    });
    expect(await keysOf(KEYS.otto)).toContainEqual({
      ...{ keyId: made.keyId, partner: 'sandbox', createdBy: 'act_otto' },
      createdAt: made.createdAt,
    });
    const events = await harness.catalogue.events.readStream('project/default');
    expect(JSON.stringify(events)).not.toContain(made.key);
    expect(events).toContainEqual(
      expect.objectContaining({
        type: 'partner-key.created',
        data: { partner: 'sandbox', keyId: made.keyId },
      }),
    );
    await revoke(made.keyId);
  });

  it('are unknown once they are revoked, by their own project', async () => {
    const made = await makeKey(KEYS.otto);
    expect((await harness.ask('GET', PATH, { key: made.key })).status).toBe(200);
    expect((await revoke(made.keyId, KEYS.stranger)).status).toBe(404);
    expect((await harness.ask('GET', PATH, { key: made.key })).status).toBe(200);
    expect((await revoke(made.keyId)).status).toBe(200);
    expect((await harness.ask('GET', PATH, { key: made.key })).status).toBe(401);
    expect((await revoke(made.keyId)).status).toBe(404);
    const events = await harness.catalogue.events.readStream('project/default');
    expect(events.filter(({ type }) => type === 'partner-key.revoked').at(-1)).toMatchObject({
      actor: 'act_otto',
      data: { keyId: made.keyId },
    });
  });

  it('are limited in number, and belong to a partner that exists', async () => {
    const unknown = await harness.ask('POST', '/v1/partners/nobody/keys', { key: KEYS.otto });
    expect(unknown.status).toBe(404);
    const made: NewPartnerKey[] = [];
    while ((await keysOf(KEYS.otto)).length < 4) made.push(await makeKey(KEYS.otto));
    const refused = await harness.ask('POST', KEYS_PATH, { key: KEYS.otto });
    expect(Problem.parse(refused.body)).toMatchObject({ status: 409, reason: 'not-now' });
    for (const { keyId } of made) await revoke(keyId);
  });
});
