import type { PartName, Recipe } from '@fermata/contracts/values';
import type { Composer } from '../../compose/composer.ts';
import { theoryComposer } from '../../compose/theory-composer.ts';
import { writeMidi, writePartMidi } from '../../compose/write-midi.ts';
import { drawnCover } from '../../cover/drawn-cover.ts';
import { frontCoverOf } from '../../cover/front-cover-of.ts';
import { decodeFlac } from '../../decode/decode-flac.ts';
import { editScore } from '../../edits/score/edit-score.ts';
import { pieceOf } from '../../edits/score/piece-of.ts';
import { encodeFlac } from '../../encode/encode-flac.ts';
import { encodeMp3Below } from '../../encode/encode-mp3-below.ts';
import { encodeWav16 } from '../../encode/encode-wav16.ts';
import { encodeWav24 } from '../../encode/encode-wav24.ts';
import type { FrontCover } from '../../encode/front-cover.ts';
import { tagFlac } from '../../encode/tag-flac.ts';
import { minMaxOf, waveformPeaks } from '../../encode/waveform-peaks.ts';
import { masterMix } from '../../master/master-mix.ts';
import { clipToFullScale, largestDeviation, sumStems } from '../../master/sum-stems.ts';
import { measureAudio } from '../../measure/measure-audio.ts';
import { mixPreview } from '../../preview/mix-preview.ts';
import { renderPreviewStem } from '../../preview/render-preview-stem.ts';
import { renderSketch } from '../../preview/render-sketch.ts';
import { playNote } from '../../render/play-note.ts';
import { type SoundFont, soundFontFor } from '../../render/render-sound-font.ts';
import { renderStem } from '../../render/render-stem.ts';
import { decibels } from '../../signal/deterministic-math.ts';
import { toPcm24, toStereo } from '../../signal/pcm24.ts';
import { STYLE_DEFINITIONS } from '../../styles/style-definitions.ts';
import type { CoverSource, StepName, Steps } from './protocol.ts';

const COMPOSERS: readonly Composer[] = [theoryComposer];
/** The deviation reported if there is no difference, in dBFS. */
const NO_DEVIATION_DBFS = -200;

export type ReportProgress = (fraction: number, what: string) => void;
type StepHandlers = {
  [Name in StepName]: (
    input: Steps[Name]['input'],
    reportProgress: ReportProgress,
  ) => Promise<Steps[Name]['output']>;
};

