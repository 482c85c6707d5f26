import { createHash, randomUUID } from 'node:crypto';
import { lstat, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import {
  AssetLink,
  CandidateView,
  EventView,
  MaterialView,
  ReviewPage,
  SignalTicket,
  TrackAccepted,
  TrackPage,
  TrackView,
  WithdrawAccepted,
} from '@fermata/contracts/http';
import { fermata } from '../testing/run-fermata.ts';

const { env } = inject('stack');
const run = (...args: string[]) => fermata(args, env);
const CliError = z.object({
  error: z.object({ exitCode: z.number(), message: z.string(), details: z.array(z.string()) }),
});
const Candidates = z.object({
  candidates: z.array(CandidateView.extend({ sketch: AssetLink.nullable() })),
});
const unknownTrackId = 'trk_000000000000000000000000';
let empty = '';

beforeAll(async () => {
  empty = await mkdtemp(join(tmpdir(), 'fermata-empty-'));
});
afterAll(() => rm(empty, { recursive: true, force: true }));

describe('an invalid command line', () => {
  it.each([
    [['track', 'create']],
    [['track', 'create', '--brief', '']],
    [['track', 'create', '--brief', 'x', '--seconds', '0']],
    [['track', 'create', '--brief', 'x', '--seconds', '7200']],
    [['track', 'create', '--brief', 'x', '--style', 'polka']],
    [['track', 'create', '--brief', 'x', '--new', '--idempotency-key', 'k']],
    [['track', 'show']],
    [['track', 'show', 'foo']],
    [['track', 'show', unknownTrackId, 'more']],
    [['track', 'list', '--stage', 'nirvana']],
    [['track', 'list', '--limit', '0']],
    [['track', 'watch', unknownTrackId, '--until', 'nirvana']],
    [['track', 'pick', unknownTrackId, 'x']],
    [['track', 'prove', unknownTrackId, '--version', '-1']],
    [['review', 'approve', 'foo']],
    [['review', 'send-back', unknownTrackId]],
    [['audit', 'verify', '--project', 'NOT ONE']],
    [['track', 'show', unknownTrackId, '--as', 'nobody']],
    [['demo', '--seconds', '1']],
    [['track', 'list', '--nonsense']],
  ])('%j is exit code 2, with one JSON value', async (args) => {
    const { code, json, stderr } = await run(...args, '--json');
    expect(code).toBe(2);
    expect(CliError.parse(json()).error.exitCode).toBe(2);
    expect(stderr).toContain('fermata: ');
    expect(stderr).not.toContain('    at ');
  });
});

it.each([
  [['track', 'list', '--limit', '0'], '--limit: must be a whole number from 1 to 100.'],
  [
    ['track', 'create', '--brief', 'x', '--tempo', '39'],
    '--tempo: must be at least 40 beats a minute.',
  ],
  [
    ['track', 'create', '--brief', 'x', '--energy-curve', 'x'],
    '--energy-curve: must be "second:energy", such as "0:0.2,20:0.9".',
  ],
  [['preview', 'x', '--deadline', '20'], '--deadline: must be at least 50 ms.'],
])('%j is reported in the common form of invalid options', async (args, message) =>
  expect(CliError.parse((await run(...args, '--json')).json()).error.message).toBe(message),
);

describe('a missing resource', () => {
  it.each([
    [['track', 'show', unknownTrackId]],
    [['track', 'watch', unknownTrackId]],
    [['track', 'events', unknownTrackId]],
    [['track', 'prove', unknownTrackId]],
    [['review', 'approve', unknownTrackId]],
  ])('%j is exit code 3', async (args) => {
    const { code, json } = await run(...args, '--json');
    expect(code).toBe(3);
    expect(CliError.parse(json()).error.message).toContain(unknownTrackId);
  });

  it('includes a system that does not respond, and one without keys', async () => {
    const away = await fermata(['track', 'list', '--json'], {
      ...env,
      FERMATA_API_URL: 'http://127.0.0.1:9',
    });
    expect([away.code, CliError.parse(away.json()).error.message]).toEqual([
      3,
      expect.stringContaining('http://127.0.0.1:9 is not reachable'),
    ]);
    for (const args of [
      ['track', 'list'],
      ['audit', 'verify'],
    ]) {
      const none = await fermata([...args, '--json'], { FERMATA_DATA: empty });
      expect([none.code, CliError.parse(none.json()).error.message]).toEqual([
        3,
        expect.stringContaining('fermata up'),
      ]);
    }
  });
});

describe('a refusal', () => {
  it('of a key or a role is exit code 4', async () => {
    expect(
      (await fermata(['track', 'list'], { ...env, FERMATA_API_KEY: `fmk_${'a'.repeat(43)}` })).code,
    ).toBe(4);
    expect((await fermata(['track', 'list'], { ...env, FERMATA_API_KEY: 'wrong' })).code).toBe(4);
    expect((await run('track', 'create', '--brief', 'x', '--as', 'rita')).code).toBe(4);
  });
});

it('takes a track through its life', async () => {
  const brief = `calm lo-fi bed ${randomUUID()}`;
  const create = [
    'track',
    'create',
    '--brief',
    brief,
    '--seconds',
    '5',
    '--candidates',
    '1',
    '--grace-seconds',
    '0',
    '--json',
  ];
  const first = TrackAccepted.parse((await run(...create)).json());
  const again = TrackAccepted.parse((await run(...create)).json());
  expect([first.created, again.created, again.trackId]).toEqual([true, false, first.trackId]);
  const { trackId } = first;

  const watched = await run('track', 'watch', trackId, '--until', 'review', '--json');
  expect(watched.code, watched.stderr).toBe(0);
  expect(TrackView.parse(watched.json()).stage).toBe('review');
  expect(watched.stderr).toMatch(/Mastered to −1[34]\.\d LUFS/);
  const cursor = /--cursor (\d+)/.exec(watched.stderr)?.[1] ?? '';

  expect(
    TrackPage.parse((await run('track', 'list', '--limit', '100', '--json')).json()).items.map(
      (item) => item.trackId,
    ),
  ).toContain(trackId);
  expect(
    ReviewPage.parse((await run('review', 'list', '--limit', '100', '--json')).json()).items.map(
      (item) => item.trackId,
    ),
  ).toContain(trackId);
  expect((await run('track', 'show', trackId)).stdout).toContain('You may: hold, cancel');
  expect((await run('track', 'withdraw', trackId, '--reason', 'too early')).code).toBe(4);
  expect((await run('review', 'approve', trackId, '--as', 'ada')).code).toBe(4);
  expect((await run('review', 'approve', trackId, '--version-sha256', '0'.repeat(64))).code).toBe(
    4,
  );
  expect(
    SignalTicket.parse((await run('review', 'approve', trackId, '--print-signal', '--json')).json())
      .workflowId,
  ).toBe(`track/${trackId}`);
  const ticket = await run('review', 'send-back', trackId, '--note', 'slower', '--print-signal');
  expect([ticket.code, ticket.stderr]).toEqual([
    0,
    expect.stringMatching(/The next version: tempo \d+ beats a minute\./),
  ]);
  expect((await run('track', 'hold', trackId, '--reason', 'a question')).code).toBe(0);
  const twice = await run('track', 'hold', trackId, '--json');
  expect([twice.code, twice.json()]).toEqual([4, expect.objectContaining({ outcome: 'refused' })]);
  expect((await run('track', 'resume', trackId)).code).toBe(0);

  const approved = await run('review', 'approve', trackId, '--note', 'good');
  expect(approved.code, approved.stderr).toBe(0);
  const rest = await run('track', 'watch', trackId, '--cursor', cursor, '--json');
  expect(rest.code, rest.stderr).toBe(0);
  expect(TrackView.parse(rest.json()).partners).toMatchObject([{ name: 'sandbox', state: 'live' }]);
  expect(rest.stderr).not.toContain('Mastered to');

  const { items } = z
    .object({ items: z.array(EventView) })
    .parse((await run('track', 'events', trackId, '--json')).json());
  expect(items[0]?.type).toBe('track.accepted');
  expect(items.map(({ position }) => position)).toEqual(
    items.map(({ position }) => position).toSorted((a, b) => a - b),
  );

  const proof = await run('track', 'prove', trackId, '--json');
  expect(proof.code, proof.stderr).toBe(0);
  const proved = z
    .object({
      level: z.string(),
      artefacts: z.array(z.object({ name: z.string(), same: z.boolean() })),
    })
    .parse(proof.json());
  expect(proved.level).toBe('reproduced');
  expect(proved.artefacts.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'score',
      'midi',
      'sketch',
      'mix',
      'master',
      'delivery-flac',
      'delivery-mp3',
      'cover',
      'peaks',
    ]),
  );

  const withdrawn = WithdrawAccepted.parse(
    (await run('track', 'withdraw', trackId, '--reason', 'a question of rights', '--json')).json(),
  );
  expect(withdrawn.trackId).toBe(trackId);
  expect((await run('track', 'watch', trackId, '--until', 'withdrawn')).code).toBe(0);
});

