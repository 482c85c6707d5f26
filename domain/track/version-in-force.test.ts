import { expect, test } from 'vitest';
import { versionInForce } from './version-in-force.ts';

const finished = [{ version: 1 }, { version: 2 }, { version: 3 }];

test.each([
  ['the last one under review', finished, 3, 3],
  ['an earlier one that is approved in its place', finished, 1, 1],
  ['the last finished one while the next is made', finished, 4, 3],
  ['none while the first is made', [], 1, undefined],
])('%s is in force', (_case, versions, current, inForce) => {
  expect(versionInForce(versions, current)?.version).toBe(inForce);
});
