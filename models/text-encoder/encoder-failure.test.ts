import { expect, test, vi } from 'vitest';
import { Brief } from '@fermata/contracts/values';
import { chainInterpreter } from '../chain/chain-interpreter.ts';
import { encoderReader, loadingOnce, readerOf } from './encoder-reader.ts';

const brief = Brief.parse({ text: 'abgrundtiefer Verrat' });
const NAME = encoderReader.model.name;
const dark = { classify: () => Promise.resolve({ mood: { name: 'dark', isCertain: true } }) };
vi.spyOn(process, 'emitWarning').mockReturnValue();

test('a load that fails leaves a note in the intent, and the next brief loads again', async () => {
  const load = vi.fn().mockRejectedValueOnce(new Error('no file')).mockResolvedValue(dark);
  const interpreter = chainInterpreter([readerOf(loadingOnce<typeof dark>(load))]);
  const first = await interpreter.interpret(brief);
  expect(first.notes).toContain(`model ${NAME} was not used, because it cannot be loaded`);
  expect(first.interpreter.models).toBeUndefined();
  const second = await interpreter.interpret(brief);
  expect(second).toMatchObject({ mood: 'dark', interpreter: { models: [{ name: NAME }] } });
  await interpreter.interpret(brief);
  expect(load).toHaveBeenCalledTimes(2);
});

test('a failure to read leaves a note in the intent, and the next reader is asked', async () => {
  const broken = { classify: () => Promise.reject(new Error('no session')) };
  const interpreter = chainInterpreter([
    readerOf(() => Promise.resolve(broken)),
    { ...readerOf(() => Promise.resolve(dark)), model: { name: 'second', version: '1' } },
  ]);
  const { mood, notes, interpreter: own } = await interpreter.interpret(brief);
  expect(notes).toContain(`model ${NAME} was not used, because it cannot read the text`);
  expect({ mood, models: own.models }).toEqual({
    mood: 'dark',
    models: [{ name: 'second', version: '1' }],
  });
});