it('makes a track with a given cover, which is delivered as it is and proved', async () => {
  const create = async (...options: string[]) => {
    const { trackId } = TrackAccepted.parse(
      (
        await run(
          ...['track', 'create', '--brief', 'calm lo-fi', '--seconds', '0:05', '--new', '--json'],
          ...['--candidates', '1', ...options],
        )
      ).json(),
    );
    expect((await run('track', 'watch', trackId, '--until', 'review')).code).toBe(0);
    return trackId;
  };
  const download = async (trackId: string) => {
    const to = join(empty, trackId);
    const { json } = await run(
      ...['track', 'download', trackId, '--kind', 'cover', '--to', to, '--json'],
    );
    const [file] = z
      .object({ files: z.array(z.object({ path: z.string(), sha256: z.string() })) })
      .parse(json()).files;
    if (!file) throw new Error(`${trackId} has no cover`);
    return file;
  };
  const drawn = await download(await create());
  const terms = ['--licensor', 'Ada', '--licence', 'own work'];
  const added = MaterialView.parse(
    (await run('material', 'add', drawn.path, ...terms, '--json')).json(),
  );
  expect(added).toMatchObject({ kind: 'cover', mediaType: 'image/png', sha256: drawn.sha256 });
  const small = join(empty, 'small.png');
  await writeFile(small, (await readFile(drawn.path)).subarray(0, 5000));
  expect((await run('material', 'add', small)).stderr).toContain('needs --licensor and --licence');
  expect((await run('material', 'add', small, ...terms)).stderr).toContain('damaged, or cut short');

  const trackId = await create('--style', 'house', '--cover', added.sha256);
  expect((await download(trackId)).sha256).toBe(added.sha256);
  expect((await run('track', 'show', trackId)).stdout).toMatch(/cover +given, PNG, /);
  const proof = await run('track', 'prove', trackId, '--json');
  expect(proof.code, proof.stderr).toBe(0);
  expect(proof.json()).toMatchObject({ level: 'reproduced' });
});

