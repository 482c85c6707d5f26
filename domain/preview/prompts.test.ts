import { describe, expect, it } from 'vitest';
import { promptFromRequest, varyPrompt } from './prompts.ts';

describe('a prompt', () => {
  const request = { style: 'lo-fi', durationSeconds: 30, deadlineMs: 500, fallback: true } as const;
  it('has the same seed for the same request, independent of deadline and session', () => {
    expect(promptFromRequest(request)).toEqual(
      promptFromRequest({ ...request, deadlineMs: 90, sessionId: `pvs_${'0'.repeat(24)}` }),
    );
    expect(promptFromRequest(request).seed).not.toBe(
      promptFromRequest({ ...request, style: 'house' }).seed,
    );
    expect(promptFromRequest({ ...request, seed: 5 }).seed).toBe(5);
    // The same music, as a longer track.
    expect(promptFromRequest({ ...request, durationSeconds: 120 }).seed).toBe(
      promptFromRequest(request).seed,
    );
  });
  it('of a variation has one change; a part that is varied again gets its next take', () => {
    const prompt = promptFromRequest({ ...request, seed: 5 });
    const bass = varyPrompt(prompt, { part: 'bass' });
    expect(bass).toEqual({ ...prompt, takes: [{ part: 'bass', take: 1 }] });
    expect(varyPrompt(varyPrompt(bass, { part: 'lead' }), { part: 'bass' }).takes).toEqual([
      { part: 'lead', take: 1 },
      { part: 'bass', take: 2 },
    ]);
    expect(varyPrompt(bass, { tempoBpm: 99 })).toEqual({ ...bass, tempoBpm: 99 });
  });
});
