import { expect, test } from 'vitest';
import { parseJson } from './parse-json.ts';

test('text and UTF-8 bytes are parsed; what is neither JSON nor UTF-8 is undefined', () => {
  expect(parseJson('{"title":"Ångström"}')).toEqual({ title: 'Ångström' });
  expect(parseJson(new TextEncoder().encode('"Ångström"'))).toBe('Ångström');
  expect(parseJson('{')).toBeUndefined();
  expect(parseJson(Uint8Array.of(0x22, 0xff, 0x22))).toBeUndefined();
});
