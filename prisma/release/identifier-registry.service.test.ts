import { expect, onTestFinished, test } from 'vitest';
import { ProjectProfile, sha256Hex } from '@fermata/contracts/values';
import { isrcRange, upcRange } from '@fermata/domain/metadata';
import { openCatalogue } from '../open-catalogue.ts';
import { connectTo, freshCatalogue } from '../testing/fresh-catalogue.ts';
import { SAMPLE_RECIPE } from '../testing/sample-recipe.ts';
import { storeTrackMadeWith } from '../testing/track-made-with.ts';

const rangeOf = (from: number, to: number) => {
  const profile = ProjectProfile.parse({ isrc: { prefix: 'QZABC', from, to } });
  const range = isrcRange(profile, { year: 2026, partners: ['big-shop'] });
  if (range === null) throw new Error('the profile has a range');
  return range;
};
const recording = (name: string, projectId = 'default') => ({
  ...{ projectId, kind: 'isrc' as const },
  subject: sha256Hex(name),
});

test('many assignments at once: one recording has one code, two recordings never the same', async () => {
  const { catalogue } = await freshCatalogue();
  const range = rangeOf(0, 99);
  // 8 recordings of two projects, each six times at once.
  const wanted = Array.from({ length: 48 }, (_, index) =>
    recording(`take ${index % 4}`, index % 8 < 4 ? 'default' : 'other'),
  );
  const assigned = await Promise.all(
    wanted.map((subject) => catalogue.identifiers.assign(subject, range)),
  );
  const codesOf = new Map<string, Set<string>>();
  for (const [index, subject] of wanted.entries()) {
    const key = `${subject.projectId} ${subject.subject}`;
    codesOf.set(key, (codesOf.get(key) ?? new Set()).add(assigned[index] ?? ''));
  }
  expect([...codesOf.values()].map((codes) => codes.size)).toEqual(Array(8).fill(1));
  expect(new Set(assigned).size).toBe(8);
  // The next assignment continues, and a repeat is the same.
  expect(await catalogue.identifiers.assign(recording('later'), range)).toBe('QZABC2600008');
  expect(await catalogue.identifiers.assign(recording('later'), rangeOf(50, 60))).toBe(
    'QZABC2600008',
  );
  expect(await catalogue.identifiers.find(recording('unknown'))).toBeNull();
  expect(await catalogue.identifiers.countAssigned('isrc', range)).toBe(9);
  expect(await catalogue.identifiers.countAssigned('isrc', rangeOf(8, 60))).toBe(1);
  expect(await catalogue.identifiers.countAssigned('upc', range)).toBe(0);
});

test('a single and an album of one recording race for its ISRC and share it', async () => {
  const { catalogue, database } = await freshCatalogue();
  // Two processes, each with connections of its own.
  const other = await openCatalogue({ databaseUrl: database.databaseUrl });
  onTestFinished(() => other.close());
  const range = rangeOf(0, 99);
  const shared = recording('the recording of both');
  for (let round = 0; round < 10; round += 1) {
    const [single, album, next] = await Promise.all([
      catalogue.identifiers.assign(recording(`single ${round}`), range),
      other.identifiers.assign(recording(`single ${round}`), range),
      other.identifiers.assign(shared, range),
    ]);
    expect(album).toBe(single);
    expect(next).not.toBe(single);
    expect(await catalogue.identifiers.assign(shared, range)).toBe(next);
  }
});

test('an exhausted range ends with a clear error, after the gaps were used', async () => {
  const { catalogue } = await freshCatalogue();
  const assign = (name: string, from: number, to: number) =>
    catalogue.identifiers.assign(recording(name), rangeOf(from, to));
  expect(await assign('one', 3, 4)).toBe('QZABC2600003');
  expect(await assign('two', 2, 3)).toBe('QZABC2600002');
  expect(await assign('three', 3, 4)).toBe('QZABC2600004');
  await expect(assign('four', 2, 4)).rejects.toThrow(
    'all numbers of the range QZABC2600002 to QZABC2600004 are assigned; ' +
      'set another range in the profile of the project',
  );
  expect(await assign('one', 2, 4)).toBe('QZABC2600003');
});

