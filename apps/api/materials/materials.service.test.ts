import { Agent, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MaterialView, Problem } from '@fermata/contracts/http';
import { trackIdFor, workflowIds } from '@fermata/contracts/values';
import { type ApiHarness, KEYS, startApiHarness } from '../testing/api-harness.ts';
import { pngFile } from '../testing/png-file.ts';

let harness: ApiHarness;
beforeAll(async () => {
  // Some uploads of these tests stop in the middle.
  harness = await startApiHarness({ limits: { bodyGraceMs: 60_000 } });
});
afterAll(() => harness.stop());

/** 16-bit mono WAV of a quiet tone. */
function wav(seconds: number, { sampleRate = 48_000, level = 1000 } = {}): Uint8Array {
  const frames = Math.round(seconds * sampleRate);
  const file = Buffer.alloc(44 + frames * 2);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  [1, 1].forEach((value, i) => file.writeUInt16LE(value, 20 + 2 * i));
  file.writeUInt32LE(sampleRate, 24);
  file.writeUInt32LE(sampleRate * 2, 28);
  [2, 16].forEach((value, i) => file.writeUInt16LE(value, 32 + 2 * i));
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(frames * 2, 40);
  for (let i = 0; i < frames; i++) file.writeInt16LE(i % 100 < 50 ? level : -level, 44 + 2 * i);
  return new Uint8Array(file);
}
/** One track: C D E F G, a beat each, at 120. */
const MIDI = Uint8Array.from([
  ...Buffer.from('MThd'),
  0,
  0,
  0,
  6,
  0,
  0,
  0,
  1,
  1,
  0xe0,
  ...Buffer.from('MTrk'),
  0,
  0,
  0,
  0,
  ...[60, 62, 64, 65, 67].flatMap((note) => [0, 0x90, note, 90, 0x83, 0x60, 0x80, note, 0]),
  0,
  0xff,
  0x2f,
  0,
]);
new DataView(MIDI.buffer).setUint32(18, MIDI.length - 22);

const TERMS = 'licensor=Loops%20%26%20Co&licence=CC-BY-4.0';
const add = (query: string, body: unknown, type: string, key: string = KEYS.ada) =>
  harness.ask('POST', `/v1/materials${query}`, { key, body, headers: { 'content-type': type } });
/** The status of the answer to a POST by this agent, which keeps its connections. */
const overOne = (agent: Agent, url: string, body: Uint8Array, type: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    request(
      url,
      {
        agent,
        method: 'POST',
        headers: {
          authorization: `Bearer ${KEYS.ada}`,
          'content-type': type,
          'content-length': body.byteLength,
        },
      },
      (response) => {
        response.resume().once('end', () => resolve(response.statusCode));
      },
    )
      .once('error', reject)
      .end(body);
  });
const problem = (answer: { body: unknown }) => Problem.parse(answer.body);