it('lets a person hear the candidates and pick one, and downloads without changing a file', async () => {
  const { trackId } = TrackAccepted.parse(
    (
      await run(
        ...['track', 'create', '--brief', 'calm lo-fi', '--title', 'カラカラ', '--seconds', '0:05'],
        ...['--candidates', '2', '--pick', 'person', '--new', '--json'],
      )
    ).json(),
  );
  const candidates = async () =>
    Candidates.parse((await run('track', 'candidates', trackId, '--json')).json()).candidates;
  await expect
    .poll(async () => (await candidates()).map(({ rating }) => rating !== null), {
      timeout: 60_000,
    })
    .toEqual([true, true]);
  for (const { sketch } of await candidates()) {
    const heard = await fetch(sketch?.url ?? '');
    expect(heard.headers.get('content-disposition')).toMatch(/^inline; /);
    expect((await heard.arrayBuffer()).byteLength).toBe(sketch?.bytes);
  }
  const folder = join(empty, 'downloads');
  const download = async (...args: string[]) =>
    run('track', 'download', trackId, '--to', folder, ...args);
  expect((await download('--candidate', '2', '--kind', 'sketch')).code).toBe(0);
  expect(await readdir(folder)).toEqual(['カラカラ-v1-candidate-2-sketch.wav']);
  expect((await run('track', 'pick', trackId, '3')).code).toBe(3);
  expect((await run('track', 'pick', trackId, '2')).code).toBe(0);
  expect((await run('track', 'watch', trackId, '--until', 'review')).code).toBe(0);

  const midi = 'カラカラ-v1-candidate-2-midi.mid';
  expect((await download('--kind', 'midi,score')).code).toBe(0);
  await writeFile(join(folder, midi), 'mine');
  expect((await download('--kind', 'midi')).code).toBe(0);
  expect((await download('--kind', 'midi')).code).toBe(0);
  expect((await readdir(folder)).toSorted()).toEqual([
    expect.stringMatching(/^カラカラ-v1-candidate-2-midi-[0-9a-f]{12}\.mid$/),
    midi,
    'カラカラ-v1-candidate-2-score.json',
    'カラカラ-v1-candidate-2-sketch.wav',
  ]);
  expect(await readFile(join(folder, midi), 'utf8')).toBe('mine');
  const impossible = [join(folder, midi), ...(process.platform === 'linux' ? ['/proc/nope'] : [])];
  for (const target of impossible) {
    const refused = await run('track', 'download', trackId, '--to', target);
    expect(refused.code, target).toBe(2);
    expect(refused.stderr.trim().split('\n'), target).toEqual([
      expect.stringMatching(/ is a file, not a folder\.$| cannot be created: .*\.$/),
    ]);
  }
  const wrong = await download('--kind', 'motif');
  expect([wrong.code, wrong.stderr]).toEqual([3, expect.stringContaining('only of the kinds')]);

  for (const command of [
    ['review', 'show', trackId],
    ['track', 'show', trackId],
  ])
    expect((await run(...command)).stdout).toContain('response-content-disposition=inline');
  expect((await run('track', 'cancel', trackId)).code).toBe(0);
});