test('two prefixes of different lengths never make the same code', async () => {
  const { catalogue } = await freshCatalogue();
  const range = (prefix: string, codeOf: (number: number) => string) => ({
    ...{ prefix, from: 1, to: 3, codeOf, isTest: false },
  });
  const release = (subject: string) => ({ projectId: 'default', kind: 'upc' as const, subject });
  const long = range('10', (number) => `10${number}`);
  const short = range('1', (number) => `10${number}`);
  expect(await catalogue.identifiers.assign(release('a'), long)).toBe('101');
  expect(await catalogue.identifiers.assign(release('b'), short)).toBe('102');
});

test('a test code is replaced by one of a real range, once for many that ask, and stays on record', async () => {
  const { catalogue, database } = await freshCatalogue();
  const subject = { projectId: 'default', kind: 'upc', subject: 'release' } as const;
  const profile = ProjectProfile.parse({ upc: { prefix: '860012345', to: 99 } });
  const [testRange, real] = [
    upcRange(ProjectProfile.parse({}), 'sandbox'),
    upcRange(profile, 'sandbox'),
  ];
  if (testRange === null || real === null) throw new Error('the sandbox always has a range');
  const testCode = await catalogue.identifiers.assign(subject, testRange);
  expect(await catalogue.identifiers.assign(subject, testRange)).toBe(testCode);
  const codes = await Promise.all(
    Array.from({ length: 6 }, () => catalogue.identifiers.assign(subject, real)),
  );
  expect(new Set(codes)).toEqual(new Set(['860012345007']));
  expect(await catalogue.identifiers.find(subject)).toBe('860012345007');
  expect(await catalogue.identifiers.assign(subject, testRange)).toBe('860012345007');
  const app = await connectTo(database.databaseUrl);
  const { rows } = await app.query('SELECT code FROM identifier ORDER BY test');
  expect(rows).toEqual([{ code: '860012345007' }, { code: testCode }]);
});

test('an assigned code is never changed, deleted or assigned again', async () => {
  const { catalogue, database } = await freshCatalogue();
  await catalogue.identifiers.assign(recording('one'), rangeOf(1, 2));
  const statements = [
    'DELETE FROM identifier',
    "UPDATE identifier SET code = 'x'",
    'TRUNCATE identifier',
  ];
  const app = await connectTo(database.databaseUrl);
  const admin = await connectTo(database.adminUrl);
  for (const statement of statements) {
    await expect(app.query(statement)).rejects.toThrow(/permission denied/);
    await expect(admin.query(statement)).rejects.toThrow(/assigned once/);
  }
});

test('a real ISRC takes the place of a test ISRC, unless a release of the recording has started', async () => {
  const { catalogue } = await freshCatalogue();
  const tests = isrcRange({}, { year: 2026, partners: ['sandbox'] });
  if (tests === null) throw new Error('the sandbox has test codes');
  const isrcsOf = async (name: string, until: 'review' | 'published') => {
    const { trackId } = await storeTrackMadeWith(catalogue, name, SAMPLE_RECIPE, until);
    const version = { projectId: 'default', trackId, version: 2 };
    const finished = await catalogue.authority.finishedVersion(version);
    const subject = { ...recording(name), subject: finished?.pcmSha256 ?? '' };
    const assign = (range: Parameters<typeof catalogue.identifiers.assign>[1]) =>
      catalogue.identifiers.assign(subject, range);
    const codes = [await assign(tests), await assign(rangeOf(0, 9)), await assign(tests)];
    expect(await catalogue.identifiers.find(subject)).toBe(codes[1]);
    return codes;
  };
  const [test, real, kept] = await isrcsOf('draft', 'review');
  expect([test, real, kept]).toEqual(['XXTST2600001', 'QZABC2600000', 'QZABC2600000']);
  const released = await isrcsOf('sold', 'published');
  expect(new Set(released)).toEqual(new Set(['XXTST2600002']));
});
