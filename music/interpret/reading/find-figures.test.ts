import { describe, expect, test } from 'vitest';
import { Brief } from '@fermata/contracts/values';
import { interpretBrief } from '../interpret-brief.ts';

const interpret = (text: string) => interpretBrief(Brief.parse({ text }));

describe('a number without a unit', () => {
  test.each([
    ['a chase through the market, relentless, 140ish', 140],
    ['garage for the skate park, 132, lots of bass', 132],
    ['funk pra treino pesado, batida seca, 130', 130],
  ])('that stands alone between commas is a tempo: %s', (text, bpm) => {
    expect(interpret(text)).toMatchObject({ tempoBpm: bpm, origins: { tempoBpm: 'understood' } });
  });

  test.each([
    'for our hotel, 120 rooms, calm',
    'lo-fi, take 300',
    'calm, room 130 in the east wing',
  ])('beside other words is none: %s', (text) => {
    expect(interpret(text).origins['tempoBpm']).not.toBe('understood');
  });
});

test.each([
  ['カフェで流すピアノ、2分半', 150],
  ['平静的钢琴,两分半', 150],
  ['조용한 피아노 2분 반', 150],
  ['平静的钢琴,半分钟', 30],
])('a half after the unit: %s', (text, seconds) => {
  expect(interpret(text).durationSeconds).toBe(seconds);
});

test('Chinese beats are beats a minute', () => {
  expect(interpret('欢快的开场,120拍').tempoBpm).toBe(120);
});