describe('an audio loop', () => {
  it('is stored by its hash with its analysis and declaration; the same file is the same material', async () => {
    const first = await add(`?${TERMS}&territories=de,fr&bars=4`, wav(8), 'audio/wav');
    expect(first.status).toBe(201);
    const material = MaterialView.parse(first.body);
    expect(material).toMatchObject({
      kind: 'audio-loop',
      licence: { licensor: 'Loops & Co', licence: 'CC-BY-4.0', territories: ['DE', 'FR'] },
      understood: { bars: 4, tempoBpm: 120, durationSeconds: 8, sampleRate: 48_000, channels: 1 },
      addedBy: 'act_ada',
      source: null,
    });
    expect(await harness.assets.get('default', material.sha256)).toEqual(wav(8));
    expect(await add(`?${TERMS}&territories=DE,FR&bars=4`, wav(8), 'audio/x-wav')).toMatchObject({
      status: 200,
      body: material,
    });
    expect(
      (await harness.ask('GET', `/v1/materials/${material.sha256}`, { key: KEYS.rita })).body,
    ).toEqual(material);
    expect(
      (await harness.ask('GET', `/v1/materials/${material.sha256}`, { key: KEYS.stranger })).status,
    ).toBe(404);
    const events = (await harness.catalogue.events.readStream('project/default')).filter(
      ({ type }) => type === 'material.added',
    );
    expect(events).toMatchObject([
      { actor: 'act_ada', data: { sha256: material.sha256, licence: { licensor: 'Loops & Co' } } },
    ]);
  });

  it('has one licence, and another one for the same bytes is refused', async () => {
    await add(`?${TERMS}`, wav(4), 'audio/wav');
    const answer = await add('?licensor=Somebody&licence=All%20rights', wav(4), 'audio/wav');
    expect(problem(answer)).toMatchObject({
      status: 409,
      detail:
        'this audio-loop already exists with the licence CC-BY-4.0 of Loops & Co for all territories; ' +
        'this request has the licence All rights of Somebody for all territories, and the first one remains',
    });
  });

  it('has its territories in any order', async () => {
    const first = await add(`?${TERMS}&territories=DE,FR`, wav(5), 'audio/wav');
    expect(await add(`?${TERMS}&territories=FR,DE,FR`, wav(5), 'audio/wav')).toMatchObject({
      status: 200,
      body: first.body,
    });
    const elsewhere = await add(`?${TERMS}&territories=DE`, wav(5), 'audio/wav');
    expect(problem(elsewhere).detail).toContain('for DE, FR; this request has the licence');
  });

  it('has the bars that were stated last; a repeat without bars keeps them', async () => {
    const upload = async (query: string) => {
      const { status, body } = await add(`?${TERMS}${query}`, wav(3), 'audio/wav');
      return { status, ...MaterialView.parse(body) };
    };
    const guessed = await upload('');
    expect(guessed).toMatchObject({ status: 201, understood: { bars: 1, tempoBpm: 80 } });
    expect(guessed.understood?.remarks?.[0]).toContain('1 bar: a guess');
    for (let i = 0; i < 2; i++)
      expect(await upload('&bars=2')).toMatchObject({
        status: 200,
        sha256: guessed.sha256,
        understood: { bars: 2, tempoBpm: 160 },
      });
    expect((await upload('')).understood).toMatchObject({ bars: 2, tempoBpm: 160 });
    expect(
      (await harness.ask('GET', `/v1/materials/${guessed.sha256}`, { key: KEYS.ada })).body,
    ).toMatchObject({ understood: { bars: 2 } });
    const events = (await harness.catalogue.events.readStream('project/default')).filter(
      ({ type }) => type === 'material.reread',
    );
    expect(events).toMatchObject([
      { actor: 'act_ada', data: { sha256: guessed.sha256, bars: 2, tempoBpm: 160 } },
    ]);
  });

  it('of an open size is kept under a plain header, and the upload beside it', async () => {
    const streamed = wav(4.5);
    new DataView(streamed.buffer).setUint32(40, 0xffff_ffff, true);
    const material = MaterialView.parse((await add(`?${TERMS}`, streamed, 'audio/wav')).body);
    expect(await harness.assets.get('default', material.sha256)).toEqual(wav(4.5));
    expect(await harness.assets.get('default', material.uploadSha256 ?? '')).toEqual(streamed);
    expect((await add(`?${TERMS}`, streamed, 'audio/wav')).status).toBe(200);
  });

  it.each([
    [
      'no licence',
      '',
      () => wav(4, { level: 3 }),
      'audio/wav',
      400,
      /licensor: is required for an audio loop/,
    ],
    ['not a WAV', `?${TERMS}`, () => new Uint8Array(1000), 'audio/wav', 400, /not a WAV/],
    ['too short', `?${TERMS}`, () => wav(0.1), 'audio/wav', 400, /must last 0.5 to 60 s/],
    [
      'another rate',
      `?${TERMS}`,
      () => wav(4, { sampleRate: 22_050 }),
      'audio/wav',
      400,
      /samples a second, not 22050/,
    ],
    [
      'too large',
      `?${TERMS}`,
      () => new Uint8Array(33 * 1024 * 1024),
      'audio/wav',
      413,
      /at most 33554432 bytes/,
    ],
    [
      'an invalid territory',
      `?${TERMS}&territories=Germany`,
      () => wav(4),
      'audio/wav',
      400,
      /two capital letters/,
    ],
    [
      'a country that does not exist',
      `?${TERMS}&territories=DE,XX`,
      () => wav(4),
      'audio/wav',
      400,
      /XX is no country of ISO 3166-1/,
    ],
    ['another type', `?${TERMS}`, () => new Uint8Array(100), 'audio/ogg', 415, /json/],
    [
      'not a MIDI file',
      '',
      () => new Uint8Array(100),
      'audio/midi',
      400,
      /not a Standard MIDI File/,
    ],
    [
      'an MP3 by another name',
      `?${TERMS}`,
      () => Uint8Array.of(0xff, 0xfb, 0x90, 0),
      'audio/wav',
      400,
      /not a WAV file but an MP3 file: there is no WAV header/,
    ],
    [
      'a FLAC by another name',
      '',
      () => new Uint8Array(Buffer.from('fLaC\0\0\0\x22')),
      'audio/midi',
      400,
      /not a Standard MIDI File but a FLAC file/,
    ],
    [
      'an MP3 by no name',
      `?${TERMS}`,
      () => new Uint8Array(Buffer.from('ID3\x04\0')),
      'application/octet-stream',
      415,
      /^the file is an MP3 file; send a loop as audio\/wav/,
    ],
    ['an MP3', `?${TERMS}`, () => new Uint8Array(9), 'audio/mpeg', 415, /a melody as audio\/midi/],
    [
      'the form type of curl',
      '',
      () => MIDI,
      'application/x-www-form-urlencoded',
      415,
      /a melody as audio\/midi/,
    ],
    [
      'a large MIDI file by no name',
      '',
      () => new Uint8Array([...MIDI, ...new Uint8Array(300_000)]),
      'application/octet-stream',
      413,
      /at most 262144 bytes/,
    ],
  ] as const)(
    '%s is refused with one sentence',
    async (_what, query, bytes, type, status, detail) => {
      const answer = await add(query, bytes(), type);
      expect(answer.status).toBe(status);
      expect(problem(answer).detail).toMatch(detail);
    },
  );

  it.each([
    ['too large', 33 * 1024 * 1024, 'audio/wav', 413],
    ['of another type', 400_000, 'audio/ogg', 415],
  ] as const)(
    '%s: the next request on the same connection is answered',
    async (_what, bytes, type, status) => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const post = (body: Uint8Array, mediaType: string) =>
        overOne(agent, `${harness.url}/v1/materials?${TERMS}`, body, mediaType);
      try {
        expect(await post(new Uint8Array(bytes), type)).toBe(status);
        expect(await post(new Uint8Array(100), 'audio/midi')).toBe(400);
      } finally {
        agent.destroy();
      }
    },
  );

  it('is uploaded with one other of the same actor at most; other projects are not affected', async () => {
    const held = [0, 1].map(() => {
      const status = Promise.withResolvers<number | undefined>();
      const sending = request(
        `${harness.url}/v1/materials`,
        {
          agent: false,
          method: 'POST',
          headers: {
            authorization: `Bearer ${KEYS.ada}`,
            'content-type': 'audio/midi',
            'content-length': 100,
          },
        },
        (response) => {
          response.resume().once('end', () => status.resolve(response.statusCode));
        },
      ).once('error', status.reject);
      sending.write(new Uint8Array(50));
      return { finish: () => sending.end(new Uint8Array(50)), status: status.promise };
    });
    const third = () => add('', new Uint8Array(100), 'audio/midi');
    await expect
      .poll(async () => (await third()).status, { timeout: 10_000, interval: 100 })
      .toBe(429);
    expect((await third()).headers.get('retry-after')).toBe('2');
    expect((await add('', MIDI, 'audio/midi', KEYS.stranger)).status).toBe(201);
    for (const { finish } of held) finish();
    expect(await Promise.all(held.map(({ status }) => status))).toEqual([400, 400]);
    expect((await third()).status).toBe(400);
  });

  it('needs a key that may create tracks, and is accepted on no other route', async () => {
    expect(
      (
        await harness.ask('POST', `/v1/materials?${TERMS}`, {
          body: wav(4),
          headers: { 'content-type': 'audio/wav' },
        })
      ).status,
    ).toBe(401);
    expect((await add(`?${TERMS}`, wav(4), 'audio/wav', KEYS.shop)).status).toBe(403);
    expect(
      (
        await harness.ask('POST', '/v1/tracks', {
          key: KEYS.ada,
          body: wav(4),
          headers: { 'content-type': 'audio/wav', 'idempotency-key': 'wav' },
        })
      ).status,
    ).toBe(415);
  });
});

