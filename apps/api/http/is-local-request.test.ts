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
  ['from another machine', { ...local, ip: '203.0.113.7' }],
  ['to a name that resolves to loopback', { ...local, headers: { host: 'evil.example:4100' } }],
  ['without a Host', { ...local, headers: {} }],
  ...['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].map(
    (name) =>
      [`with ${name}`, { ...local, headers: { ...local.headers, [name]: '203.0.113.7' } }] as const,
  ),
])('is not local %s', (_name, request) => {
  expect(isLocalRequest(request)).toBe(false);
});
