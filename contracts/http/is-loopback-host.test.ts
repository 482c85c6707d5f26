import { expect, it } from 'vitest';
import { isLoopbackHost } from './is-loopback-host.ts';

it.each(['127.0.0.1', '127.0.0.1:4100', '127.8.9.10:1', 'localhost', 'LOCALHOST:4100', '[::1]:80'])(
  '%s names this machine',
  (host) => expect(isLoopbackHost(host)).toBe(true),
);

it.each([
  undefined,
  '',
  'evil.example:4100',
  '127.0.0.1.evil.example',
  'localhost.evil.example:4100',
  'evil.example#localhost',
  'localhost:4100@evil.example',
  '0.0.0.0:4100',
  '192.168.0.7',
  '[::2]:80',
])('%s does not', (host) => expect(isLoopbackHost(host)).toBe(false));
