import { expect, test } from 'vitest';
import { PORT_NAMES } from './ports/ports.ts';
import { PORTS_OF, SERVICE_NAMES, STOP_ORDER } from './service-name.ts';

test('every service is stopped once, and before the servers that it uses', () => {
  expect([...STOP_ORDER].sort()).toEqual([...SERVICE_NAMES].sort());
  const before = (one: (typeof STOP_ORDER)[number], other: (typeof STOP_ORDER)[number]) =>
    expect(STOP_ORDER.indexOf(one)).toBeLessThan(STOP_ORDER.indexOf(other));
  before('api', 'worker');
  before('api', 'worker-audio');
  for (const user of ['api', 'worker', 'worker-audio'] as const)
    for (const server of ['temporal', 's3', 'postgres'] as const) before(user, server);
});

test('every port belongs to one service', () => {
  expect(Object.values(PORTS_OF).flat().sort()).toEqual([...PORT_NAMES].sort());
});
