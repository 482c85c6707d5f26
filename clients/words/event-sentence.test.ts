import { describe, expect, it } from 'vitest';
import { eventSentence } from './event-sentence.ts';

describe('the sentence of an event', () => {
  it('describes what happened', () => {
    expect(
      eventSentence({
        type: 'candidate.evaluated',
        data: {
          version: 1,
          candidateId: `cand_${'0'.repeat(24)}`,
          rating: 0.8125,
          criteria: [],
          findings: [],
        },
      }),
    ).toBe(`Rated cand_${'0'.repeat(24)}: 0.81`);
    expect(eventSentence({ type: 'track.held', data: { reason: 'holiday\nuntil Monday' } })).toBe(
      'Held: “holiday until Monday”',
    );
  });
  it('shows the type and data of an unknown event', () => {
    expect(eventSentence({ type: 'track.painted', data: { colour: 'red' } })).toBe(
      'track.painted {"colour":"red"}',
    );
    expect(eventSentence({ type: 'track.held', data: { reason: 7 } })).toBe(
      'track.held {"reason":7}',
    );
  });
});
