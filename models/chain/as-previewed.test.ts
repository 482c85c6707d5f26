import { expect, test } from 'vitest';
import { Brief } from '@fermata/contracts/values';
import { briefFromPreview } from '../../domain/preview/brief-from-preview.ts';
import { briefFromPrompt, promptFromWishes } from '../../domain/preview/prompts.ts';
import { openModels } from '../model-registry.ts';

const { interpreter } = openModels();
const previewId = `prv_${'0'.repeat(24)}`;

async function previewed(wishes: Parameters<typeof promptFromWishes>[0]) {
  const prompt = promptFromWishes(wishes);
  const intent = await interpreter.interpret(briefFromPrompt(prompt));
  return { intent, brief: briefFromPreview({ previewId, prompt, made: { intent } }, {}) };
}

test('a track from a preview understands its text as the preview did', async () => {
  const { intent, brief } = await previewed({ text: 'slow sad piano with a singer', seed: 3 });
  const track = await interpreter.interpret(brief);
  expect(track.understanding).toEqual(intent.understanding);
  expect(track.notes).toEqual(intent.notes);
  expect(track.origins).toEqual(intent.origins);
  expect(track).toMatchObject({ preview: { previewId }, tempoBpm: intent.tempoBpm });
});

test('only the fields of the preview that a person has set are asked for', async () => {
  const { brief } = await previewed({ text: 'sad piano', tempoBpm: 92, seed: 3 });
  expect((await interpreter.interpret(brief)).origins).toMatchObject({
    tempoBpm: 'asked',
    mood: 'understood',
  });
});

test('a preview that was understood differently decides', async () => {
  const { brief } = await previewed({ text: 'sad piano', seed: 3 });
  const other = Brief.parse({ ...brief, style: 'techno' });
  expect((await interpreter.interpret(other)).style).toBe('techno');
});
