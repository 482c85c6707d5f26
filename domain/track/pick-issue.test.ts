import { expect, it } from 'vitest';
import { type PickFacts, pickIssue } from './pick-issue.ts';

const facts: PickFacts = {
  by: 'person',
  picked: null,
  candidates: [
    {
      candidateId: 'cand_good',
      evaluation: { findings: [{ severity: 'soft', code: 'quiet', text: 'Quiet.' }] },
    },
    {
      candidateId: 'cand_bad',
      evaluation: { findings: [{ severity: 'hard', code: 'silent', text: 'Silent.' }] },
    },
  ],
};

it('lets a person pick a candidate without a hard finding', () => {
  expect(pickIssue('cand_good', facts)).toBeNull();
});

it.each([
  ['a candidate with a hard finding', 'cand_bad', facts, 'not-allowed', /cannot be picked: Silent/],
  ['an unknown candidate', 'cand_other', facts, 'unknown', /no candidate cand_other/],
  [
    'a second pick',
    'cand_good',
    { ...facts, picked: { candidateId: 'cand_bad' } },
    'twice',
    /cand_bad was already picked/,
  ],
  [
    'a pick where the rating decides',
    'cand_good',
    { ...facts, by: 'rating' },
    'not-allowed',
    /by rating/,
  ],
] as const)('refuses %s', (_name, candidateId, given, reason, detail) => {
  expect(pickIssue(candidateId, given)).toEqual({
    reason,
    detail: expect.stringMatching(detail) as string,
  });
});
