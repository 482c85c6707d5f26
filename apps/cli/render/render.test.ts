import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { oneLine } from '@fermata/clients/words';
import { LiveLine } from './live-line.ts';
import type { Screen } from './live-line.ts';
import { pairs, table } from './table.ts';

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
  it('removes line breaks and control characters from foreign text', () => {
    expect(oneLine('a\n\tb\u001b[31mred\u202e')).toBe('a b[31mred');
    expect(table([{ title: 't' }], [['x\ny']]).split('\n')).toHaveLength(2);
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
  it('prints each change once if the screen is not a terminal', () => {
    const { screen: down, text } = screen(false);
    const live = new LiveLine(down);
    live.show('Mixing', 'about 3 s left');
    live.show('Mixing', 'about 2 s left');
    live.print('Mixed');
    live.show('Mastering');
    live.stop();
    expect(text()).toBe('… Mixing · about 3 s left\nMixed\n… Mastering\n');
  });
  it('clears its line at the end and never wraps', () => {
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
