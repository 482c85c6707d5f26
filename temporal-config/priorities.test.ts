import { describe, expect, it } from 'vitest';
import { STAGES } from '@fermata/contracts/values';
import { activityPriority, startPriority, workClassOf } from './priorities.ts';

const keyOf = (stage: (typeof STAGES)[number], version = 1): number =>
  activityPriority(workClassOf(stage, version)).priorityKey ?? 0;

describe('priorities', () => {
  it('never put an earlier stage before a later one', () => {
    const keys = STAGES.map((stage) => keyOf(stage));
    const working = keys.slice(STAGES.indexOf('interpreting'), STAGES.indexOf('review'));
    expect(working).toEqual(working.toSorted((a, b) => b - a));
    expect(new Set(working)).toEqual(new Set([5, 4, 3]));
  });

  it('put decisions first and a version that a reviewer requested before new tracks', () => {
    expect(activityPriority('decision').priorityKey).toBe(1);
    expect(keyOf('interpreting', 2)).toBeLessThan(keyOf('mastering'));
  });

  it('are fair between projects', () => {
    expect(startPriority('atlas')).toEqual({ fairnessKey: 'atlas' });
  });
});
