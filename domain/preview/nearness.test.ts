import { describe, expect, it } from 'vitest';
import { nearness, type PreviewTraits } from './nearness.ts';

const has: PreviewTraits = {
  style: 'lo-fi',
  mood: 'warm',
  tempoBpm: 80,
  key: { tonic: 'C', mode: 'major' },
  energy: 0.4,
  text: 'a warm bed for a study video',
  seed: 1,
};
const like = (wanted: Partial<PreviewTraits>) => nearness({ ...has, ...wanted }, has);

describe('nearness', () => {
  it('is 1 for equal previews, without differences', () =>
    expect(like({})).toEqual({ value: 1, differs: [] }));

  it('ranks another seed before a related style, and that before another style', () => {
    const [far, kin, seed] = [
      like({ style: 'drum-and-bass' }).value,
      like({ style: 'jazz-trio' }).value,
      like({ seed: 2 }).value,
    ];
    expect(far).toBeLessThan(kin);
    expect(kin).toBeLessThan(seed);
    expect(seed).toBeLessThan(1);
    expect(like({ seed: 2 }).differs).toEqual(['other notes']);
  });

  it('ranks small changes of tempo and key before large ones', () => {
    expect(like({ tempoBpm: 84 }).value).toBeGreaterThan(like({ tempoBpm: 120 }).value);
    expect(like({ key: { tonic: 'G', mode: 'major' } }).value).toBeGreaterThan(
      like({ key: { tonic: 'Gb', mode: 'major' } }).value,
    );
  });

  it('describes the differences', () => {
    expect(
      like({
        style: 'house',
        mood: 'dark',
        tempoBpm: 124,
        key: { tonic: 'A', mode: 'minor' },
        energy: 0.9,
      }).differs,
    ).toEqual([
      'lo-fi, not house',
      'warm, not dark',
      '44 BPM slower',
      'in C major, not A minor',
      'less energy (0.4, not 0.9)',
    ]);
  });

  it('compares the texts by their words if there is no interpretation, and reports it', () => {
    const near = nearness({ text: 'a warm bed for a study video, slower', seed: 1 }, has);
    const far = nearness({ text: 'techno', seed: 1 }, has);
    expect(near.value).toBeGreaterThan(far.value);
    expect(far.differs).toEqual([expect.stringContaining('could not be interpreted')]);
  });
});
