import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Brief, deriveId, describeRecallSubject } from '@fermata/contracts/values';
import { RecalledError } from '@fermata/domain/recall';
import { openModels } from '@fermata/models';
import { EngineRegistry } from '../caches/engine-registry.ts';
import { openStepHarness, trackIdOf } from '../testing/step-harness.ts';
import { createInferenceActivities } from './create-inference-activities.ts';
import type { SoundFontFile } from './sound-font-file.ts';
import { SoundFontPublisher } from './sound-font-publisher.ts';

/** Planning only names a SoundFont: any bytes will do. */
async function fontOf(fill: number): Promise<SoundFontFile> {
  const folder = await mkdtemp(join(tmpdir(), 'fermata-font-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [path, bytes] = [join(folder, 'own.sf2'), new Uint8Array(300).fill(fill)];
  await writeFile(path, bytes);
  return { path, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** Workers on the same services, each with its own SoundFont or none. */
async function openPlanningHarness() {
  const { deps } = await openStepHarness();
  const engines = new EngineRegistry({ assets: deps.assets, processes: 1 });
  onTestFinished(() => engines.close());
  const worker = (soundFont?: SoundFontFile) =>
    createInferenceActivities({
      ...deps,
      engines,
      models: openModels(),
      soundFonts: new SoundFontPublisher({ ...deps, soundFont }),
    });
  const renderOf = async (recipeId: string | undefined) =>
    (await deps.catalogue.recipes.find('default', recipeId ?? ''))?.render.soundFont;
  return {
    worker,
    renderOf,
    engines,
    recalls: deps.catalogue.recalls,
    recipes: deps.catalogue.recipes,
  };
}

test(
  'a version after a send-back keeps the SoundFont of the previous one, whatever the worker now has',
  { timeout: 60_000 },
  async () => {
    const { worker, renderOf } = await openPlanningHarness();
    const [old, other] = [await fontOf(1), await fontOf(2)];
    const request = { projectId: 'default', trackId: trackIdOf('font'), count: 1, seed: 1 };
    const intent = await worker().interpretBrief({
      ...{ projectId: 'default', trackId: trackIdOf('font'), version: 1 },
      brief: Brief.parse({ text: 'lo-fi', durationSeconds: 8, soundFontParts: ['bass'] }),
    });
    const [first] = await worker(old).planCandidates({ ...request, version: 1, intent });
    expect(await renderOf(first?.recipeId)).toEqual({ sha256: old.sha256, parts: ['bass'] });
    const again = await worker().reviseIntent({ intent, note: 'hmm' });
    for (const later of [worker(other), worker()]) {
      const [second] = await later.planCandidates({
        ...request,
        version: 2,
        intent: again,
        editOf: first?.recipeId ?? '',
      });
      expect(second?.recipeId).not.toBe(first?.recipeId);
      expect(await renderOf(second?.recipeId)).toEqual({ sha256: old.sha256, parts: ['bass'] });
    }
    // A new track gets the SoundFont of its worker.
    const [fresh] = await worker(other).planCandidates({ ...request, version: 1, intent });
    expect(await renderOf(fresh?.recipeId)).toEqual({ sha256: other.sha256, parts: ['bass'] });
    await expect(worker().planCandidates({ ...request, version: 1, intent })).rejects.toThrow(
      'the brief wants parts played by a SoundFont, and this worker has none: set FERMATA_SOUNDFONT to its file',
    );
  },
);

test(
  'nothing is planned with an engine or a model that is recalled',
  { timeout: 60_000 },
  async () => {
    const { worker, engines, recalls } = await openPlanningHarness();
    const { planCandidates, interpretBrief } = worker();
    const intent = await interpretBrief({
      ...{ projectId: 'default', trackId: trackIdOf('recalled'), version: 1 },
      brief: Brief.parse({ text: 'lo-fi', durationSeconds: 8 }),
    });
    const request = { projectId: 'default', trackId: trackIdOf('recalled'), version: 1, count: 1 };
    const plan = () => planCandidates({ ...request, intent, seed: 1 });
    const engine = await engines.current();
    const { name, version } = openModels().identityFor(engine);
    for (const subject of [
      { kind: 'engine', sha256: engine.sha256 },
      { kind: 'model', name, version },
    ] as const) {
      const key = { projectId: 'default', recallId: deriveId('rcl', subject.kind) };
      const actor = 'act_otto';
      const reason = 'not licensed';
      await recalls.start({ ...key, actor, subject, reason, expectedTracks: 0 });
      await expect(plan()).rejects.toThrow(RecalledError);
      await expect(plan()).rejects.toThrow(
        `nothing can be made now: the ${describeRecallSubject(subject)} is recalled (${key.recallId}): not licensed`,
      );
      await recalls.lift({ ...key, actor }, 'cleared');
    }
    expect(await plan()).toHaveLength(1);
  },
);

test(
  'an edited version of an earlier engine is for the current one, and the intent says so',
  { timeout: 60_000 },
  async () => {
    const { worker, engines, recipes } = await openPlanningHarness();
    const { planCandidates, interpretBrief, reviseIntent } = worker();
    const use = { projectId: 'default', trackId: trackIdOf('older'), version: 1 };
    const brief = Brief.parse({ text: 'lo-fi', durationSeconds: 8 });
    const intent = await interpretBrief({ ...use, brief });
    const [first] = await planCandidates({ ...use, intent, count: 1, seed: 1 });
    const planned = await recipes.find('default', first?.recipeId ?? '');
    if (!planned) throw new Error('no recipe');
    const engine = { version: 'older', sha256: 'a'.repeat(64) };
    const older = { ...planned, engine, model: { ...planned.model, sha256: engine.sha256 } };
    const recipeId = await recipes.save('default', older);
    const edits = [
      { op: 'tempo', bpm: 90 },
      { op: 'remove', part: 'loop' },
    ] as const;
    const again = await reviseIntent({ intent, note: '', edits, projectId: 'default', recipeId });
    expect(again.edits).toEqual([edits[0]]);
    expect(again.notes.join('\n')).toMatch(/left out, without loop: .*\n.*made by engine older/u);
    const [second, ...others] = await planCandidates({
      ...{ ...use, version: 2, intent: again, count: 3, seed: 1, editOf: recipeId },
    });
    expect(others).toEqual([]);
    expect(second).toMatchObject({ edited: true });
    const { version, sha256 } = await engines.current();
    expect(await recipes.find('default', second?.recipeId ?? '')).toMatchObject({
      engine: { version, sha256 },
      model: { sha256 },
      edits: [edits[0]],
    });
    const missing = { projectId: 'default', recipeId: 'b'.repeat(64) };
    await expect(reviseIntent({ intent, note: '', edits, ...missing })).rejects.toThrow(
      'is not in the catalogue',
    );
  },
);

test(
  'a version is not planned once a model is recalled that read the note which asked for it',
  { timeout: 60_000 },
  async () => {
    const { worker, recalls } = await openPlanningHarness();
    const { planCandidates, interpretBrief, reviseIntent } = worker();
    const use = { projectId: 'default', trackId: trackIdOf('read'), version: 1 };
    const brief = Brief.parse({ text: 'lo-fi', durationSeconds: 8 });
    const intent = await interpretBrief({ ...use, brief });
    const [first] = await planCandidates({ ...use, intent, count: 1, seed: 1 });
    const recipeId = first?.recipeId ?? '';
    const model = { name: 'tiny', version: 'openai' };
    const understanding = [
      {
        quote: 'zorblify',
        field: 'tempoBpm',
        value: '90',
        outcome: 'honoured',
        reason: 'tempo 90',
      },
    ] as const;
    const again = await reviseIntent({
      ...{ intent, note: 'zorblify', edits: [{ op: 'tempo', bpm: 90 }] },
      ...{ understanding: [...understanding], readers: { models: [model] } },
      ...{ projectId: 'default', recipeId },
    });
    expect(again.interpreter.models).toEqual([...(intent.interpreter.models ?? []), model]);
    const actor = 'act_otto';
    const recall = { projectId: 'default', recallId: deriveId('rcl', 'tiny') };
    const subject = { kind: 'model', ...model } as const;
    const reason = 'not licensed';
    await recalls.start({ ...recall, actor, subject, reason, expectedTracks: 0 });
    await expect(
      planCandidates({ ...use, version: 2, intent: again, count: 1, seed: 1, editOf: recipeId }),
    ).rejects.toThrow(RecalledError);
    await recalls.lift({ ...recall, actor }, 'cleared');
  },
);