describe('a motif', () => {
  it('is read from a MIDI file', async () => {
    const answer = await add('', MIDI, 'audio/midi');
    expect(answer.status).toBe(201);
    const material = MaterialView.parse(answer.body);
    expect(material).toMatchObject({
      kind: 'motif',
      mediaType: 'application/json',
      licence: null,
      understood: {
        bars: 2,
        beatsPerBar: 4,
        tempoBpm: 120,
        key: { tonic: 'C', mode: 'major' },
        notes: 5,
      },
    });
    expect(await harness.assets.get('default', material.uploadSha256 ?? '')).toEqual(MIDI);
  });

  it.each([
    'audio/midi',
    'audio/mid',
    'audio/x-midi',
    'audio/sp-midi; charset=binary',
    'application/x-midi',
    'Application/Octet-Stream',
    'audio/x-pn-wav',
  ])('is recognised as %s', async (type) => {
    const { status, body } = await add('', MIDI, type);
    expect([200, 201]).toContain(status);
    expect(MaterialView.parse(body)).toMatchObject({ kind: 'motif', understood: { notes: 5 } });
  });

  it('at another tempo is another one', async () => {
    const slow = Uint8Array.from([
      ...MIDI.slice(0, 22),
      ...[0, 0xff, 0x51, 3, 0x0a, 0x2c, 0x2b],
      ...MIDI.slice(22),
    ]);
    new DataView(slow.buffer).setUint32(18, slow.length - 22);
    const [plain, other] = [await add('', MIDI, 'audio/midi'), await add('', slow, 'audio/midi')];
    expect(plain.body).toMatchObject({ understood: { tempoBpm: 120 } });
    expect(other.body).toMatchObject({ understood: { tempoBpm: 90 } });
  });

  it('of an unknown version is a 404, without a version a 400', async () => {
    expect(
      (
        await add(
          '',
          { trackId: 'trk_000000000000000000000000', version: 1, part: 'lead' },
          'application/json',
        )
      ).status,
    ).toBe(404);
    expect((await add('', {}, 'application/json')).status).toBe(400);
  });
});

