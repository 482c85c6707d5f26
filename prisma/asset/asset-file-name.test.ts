import { expect, test } from 'vitest';
import type { AssetRef } from '@fermata/contracts/values';
import { assetFileName } from './asset-file-name.ts';

const mp3: AssetRef = {
  sha256: 'ab'.repeat(32),
  kind: 'delivery-mp3',
  mediaType: 'audio/mpeg',
  bytes: 1,
};

test.each([
  ['Rain on the Window', 'rain-on-the-window-v1.mp3'],
  ['Café', 'caf\u00e9-v1.mp3'],
  ['Cafe\u0301', 'caf\u00e9-v1.mp3'],
  ['カラカラ', 'カラカラ-v1.mp3'],
  ['ガラス', 'ガラス-v1.mp3'],
  ['結束', '結束-v1.mp3'],
  ['موسيقى الليل', 'موسيقى-الليل-v1.mp3'],
  ['🎵🎹', '🎵🎹-v1.mp3'],
  ['🎵🎹 Emoji', 'emoji-v1.mp3'],
  ['CON', 'con-v1.mp3'],
  ['..', 'track-v1.mp3'],
  ['a/b\\c:d*e?"<>|', 'a-b-c-d-e-v1.mp3'],
])('%j names %j', (title, name) => {
  expect(assetFileName(mp3, title, 1)).toBe(name);
});

test('a long title is cut to what every file system allows', () => {
  expect(Buffer.byteLength(assetFileName(mp3, '夜'.repeat(120), 1))).toBeLessThan(140);
});

test('a part, an alternate and a candidate are named', () => {
  expect(assetFileName({ ...mp3, alternate: 'no-drums' }, 'Rain', 2)).toBe('rain-v2-no-drums.mp3');
  expect(
    assetFileName({ ...mp3, kind: 'stem', part: 'bass', mediaType: 'audio/flac' }, 'Rain', 2),
  ).toBe('rain-v2-bass.flac');
  expect(assetFileName({ ...mp3, kind: 'midi', mediaType: 'audio/midi' }, 'Rain', 2, 1)).toBe(
    'rain-v2-candidate-1-midi.mid',
  );
});