/** Implements the steps. */
export const stepHandlers: StepHandlers = {
  async compose({ recipe, materials }, reportProgress) {
    reportProgress(0, 'composing');
    const composed = composerOf(recipe).compose(recipe.composition, recipe.seed, materials);
    const score = editScore(recipe, composed);
    return {
      score,
      midi: writeMidi(score, `${score.style} in ${score.key.tonic} ${score.key.mode}`),
      parts: score.parts.map(({ name }) => ({ part: name, midi: writePartMidi(score, name) })),
    };
  },

  async sketch({ recipe, score, materials }, reportProgress) {
    const fonts: Partial<Record<PartName, SoundFont>> = {};
    for (const { name } of score.parts) {
      const font = await soundFontFor(recipe.render, name, materials);
      if (font) fonts[name] = font;
    }
    const { audio, figures } = renderSketch(
      score,
      recipe.composition,
      (fraction) => reportProgress(fraction, 'sketching'),
      fonts,
      materials,
    );
    return { bytes: encodeWav16(audio), mediaType: 'audio/wav', figures };
  },

  async previewStem({ recipe, score, part, materials }) {
    return {
      part,
      ...renderPreviewStem(
        score,
        recipe.composition,
        part,
        await soundFontFor(recipe.render, part, materials),
        materials,
      ),
    };
  },

  async previewMix({ stems, sampleRate, fadeSeconds }) {
    const { audio, figures } = mixPreview(
      stems.map(({ samples }) => samples),
      sampleRate,
      fadeSeconds,
    );
    return { wav: encodeWav16(audio), figures };
  },

  async stem({ recipe, score, part, materials }, reportProgress) {
    const font = await soundFontFor(recipe.render, part, materials);
    const pcm = toPcm24(
      renderStem(
        score,
        recipe.composition,
        part,
        recipe.render.sampleRate,
        (fraction) => reportProgress(0.8 * fraction, `rendering ${part}`),
        font,
        materials,
      ),
    );
    reportProgress(0.8, `encoding ${part}`);
    const { flac, pcmSha256 } = await encodeFlac(pcm);
    return { part, flac, ...measureAudio(toStereo(pcm), pcmSha256) };
  },

  async mix({ stems }, reportProgress) {
    const sum = sumStems(readStems(stems, reportProgress));
    const mixed = clipToFullScale(sum);
    reportProgress(0.6, 'encoding the mix');
    const { flac, pcmSha256 } = await encodeFlac(mixed);
    reportProgress(0.9, 'measuring the mix');
    // Measured on the file that is handed on, so that coding errors would show.
    const deviation = largestDeviation(sum, flac);
    return {
      flac,
      ...measureAudio(toStereo(mixed), pcmSha256),
      stemSumDeviationDbfs: deviation === 0 ? NO_DEVIATION_DBFS : decibels(deviation),
    };
  },

  async master({ recipe, mix }, reportProgress) {
    const { style, ending } = recipe.composition;
    const { pcm, audio, loudness } = masterMix(
      decodeFlac(mix),
      {
        goal: recipe.master,
        tone: STYLE_DEFINITIONS[style].mastering ?? {},
        loop: ending === 'loop',
        fadeSeconds: pieceOf(recipe).fadeSeconds,
      },
      (fraction) => reportProgress(0.8 * fraction, 'mastering'),
    );
    reportProgress(0.8, 'encoding the master');
    const { flac, pcmSha256 } = await encodeFlac(pcm);
    return { flac, ...measureAudio(audio, pcmSha256, loudness) };
  },

  async deliver({ master, tags, ceilingDbtp = Infinity, formats = [], cover }, reportProgress) {
    const audio = decodeFlac(master);
    const minMax = minMaxOf(audio);
    reportProgress(0.2, 'drawing the cover');
    const made = cover && (await makeCover(cover, minMax));
    const pictureTags = made ? { ...tags, frontCover: made.frontCover } : tags;
    reportProgress(0.3, 'encoding the MP3');
    const { mp3, truePeakDbtp } = await encodeMp3Below(audio, pictureTags, ceilingDbtp);
    reportProgress(0.9, 'writing the files');
    return {
      flac: tagFlac(master, pictureTags),
      mp3,
      mp3TruePeakDbtp: truePeakDbtp,
      ...(formats.includes('wav') ? { wav: encodeWav24(toPcm24(audio), pictureTags) } : {}),
      ...(made?.cover ? { cover: made.cover } : {}),
      peaks: waveformPeaks(audio, minMax),
    };
  },

  async playNote({ patch, note, sampleRate }) {
    const { left, right } = playNote(patch, note, sampleRate);
    return { left, right };
  },
};

const makeCover = async (
  source: CoverSource,
  minMax: readonly number[],
): Promise<{ cover?: Uint8Array; frontCover: FrontCover }> =>
  'image' in source
    ? { frontCover: await frontCoverOf(source.image, source.side) }
    : drawnCover(source.score, minMax, source.pcmSha256);

function* readStems(
  stems: Steps['mix']['input']['stems'],
  reportProgress: ReportProgress,
): Generator<Uint8Array> {
  for (const [i, { part, flac }] of stems.entries()) {
    reportProgress((0.5 * i) / stems.length, `reading ${part}`);
    yield flac;
  }
}

function composerOf(recipe: Recipe): Composer {
  const { name, version } = recipe.model;
  const composer = COMPOSERS.find(
    (candidate) => candidate.name === name && candidate.version === version,
  );
  if (!composer) {
    const available = COMPOSERS.map((c) => `"${c.name}" ${c.version}`).join(', ');
    throw new RangeError(`this engine has no composer "${name}" ${version}; it has ${available}`);
  }
  return composer;
}
