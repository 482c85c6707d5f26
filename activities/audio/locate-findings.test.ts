import { expect, it } from 'vitest';
import { hardFirst, locateFindings } from './locate-findings.ts';

const soft = (code: string) => ({ severity: 'soft' as const, code, text: code });
const hard = (code: string) => ({ severity: 'hard' as const, code, text: code.repeat(100) });

it('puts hard findings first, so that truncation keeps them, and names the audio of each', () => {
  const found = locateFindings([
    { where: 'stem/bass', findings: Array.from({ length: 9 }, (_, i) => soft(`soft-${i}`)) },
    { where: 'stem/lead', findings: [hard('duration-off')] },
  ]);
  expect(found).toHaveLength(8);
  expect(found[0]).toMatchObject({ where: 'stem/lead', severity: 'hard', code: 'duration-off' });
  expect(found[0]?.text).toHaveLength(200);
  const all = [...found.slice(1), { ...hard('peak-over'), where: 'master' }];
  expect(hardFirst(all)[0]).toMatchObject({ where: 'master', code: 'peak-over' });
  expect(hardFirst(all).slice(1)).toEqual(all.slice(0, -1));
});
