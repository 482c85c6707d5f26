import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { eventSentence, SENTENCE_TYPES } from '@fermata/clients/words';
import { oneLine } from '@fermata/clients/words';
import { byteSize, duration, lufs, relative } from '@fermata/clients/words';
import { EVENT_TYPES } from '@fermata/contracts/events';
import { LiveLine } from './live-line.ts';
import type { Screen } from './live-line.ts';
import { pairs, table } from './table.ts';

describe('quantities', () => {
  it.each([
    [0, '0.0 s'],
    [8.44, '8.4 s'],
    [9.96, '10 s'],
    [42, '42 s'],
    [59.6, '1 min 00 s'],
    [185, '3 min 05 s'],
    [3599.7, '1 h 00 min'],
    [7800, '2 h 10 min'],
    [273_600, '3 d 4 h'],
    [86_399, '1 d 0 h'],
    [604_790, '7 d 0 h'],
    [-5, '−5.0 s'],
  ])('%f s is %s', (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });
  it.each([
    [812, '812 B'],
    [1400, '1.4 kB'],
    [999_949, '999.9 kB'],
    [999_951, '1.0 MB'],
    [9_800_000, '9.8 MB'],
  ])('%d bytes are %s', (bytes, text) => expect(byteSize(bytes)).toBe(text));
  it('have units, a true minus and a direction in time', () => {
    expect(lufs(-14.04)).toBe('−14.0 LUFS');
    const now = Date.parse('2026-11-22T12:00:00Z');
    expect(relative('2026-11-22T11:57:00Z', now)).toBe('3 min 00 s ago');
    expect(relative('2026-11-22T12:00:10Z', now)).toBe('in 10 s');
    expect(relative('2026-11-22T12:00:00.400Z', now)).toBe('now');
  });
});

describe('a table', () => {
  it('is aligned and has no spaces at the end', () => {
    expect(
      table(
        [{ title: 'name' }, { title: 's', align: 'right' }, { title: 'note', max: 6 }],
        [
          ['a', '12', 'short'],
          ['long name', '1', 'too long for it'],
        ],
      ),
    ).toBe(['name        s  note', 'a          12  short', 'long name   1  too l…'].join('\n'));
    expect(
      pairs(
        [
          ['a', 'x'],
          ['long', ''],
        ],
        '  ',
      ),
    ).toBe('  a     x\n  long');
  });
  it('keeps text from outside on its line', () => {
    expect(oneLine('a\n\tb\u001b[31mred\u202e')).toBe('a b[31mred');
    expect(table([{ title: 't' }], [['x\ny']]).split('\n')).toHaveLength(2);
  });
});

describe('the sentence of an event', () => {
  it('exists for every type', () =>
    expect(SENTENCE_TYPES.toSorted()).toEqual(EVENT_TYPES.toSorted()));
  it('says what happened', () => {
    expect(
      eventSentence({
        type: 'candidate.evaluated',
        data: { version: 1, candidateId: `cand_${'0'.repeat(24)}`, score: 0.8125, criteria: [] },
      }),
    ).toBe(`Scored cand_${'0'.repeat(24)}: 0.81`);
    expect(eventSentence({ type: 'track.held', data: { reason: 'holiday\nuntil Monday' } })).toBe(
      'Held: “holiday until Monday”',
    );
  });
  it('shows an event that this version does not know', () => {
    expect(eventSentence({ type: 'track.painted', data: { colour: 'red' } })).toBe(
      'track.painted {"colour":"red"}',
    );
    expect(eventSentence({ type: 'track.held', data: { reason: 7 } })).toBe(
      'track.held {"reason":7}',
    );
  });
});

describe('the live line', () => {
  const screen = (isTTY: boolean): { screen: Screen; text: () => string } => {
    const chunks: string[] = [];
    const stream = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        chunks.push(chunk.toString());
        done();
      },
    });
    return { screen: Object.assign(stream, { isTTY, columns: 20 }), text: () => chunks.join('') };
  };
  it('says each change once where lines only go down', () => {
    const { screen: down, text } = screen(false);
    const live = new LiveLine(down);
    live.show('Mixing', 'about 3 s left');
    live.show('Mixing', 'about 2 s left');
    live.print('Mixed');
    live.show('Mastering');
    live.stop();
    expect(text()).toBe('… Mixing · about 3 s left\nMixed\n… Mastering\n');
  });
  it('leaves a clean terminal and never breaks its line', () => {
    const { screen: terminal, text } = screen(true);
    const live = new LiveLine(terminal);
    live.show('A line that is much longer than the terminal is wide');
    live.stop();
    const drawn = text()
      .split('\r\u001b[2K')
      .filter((part) => part !== '');
    expect(drawn.map((part) => [...part].length)).toEqual([19]);
    expect(text().endsWith('\u001b[2K')).toBe(true);
  });
});
