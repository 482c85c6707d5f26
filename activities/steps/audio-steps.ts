import { z } from 'zod';
import {
  AssetRef,
  AudioFigures,
  AudioReport,
  type FileTags,
  type PartName,
  type Score,
} from '@fermata/contracts/values';
import {
  deliveryOptionsOf,
  type DrawnCover,
  givenCoverOf,
  pieceOf,
  stemInputsOf,
} from '@fermata/music';
import type { Production } from './production.ts';
import { fetchMaterials, materialsFor } from './recipe-materials.ts';
import { reportChecks } from './report-checks.ts';
import type { Step } from './run-step.ts';

const FLAC = 'audio/flac';
const Measured = z.object({ figures: AudioFigures, report: AudioReport });
const Rendered = Measured.extend({ stem: AssetRef });
const Mixed = Measured.extend({ mix: AssetRef, stemSumDeviationDbfs: z.number() });
const Mastered = Measured.extend({ master: AssetRef });
const Delivered = z.object({ files: z.array(AssetRef), mp3TruePeakDbtp: z.number().optional() });

/** One part with its own sends; identical in all tracks with the same notes, colour and form. */
export function stemStep(
  { recipe, recipeId, engine, linker, projectId }: Production,
  score: Score,
  from: AssetRef,
  part: PartName,
): Step<z.infer<typeof Rendered>> {
  const materialIds = materialsFor(recipe, part);
  return {
    name: 'stem',
    version: 1,
    label: `${recipeId}/${part}`,
    result: Rendered,
    inputs: stemInputsOf(recipe, score, part),
    async compute({ put, ...options }) {
      const { flac, ...measured } = await engine.stem(recipe, score, part, {
        ...options,
        materials: await fetchMaterials(linker, projectId, materialIds),
      });
      return {
        stem: await put({ kind: 'stem', mediaType: FLAC, bytes: flac, part }),
        ...Measured.parse(measured),
      };
    },
    assets: ({ stem, figures, report }) => [
      { ref: stem, parents: [from.sha256, ...materialIds], checks: reportChecks(figures, report) },
    ],
    audioSeconds: ({ figures }) => figures.durationSeconds,
  };
}

/** The stems, summed by the rules of the style. */
export function mixStep(
  { recipe, recipeId, engine, linker, projectId }: Production,
  stems: readonly AssetRef[],
): Step<z.infer<typeof Mixed>> {
  const parts = stems.map((ref) => {
    if (!ref.part) throw new Error(`stem ${ref.sha256} has no part`);
    return { part: ref.part, ref };
  });
  return {
    name: 'mix',
    version: 1,
    label: recipeId,
    result: Mixed,
    inputs: {
      engine: engine.sha256,
      style: recipe.composition.style,
      stems: parts.map(({ part, ref }) => ({ part, sha256: ref.sha256 })),
    },
    async compute({ put, ...options }) {
      const files = await Promise.all(
        parts.map(async ({ part, ref }) => ({ part, flac: await linker.read(projectId, ref) })),
      );
      const { flac, stemSumDeviationDbfs, ...measured } = await engine.mix(files, options);
      return {
        mix: await put({ kind: 'mix', mediaType: FLAC, bytes: flac }),
        ...Measured.parse(measured),
        stemSumDeviationDbfs,
      };
    },
    assets: ({ mix, figures, report, stemSumDeviationDbfs }) => [
      {
        ref: mix,
        parents: stems.map((stem) => stem.sha256),
        checks: { ...reportChecks(figures, report), stemSumDeviationDbfs },
      },
    ],
    audioSeconds: ({ figures }) => figures.durationSeconds,
  };
}

/** The mix at the loudness and true peak of the recipe. */
export function masterStep(
  { recipe, recipeId, engine, linker, projectId }: Production,
  mix: AssetRef,
): Step<z.infer<typeof Mastered>> {
  return {
    name: 'master',
    version: 1,
    label: recipeId,
    result: Mastered,
    inputs: {
      engine: engine.sha256,
      style: recipe.composition.style,
      ending: recipe.composition.ending,
      fadeSeconds: pieceOf(recipe).fadeSeconds,
      goal: recipe.master,
      mix: mix.sha256,
    },
    async compute({ put, ...options }) {
      const { flac, ...measured } = await engine.master(
        recipe,
        await linker.read(projectId, mix),
        options,
      );
      return {
        master: await put({ kind: 'master', mediaType: FLAC, bytes: flac }),
        ...Measured.parse(measured),
      };
    },
    assets: ({ master, figures, report }) => [
      { ref: master, parents: [mix.sha256], checks: reportChecks(figures, report) },
    ],
    audioSeconds: ({ figures }) => figures.durationSeconds,
  };
}

/** `figures`: the master's. `cover`: a given one, or the source of a drawing; absent: no cover. */
export interface DeliveryInput {
  readonly master: AssetRef;
  readonly figures: AudioFigures;
  readonly tags: FileTags;
  readonly cover?: AssetRef | DrawnCover;
}

/** The tagged files for people and partners, the cover and the waveform. */
export function deliverStep(
  { recipe, recipeId, engine, linker, projectId }: Production,
  { master, figures, tags, cover }: DeliveryInput,
): Step<z.infer<typeof Delivered>> {
  const options = deliveryOptionsOf(recipe);
  const isGiven = cover !== undefined && 'sha256' in cover;
  return {
    name: 'deliver',
    version: 1,
    label: recipeId,
    result: Delivered,
    inputs: {
      ...{ engine: engine.sha256, master: master.sha256, ...options, tags },
      ...(cover ? { cover: isGiven ? cover.sha256 : cover } : {}),
    },
    async compute({ put, ...callOptions }) {
      const delivery = await engine.deliver(await linker.read(projectId, master), tags, {
        ...callOptions,
        ...options,
        ...(cover
          ? {
              cover: isGiven
                ? givenCoverOf(await linker.readMaterial(projectId, cover.sha256))
                : cover,
            }
          : {}),
      });
      const files = await Promise.all([
        put({ kind: 'delivery-flac', mediaType: FLAC, bytes: delivery.flac }),
        put({ kind: 'delivery-mp3', mediaType: 'audio/mpeg', bytes: delivery.mp3 }),
        ...(delivery.wav
          ? [put({ kind: 'delivery-wav', mediaType: 'audio/wav', bytes: delivery.wav })]
          : []),
        ...(delivery.cover
          ? [put({ kind: 'cover', mediaType: 'image/png', bytes: delivery.cover })]
          : []),
        put({ kind: 'peaks', mediaType: 'application/json', bytes: delivery.peaks }),
      ]);
      return {
        files,
        ...(delivery.mp3TruePeakDbtp === undefined
          ? {}
          : { mp3TruePeakDbtp: delivery.mp3TruePeakDbtp }),
      };
    },
    // FLAC and WAV have the master's samples, so its figures apply. The MP3 is measured after decoding.
    assets: ({ files, mp3TruePeakDbtp }) =>
      files.map((ref) => ({
        ref,
        parents: [master.sha256],
        checks: {
          ...(ref.kind === 'delivery-flac' || ref.kind === 'delivery-wav' ? figures : {}),
          ...(ref.kind === 'delivery-mp3' && mp3TruePeakDbtp !== undefined
            ? { truePeakDbtp: mp3TruePeakDbtp }
            : {}),
          title: tags.title,
        },
      })),
    audioSeconds: () => figures.durationSeconds,
  };
}