describe('a cover', () => {
  it('is kept as it is, with its declared licence', async () => {
    const picture = pngFile(1400);
    const { status, body } = await add(`?${TERMS}`, picture, 'image/png');
    expect(status).toBe(201);
    const material = MaterialView.parse(body);
    expect(material).toMatchObject({
      ...{ kind: 'cover', mediaType: 'image/png', bytes: picture.length },
      licence: { licensor: 'Loops & Co', licence: 'CC-BY-4.0' },
      ...{ uploadSha256: null, understood: null },
    });
    expect(await harness.assets.get('default', material.sha256)).toEqual(picture);
    const limited = await add(
      `?${TERMS}&territories=DE`,
      pngFile(1401),
      'application/octet-stream',
    );
    expect(limited.body).toMatchObject({ kind: 'cover', licence: { territories: ['DE'] } });
  });

  it('is refused with the true reason', async () => {
    const detailOf = async (query: string, body: Uint8Array, type = 'image/png') =>
      problem(await add(query, body, type));
    const terms = `?${TERMS}`;
    expect(await detailOf('', pngFile(1400))).toMatchObject({
      status: 400,
      detail: 'query.licensor: is required for a cover; query.licence: is required for a cover',
    });
    expect(await detailOf(terms, pngFile(1400, 1500))).toMatchObject({
      status: 400,
      detail: 'body: a cover must be a square, not 1400 × 1500 pixels',
    });
    expect((await detailOf(terms, pngFile(1000))).detail).toContain('1400 × 1400 to 6000 × 6000');
    expect((await detailOf(terms, pngFile(1400).slice(0, -40))).detail).toContain('cut short');
    expect(await detailOf('', new Uint8Array(10 * 1024 * 1024 + 1))).toMatchObject({ status: 413 });
    expect(await detailOf('', Buffer.from('GIF89a, a picture'), 'image/gif')).toMatchObject({
      status: 415,
      detail: expect.stringContaining('a cover as image/png or image/jpeg'),
    });
    expect((await detailOf('?bars=4', pngFile(1400))).detail).toContain(
      'query.bars: must not be sent with a cover',
    );
    expect((await detailOf('?licensor=Ada', pngFile(1400))).detail).toContain('query.licence');
  });

  it('is named in the metadata of a track; another material is refused there', async () => {
    const create = (key: string, cover: string, territories?: string[]) =>
      harness.ask('POST', '/v1/tracks', {
        key: KEYS.ada,
        body: {
          brief: { text: 'lo-fi', durationSeconds: 20 },
          ...{ metadata: { cover }, release: { ...(territories ? { territories } : {}) } },
        },
        headers: { 'idempotency-key': key },
      });
    const before = await harness.workflows();
    expect(problem(await create('no-cover', 'a'.repeat(64)))).toMatchObject({
      status: 422,
      detail: `body.metadata.cover: there is no cover ${'a'.repeat(64)} in this project; upload it first`,
    });
    const motif = MaterialView.parse((await add('', MIDI, 'audio/midi')).body);
    expect(problem(await create('motif-cover', motif.sha256)).detail).toContain(
      'has the kind motif, not cover',
    );
    expect(await harness.workflows()).toBe(before);
    const added = async (query: string, pixels: number) =>
      MaterialView.parse((await add(`?${query}`, pngFile(pixels), 'image/png')).body).sha256;
    expect((await create('with-cover', await added(TERMS, 1402))).status).toBe(202);
    const limited = await added(`${TERMS}&territories=DE`, 1403);
    expect(problem(await create('limited-cover', limited))).toMatchObject({
      status: 422,
      type: 'urn:fermata:problem:not-licensed',
      detail: expect.stringMatching(/^the cover .* is licensed for DE, and the release names no/),
    });
    expect((await create('limited-cover', limited, ['DE'])).status).toBe(202);
  });
});

