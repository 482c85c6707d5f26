import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BriefUnderstanding, NoteUnderstandingView } from '@fermata/contracts/http';
import type { EditOp } from '@fermata/contracts/values';
import { type BriefCase, readBriefCases } from '../../../models/evaluate/brief-case.ts';
import { judgeBrief } from '../../../models/evaluate/judge-brief.ts';
import { SAMPLE_RECIPE } from '../../../prisma/testing/sample-recipe.ts';
import { storeTrackMadeWith } from '../../../prisma/testing/track-made-with.ts';
import { type ApiHarness, KEYS, startApiHarness } from '../testing/api-harness.ts';

/** All processes have the same interpreter: a sample shows that the API has it, too. */
const SAMPLE = 3;
/** Of the wishes of open briefs, as for the interpreter itself. */
const LEAST_RIGHT = 0.9;

const NOTES: readonly [note: string, ops: EditOp[], unmet: string[]][] = [
  ['a touch slower please', ['tempo'], []],
  ['etwas schneller, und ohne Bass', ['tempo', 'remove'], []],
  ['moins vite, et une voix en plus', ['tempo'], ['voix']],
  ['two semitones down', ['transpose'], []],
  ['drums 3 dB quieter', ['level'], []],
  ['fade out over the last 4 seconds', ['fade'], []],
  ['keep the bass as it is, make it sad', ['mood'], []],
  ['not faster', [], []],
  ['what a lovely zorblax', [], ['zorblax']],
];

let harness: ApiHarness;
let trackId: string;
beforeAll(async () => {
  harness = await startApiHarness();
  ({ trackId } = await storeTrackMadeWith(harness.catalogue, 'noted', SAMPLE_RECIPE, 'review'));
});
afterAll(() => harness.stop());

async function understand(text: string): Promise<BriefUnderstanding> {
  const { body } = await harness.ask('POST', '/v1/briefs/understand', {
    key: KEYS.ada,
    body: { text },
  });
  return BriefUnderstanding.parse(body);
}

describe('over HTTP', () => {
  test('the wishes of open briefs are understood, and those that are not are told', async () => {
    const cases = readBriefCases().filter(({ kept }, at) => !kept && at % SAMPLE === 0);
    const judged = await Promise.all(
      cases.map(async (asked: BriefCase) => {
        const { intent, understanding } = await understand(asked.text);
        return judgeBrief(asked, { ...intent, understanding }).map((wish) => ({
          ...wish,
          text: asked.text,
        }));
      }),
    );
    const wishes = judged.flat();
    expect(wishes.length).toBeGreaterThan(40);
    const right = wishes.filter(({ verdict }) => verdict === 'right');
    expect(right.length / wishes.length).toBeGreaterThan(LEAST_RIGHT);
  });

  test.each(NOTES)('the note “%s” is understood', async (note, ops, unmet) => {
    const { body } = await harness.ask('POST', `/v1/tracks/${trackId}/edits/understand`, {
      key: KEYS.ada,
      body: { note },
    });
    const { edits, understanding } = NoteUnderstandingView.parse(body);
    expect(edits.map(({ op }) => op)).toEqual(ops);
    for (const words of unmet)
      expect(understanding).toContainEqual(
        expect.objectContaining({
          quote: expect.stringContaining(words) as string,
          outcome: expect.stringMatching(/impossible|ignored/u) as string,
          reason: expect.stringMatching(/\w/u) as string,
        }),
      );
  });
});
