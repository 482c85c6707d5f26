import { describe, expect, it } from 'vitest';
import { promptFromWishes, varyPrompt } from './prompts.ts';

describe('a prompt', () => {
  const wishes = { style: 'lo-fi', durationSeconds: 30 } as const;
  it('has the same seed for the same wishes', () => {
    expect(promptFromWishes(wishes)).toEqual(promptFromWishes({ ...wishes }));
    expect(promptFromWishes(wishes).seed).not.toBe(
      promptFromWishes({ ...wishes, style: 'house' }).seed,
    );
    expect(promptFromWishes({ ...wishes, seed: 5 }).seed).toBe(5);
    // The same music, as a longer track.
    expect(promptFromWishes({ ...wishes, durationSeconds: 120 }).seed).toBe(
      promptFromWishes(wishes).seed,
    );
  });
  it('of a variation has one change; a part that is varied again gets its next take', () => {
    const prompt = promptFromWishes({ ...wishes, seed: 5 });
    const bass = varyPrompt(prompt, { part: 'bass' });
    expect(bass).toEqual({ ...prompt, takes: [{ part: 'bass', take: 1 }] });
    expect(varyPrompt(varyPrompt(bass, { part: 'lead' }), { part: 'bass' }).takes).toEqual([
      { part: 'lead', take: 1 },
      { part: 'bass', take: 2 },
    ]);
    expect(varyPrompt(bass, { tempoBpm: 99 })).toEqual({ ...bass, tempoBpm: 99 });
  });
});