it('ends a watch with 1 when the track ended otherwise, with 130 when interrupted', async () => {
  const { trackId } = TrackAccepted.parse(
    (
      await run(
        'track',
        'create',
        '--brief',
        'calm lo-fi',
        '--seconds',
        '5',
        '--candidates',
        '2',
        '--pick',
        'person',
        '--new',
        '--json',
      )
    ).json(),
  );
  const interrupted = await fermata(['track', 'watch', trackId, '--json'], env, {
    interruptWhen: /Enters picking/,
  });
  expect([interrupted.code, CliError.parse(interrupted.json()).error.exitCode]).toEqual([130, 130]);
  expect(interrupted.stderr).toContain('--cursor');
  expect((await run('track', 'cancel', trackId)).code).toBe(0);
  const ended = await run('track', 'watch', trackId);
  expect([ended.code, ended.stdout]).toEqual([1, expect.stringContaining('Cancelled')]);
});

it('shows the demo’s track in one JSON value, the same one again at once', async () => {
  const args = [
    'demo',
    '--brief',
    `warm lo-fi ${randomUUID()}`,
    '--seconds',
    '5',
    '--seed',
    '7',
    '--candidates',
    '1',
    '--approve',
    '--json',
  ];
  const Report = z.object({
    trackId: z.string(),
    workflowId: z.string(),
    stage: z.literal('published'),
    recipeId: z.string(),
    pcmSha256: z.string(),
    masterFileSha256: z.string(),
    durationSeconds: z.number(),
    integratedLufs: z.number(),
    truePeakDbtp: z.number(),
    partners: z.array(
      z.object({ name: z.string(), state: z.string(), partnerReference: z.string() }),
    ),
    files: z.array(z.object({ kind: z.string(), path: z.string(), sha256: z.string() })),
    events: z.array(z.unknown()).min(10),
  });
  const first = await run(...args);
  expect(first.code, first.stderr).toBe(0);
  const report = Report.parse(first.json());
  expect(Math.abs(report.durationSeconds - 5)).toBeLessThanOrEqual(0.05);
  expect(Math.abs(report.integratedLufs + 14)).toBeLessThanOrEqual(0.5);
  expect(report.truePeakDbtp).toBeLessThanOrEqual(-1);
  expect(new Set(report.files.map(({ kind }) => kind))).toEqual(
    new Set(['master', 'delivery-flac', 'delivery-mp3', 'stem', 'midi']),
  );
  for (const { path, sha256 } of report.files)
    expect(
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
    ).toBe(sha256);
  expect(report.files.find(({ kind }) => kind === 'master')?.sha256).toBe(report.masterFileSha256);
  const again = await run(...args);
  expect([again.code, Report.parse(again.json())]).toEqual([0, report]);
});

it('lets nobody but its owner read the data folder', async () => {
  const data = z.string().parse(env['FERMATA_DATA']);
  const readable: string[] = [];
  for (const entry of await readdir(data, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    // versitygw sets the mode of its files itself; nobody else enters their folder.
    if (path.startsWith(join(data, 's3', 'objects', '/'))) continue;
    // A file of a running service may be gone by now.
    const found = await lstat(path).catch(() => null);
    if (found && !found.isSymbolicLink() && (found.mode & 0o077) !== 0)
      readable.push(`${(found.mode & 0o777).toString(8)} ${path}`);
  }
  expect(readable).toEqual([]);
  // The user that runs PostgreSQL for root passes through, without listing.
  expect((await stat(data)).mode & 0o777).toBe(process.getuid?.() === 0 ? 0o711 : 0o700);
});

it('audits the event record', async () => {
  const verified = await run('audit', 'verify', '--json');
  expect([verified.code, verified.json()]).toEqual([0, expect.objectContaining({ issues: [] })]);
  const rebuilt = await run('audit', 'rebuild', '--json');
  expect([rebuilt.code, rebuilt.json()]).toEqual([0, expect.objectContaining({ identical: true })]);
});
