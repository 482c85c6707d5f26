import { expect, test } from 'vitest';
import { contentDisposition } from './content-disposition.ts';

test('an ASCII name is unchanged', () => {
  expect(contentDisposition('rain-v1-bass.flac', 'attachment')).toBe(
    'attachment; filename="rain-v1-bass.flac"',
  );
});

test('a name in another script is sent in ASCII and in UTF-8', () => {
  expect(contentDisposition('Mañana 夜.mp3', 'attachment')).toBe(
    `attachment; filename="Manana _.mp3"; filename*=UTF-8''Ma%C3%B1ana%20%E5%A4%9C.mp3`,
  );
});

test('a file to listen to is shown inline, with its name', () => {
  expect(contentDisposition('rain-v1.mp3', 'inline')).toBe('inline; filename="rain-v1.mp3"');
});

test.each([
  ['../../etc/passwd', 'attachment; filename="_.._etc_passwd"'],
  ['a"; filename="b.exe', 'attachment; filename="a_ filename=_b.exe"'],
  ['line\r\nSet-Cookie: x', 'attachment; filename="line_Set-Cookie_ x"'],
  ['\u202egnp.exe', 'attachment; filename="_gnp.exe"'],
  ['...', 'attachment; filename="file"'],
  ['%2e%2e', 'attachment; filename="_2e_2e"'],
])('%j is sanitised', (name, header) => {
  expect(contentDisposition(name, 'attachment')).toBe(header);
});
