import { describe, expect, test } from 'vitest';
import { cutToBytes, safeFileName, withSuffix } from './safe-file-name.ts';

describe('safeFileName', () => {
  test.each([
    ['rain-v1-bass.flac', 'rain-v1-bass.flac'],
    ['カラカラ-v1.mp3', 'カラカラ-v1.mp3'],
    ['موسيقى.mp3', 'موسيقى.mp3'],
    ['🎵.mp3', '🎵.mp3'],
    ['Cafe\u0301.mp3', 'Caf\u00e9.mp3'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['C:\\con.mp3', 'C_con.mp3'],
    ['CON.mp3', '_CON.mp3'],
    ['nul', '_nul'],
    ['concert.mp3', 'concert.mp3'],
    ['a<b>c:d"e|f?g*h.mid', 'a_b_c_d_e_f_g_h.mid'],
    ['name. . ', 'name'],
    ['\u202egnp.exe', '_gnp.exe'],
    ['...', 'file'],
  ])('%j becomes %j', (text, name) => {
    expect(safeFileName(text)).toBe(name);
  });

  test('a long name keeps its extension and at most 200 bytes', () => {
    const name = safeFileName(`${'夜'.repeat(300)}.flac`);
    expect(name).toMatch(/^夜+\.flac$/u);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
  });
});

test('a cut keeps whole characters', () => {
  expect(cutToBytes('ab👩🏽‍🎤c', 10)).toBe('ab');
  expect(cutToBytes('夜夜', 5)).toBe('夜');
});

test('a suffix comes before the extension', () => {
  expect(withSuffix('master.wav', 'ab12cd34')).toBe('master-ab12cd34.wav');
  expect(withSuffix('README', 'ab12cd34')).toBe('README-ab12cd34');
});
