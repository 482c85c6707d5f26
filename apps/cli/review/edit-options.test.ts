import { expect, test } from 'vitest';
import { EditOptions, editsOf } from './edit-options.ts';

test.each([
  ['tempo bpm=90', { op: 'tempo', bpm: 90 }],
  ['level part=drums db=-3', { op: 'level', part: 'drums', db: -3 }],
  ['key key=F#m', { op: 'key', key: { tonic: 'Gb', mode: 'minor' } }],
  ['remake part=bass,section=2', { op: 'remake', part: 'bass', section: 2 }],
  [
    'presence part=lead fromSecond=0 toSecond=8 present=false',
    { op: 'presence', part: 'lead', fromSecond: 0, toSecond: 8, present: false },
  ],
  ['remake', { op: 'remake' }],
  [
    'instrument part=lead instrument="electric piano"',
    { op: 'instrument', part: 'lead', instrument: 'electric piano' },
  ],
])('%s', (text, edit) => {
  expect(editsOf(EditOptions.parse({ op: [text] }))).toEqual([edit]);
});

test('edits as JSON come alone or together', () => {
  const [one, other] = [
    { op: 'fade', seconds: 4 },
    { op: 'remove', part: 'pad' },
  ];
  expect(
    editsOf(EditOptions.parse({ edit: [JSON.stringify(one), JSON.stringify([other, one])] })),
  ).toEqual([one, other, one]);
});

test.each(['tempo', 'tempo bpm=1000', 'sing', 'level part=voice db=3', ''])(
  'is refused with the reason: %s',
  (text) => {
    const { error } = EditOptions.safeParse({ op: [text] });
    expect(error?.issues[0]?.message).toContain('must be an edit');
  },
);
