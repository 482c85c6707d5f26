import { expect, test } from 'vitest';
import { Edits } from './edit.ts';

const level = { op: 'level', part: 'bass', db: 1 };
const curve = {
  op: 'energy',
  curve: Array.from({ length: 32 }, (_, second) => ({ second, energy: 0.5 })),
};

test.each([
  [51, level, 'at most 50 edits'],
  [4, curve, 'at most 3000 characters'],
])('%d edits at once are refused: %j', (length, edit, reason) => {
  expect(Edits.safeParse([edit]).success).toBe(true);
  const { error } = Edits.safeParse(Array.from({ length }, () => edit));
  expect(error?.issues[0]?.message).toContain(reason);
});
