import { expect, it } from 'vitest';
import { isLocalRequest } from './is-local-request.ts';

const local = { ip: '127.0.0.1', headers: { host: '127.0.0.1:4100' } };

it.each([
  ['by address', local],
  ['by name', { ...local, headers: { host: 'localhost:4100' } }],
  ['over IPv6', { ip: '::1', headers: { host: '[::1]:4100' } }],
])('is local %s', (_name, request) => {
  expect(isLocalRequest(request)).toBe(true);
});

it.each([
  { request: 'from another machine', sent: { ...local, ip: '203.0.113.7' } },
  {
    request: 'to a name that resolves to loopback',
    sent: { ...local, headers: { host: 'evil.example:4100' } },
  },
  { request: 'without a Host', sent: { ...local, headers: {} } },
  ...['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].map((name) => ({
    request: `with ${name}`,
    sent: { ...local, headers: { ...local.headers, [name]: '203.0.113.7' } },
  })),
])('is not local $request', ({ sent }) => {
  expect(isLocalRequest(sent)).toBe(false);
});
