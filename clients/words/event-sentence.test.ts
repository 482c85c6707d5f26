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
  it('names the models that an understanding had to do without, and canaries', () => {
    const choice = { name: 'encoder', version: '1', state: 'active', used: true };
    const intent = {
      ...{
        text: 'x',
        style: 'lo-fi',
        mood: 'warm',
        tempoBpm: 80,
        durationSeconds: 30,
        energy: 0.4,
      },
      ...{ key: { tonic: 'D', mode: 'minor' }, withoutParts: [], use: 'personal', language: 'en' },
      ...{ origins: {}, notes: [] },
    };
    const sentence = (fields: object) =>
      eventSentence({
        type: 'intent.interpreted',
        data: {
          version: 1,
          intent: {
            ...intent,
            interpreter: {
              ...{ name: 'grammar', version: '1' },
              choices: [{ ...choice, reason: 'is active', ...fields }],
            },
          },
        },
      });
    expect(sentence({})).toBe('Understood as warm lo-fi, 80 bpm, D minor');
    expect(sentence({ state: 'deprecated', used: false, reason: 'is deprecated: too weak' })).toBe(
      'Understood as warm lo-fi, 80 bpm, D minor; encoder@1 did not read the other words: ' +
        'it is deprecated: too weak',
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
