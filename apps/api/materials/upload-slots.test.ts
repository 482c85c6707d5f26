import { expect, it } from 'vitest';
import { LIMITS } from '../config.ts';
import { ProblemException } from '../http/problem-exception.ts';
import { UploadSlots } from './upload-slots.ts';

it('leave room for others, whatever one actor or one project has in progress', async () => {
  const limits = { ...LIMITS, uploads: 5, uploadsOfProject: 3, uploadsOfActor: 2 };
  const slots = new UploadSlots({ limits });
  let finish = (): void => undefined;
  const open = new Promise<void>((resolve) => (finish = resolve));
  const upload = (projectId: string, actor: string): Promise<number> =>
    slots
      .run({ projectId, actor, roles: ['creator'] }, () => open)
      .then(() => 200)
      .catch((error: unknown) => (error instanceof ProblemException ? error.getStatus() : 500));
  const held = [upload('one', 'act_a'), upload('one', 'act_a'), upload('one', 'act_b')];
  expect(await upload('one', 'act_a'), 'a third of one actor').toBe(429);
  expect(await upload('one', 'act_c'), 'a fourth of one project').toBe(429);
  held.push(upload('two', 'act_a'), upload('two', 'act_b'));
  expect(await upload('three', 'act_a'), 'a sixth of all').toBe(503);
  finish();
  expect(await Promise.all(held)).toEqual([200, 200, 200, 200, 200]);
  expect(await upload('three', 'act_a'), 'after the others').toBe(200);
});
