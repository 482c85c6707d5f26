import { expect, it } from 'vitest';
import type { AssetView, CandidateView } from '@fermata/contracts/http';
import { expectedArtefacts } from './expected-artefacts.ts';

const asset = (kind: AssetView['kind'], digit: string, part?: AssetView['part']): AssetView => ({
  sha256: digit.repeat(64),
  kind,
  mediaType: 'x/y',
  bytes: 1,
  fileName: kind,
  ...(part === undefined ? {} : { part }),
});
const candidate = (version: number, recipeId: string, assets: AssetView[]): CandidateView => ({
  candidateId: `cand_${'0'.repeat(24)}`,
  number: 1,
  version,
  recipeId,
  rating: 1,
  criteria: [],
  findings: [],
  picked: true,
  assets,
});

it('expects the files of this version, and none of other candidates or versions', () => {
  const recipeId = 'a'.repeat(64);
  const candidates = [
    candidate(1, recipeId, [asset('score', '1'), asset('midi', '2'), asset('sketch', '3')]),
    candidate(1, 'b'.repeat(64), [asset('score', '4')]),
    candidate(2, recipeId, [asset('score', '5')]),
  ];
  const assets = [asset('master', '6'), asset('stem', '7', 'drums'), asset('stem', '8', 'bass')];
  expect(expectedArtefacts({ candidates }, { version: 1, recipeId, assets })).toEqual([
    { name: 'score', sha256: '1'.repeat(64) },
    { name: 'midi', sha256: '2'.repeat(64) },
    { name: 'sketch', sha256: '3'.repeat(64) },
    { name: 'master', sha256: '6'.repeat(64) },
    { name: 'stem/drums', sha256: '7'.repeat(64) },
    { name: 'stem/bass', sha256: '8'.repeat(64) },
  ]);
});

it('expects only the files of the alternate', () => {
  const recipeId = 'a'.repeat(64);
  const cut: AssetView = { ...asset('master', '9'), alternate: 'cut-15' };
  const version = { version: 1, recipeId, assets: [asset('master', '6'), cut] };
  expect(
    expectedArtefacts(
      { candidates: [candidate(1, recipeId, [asset('score', '1')])] },
      version,
      'cut-15',
    ),
  ).toEqual([{ name: 'master', sha256: '9'.repeat(64) }]);
  expect(expectedArtefacts({ candidates: [] }, version)).toEqual([
    { name: 'master', sha256: '6'.repeat(64) },
  ]);
});
