import { expect, it } from 'vitest';
import { escapeMarkdown } from './escape-markdown.ts';
import { shortened } from './shortened.ts';

it.each([
  ['warm lo-fi bed (slow)', 'warm lo-fi bed (slow)'],
  ['[Approve](https://evil.example)', '\\[Approve\\](https\\://evil.example)'],
  ['![x](y) <b>*bold*</b> `code`', '!\\[x\\](y) \\<b\\>\\*bold\\*\\</b\\> \\`code\\`'],
  ['one\n# two\n\n---\n| a |', 'one # two --- \\| a \\|'],
  ['a \\[link](b)', 'a \\\\\\[link\\](b)'],
])('escapes %j', (text, escaped) => {
  expect(escapeMarkdown(text)).toBe(escaped);
});

it('stays escaped where it is cut', () => {
  for (let length = 1; length < 210; length++) {
    const text = `${'x'.repeat(length)}[a](b)`;
    for (const cut of [escapeMarkdown(text), shortened(`“${escapeMarkdown(text)}”`)])
      expect(cut.replaceAll(/\\[[\]]/g, '')).not.toMatch(/[[\]\\]/);
  }
});