describe('a brief that names materials', () => {
  const create = (key: string, brief: Record<string, unknown>, territories?: string[]) =>
    harness.ask('POST', '/v1/tracks', {
      key: KEYS.ada,
      body: {
        brief: { text: 'lo-fi', durationSeconds: 20, ...brief },
        release: { ...(territories ? { territories } : {}) },
      },
      headers: { 'idempotency-key': key },
    });

  it('is refused before the workflow starts if one is unknown', async () => {
    const before = await harness.workflows();
    const answer = await create('unknown', { motif: { sha256: 'a'.repeat(64), use: 'vary' } });
    expect(problem(answer)).toMatchObject({
      status: 422,
      type: 'urn:fermata:problem:unknown-material',
      detail: expect.stringContaining('there is no motif aaaa'),
    });
    const loop = MaterialView.parse((await add(`?${TERMS}`, wav(2), 'audio/wav')).body);
    expect(
      problem(await create('mixed-up', { motif: { sha256: loop.sha256, use: 'vary' } })).detail,
    ).toContain('has the kind audio-loop, not motif');
    expect(problem(await create('font', { soundFontParts: ['lead'] }))).toMatchObject({
      status: 422,
      detail: expect.stringContaining('FERMATA_SOUNDFONT'),
    });
    expect(await harness.workflows()).toBe(before);
  });

  it('is refused if the loop cannot have that number of bars', async () => {
    const { sha256 } = MaterialView.parse((await add(`?${TERMS}`, wav(2), 'audio/wav')).body);
    expect(problem(await create('bars', { audioLoop: { sha256, bars: 4 } }))).toMatchObject({
      status: 400,
      detail:
        'body.brief.audioLoop.bars: 4 bars in 2.00 s are 480 beats a minute; the range is 40 to 200',
    });
  });

  it('starts with the catalogue’s facts about them', async () => {
    const loop = MaterialView.parse(
      (await add(`?${TERMS}&territories=DE`, wav(6), 'audio/wav')).body,
    );
    expect(
      (await create('with-loop', { audioLoop: { sha256: loop.sha256, bars: 4 } }, ['DE'])).status,
    ).toBe(202);
    const history = await harness.client.workflow
      .getHandle(workflowIds.track(trackIdFor('default', 'act_ada', 'with-loop')))
      .fetchHistory();
    const input = Buffer.from(
      history.events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0]?.data ??
        [],
    ).toString();
    expect(JSON.parse(input)).toMatchObject({
      materials: [
        {
          sha256: loop.sha256,
          kind: 'audio-loop',
          from: 'file',
          inherits: [],
          durationSeconds: 6,
          licensor: 'Loops & Co',
          territories: ['DE'],
        },
      ],
    });
  });

  it('is refused before the start if the release exceeds a licence, and is started otherwise', async () => {
    const { sha256 } = MaterialView.parse(
      (await add(`?${TERMS}&territories=DE,FR`, wav(7), 'audio/wav')).body,
    );
    const audioLoop = { sha256, bars: 4 };
    const before = await harness.workflows();
    const licensed = `the audio loop ${sha256.slice(0, 12)} of Loops & Co is licensed for DE, FR, and the release`;
    const remedy = 'set release.territories to some of DE, FR';
    expect(problem(await create('everywhere', { audioLoop }))).toMatchObject({
      status: 422,
      type: 'urn:fermata:problem:not-licensed',
      detail: `${licensed} names no territories: ${remedy}`,
    });
    expect(problem(await create('too-far', { audioLoop }, ['DE', 'US']))).toMatchObject({
      status: 422,
      detail: `${licensed} covers DE, US: ${remedy}`,
    });
    expect(await harness.workflows()).toBe(before);
    expect((await create('too-far', { audioLoop }, ['FR'])).status).toBe(202);
  });

  it('cannot have a cut as long as itself, or a hit after its end', async () => {
    const ask = (body: unknown, key: string) =>
      harness.ask('POST', '/v1/tracks', {
        key: KEYS.ada,
        body,
        headers: { 'idempotency-key': key },
      });
    expect(
      problem(
        await ask({ brief: { text: 'lo-fi', durationSeconds: 30 }, alternates: ['cut-30'] }, 'cut'),
      ),
    ).toMatchObject({
      status: 400,
      detail: 'body.alternates.0: cut-30 needs a track of more than 30 s, this one has 30 s',
    });
    expect(
      problem(
        await ask(
          { brief: { text: 'lo-fi', durationSeconds: 30, hits: [{ second: 31, event: 'drop' }] } },
          'hit',
        ),
      ),
    ).toMatchObject({
      status: 400,
      detail: 'body.brief.hits.0.second: must come before the end of the track, at 30 s',
    });
  });
});
