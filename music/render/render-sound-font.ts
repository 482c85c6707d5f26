import type { PartName, Recipe, ScorePart } from '@fermata/contracts/values';
import type { OnProgress, Stereo } from '../signal/stereo.ts';
import type { Sound } from '../styles/style-sound.ts';
import { BLOCK_FRAMES } from './faust-instance.ts';

/** How long a looping piece may ring on into its own start, in seconds. */
const MAX_TAIL_SECONDS = 6;
/** Brings a full-scale sample at full velocity to the peak level of our own instruments. */
const SAMPLE_GAIN = 3;
const KIT_GAIN = 0.5;

/** An open SoundFont: plays a part's notes dry and adds them to `out`. */
export interface SoundFont {
  readonly play: (
    part: ScorePart,
    sound: Sound,
    out: Stereo,
    loops: boolean,
    onProgress: OnProgress,
  ) => void;
}

/**
 * The SoundFont that the recipe assigns to this part, from the supplied materials; `undefined` if
 * our own instruments play it.
 */
export async function soundFontFor(
  render: Recipe['render'],
  part: PartName,
  materials: Readonly<Record<string, Uint8Array>> = {},
): Promise<SoundFont | undefined> {
  const use = render.soundFont;
  if (!use?.parts.includes(part)) return undefined;
  const bytes = materials[use.sha256];
  if (!bytes)
    throw new RangeError(
      `the part ${part} plays the SoundFont ${use.sha256}, which is missing from the materials`,
    );
  return cachedSoundFont(bytes, use.sha256);
}

/**
 * Cached per thread: parsing a large SoundFont takes longer than playing a part. A single entry
 * limits memory.
 */
let cached: { readonly sha256: string; readonly font: Promise<SoundFont> } | undefined;

function cachedSoundFont(bytes: Uint8Array, sha256: string): Promise<SoundFont> {
  if (cached?.sha256 !== sha256) cached = { sha256, font: openSoundFont(bytes, sha256) };
  return cached.font;
}

/** Throws one sentence if the bytes are not a SoundFont or have no sound. */
export async function openSoundFont(bytes: Uint8Array, sha256: string): Promise<SoundFont> {
  // Loaded lazily: only parts that use a SoundFont pay for the setup.
  const { BasicSoundBank, SoundBankLoader, SpessaLog, SpessaSynthProcessor } =
    await import('spessasynth_core');
  SpessaLog.infoEnabled = SpessaLog.warnEnabled = SpessaLog.groupEnabled = false;
  await BasicSoundBank.isSF3DecoderReady;
  const bank = readBank((copy) => SoundBankLoader.fromArrayBuffer(copy), bytes, sha256);
  return {
    play(part, sound, out, loops, onProgress) {
      const player = new SpessaSynthProcessor(out.sampleRate, {
        effectsEnabled: false,
        eventsEnabled: false,
        maxBufferSize: BLOCK_FRAMES,
      });
      // No voice is stolen, however many notes a part has.
      player.setSystemParameter('autoAllocateVoices', true);
      player.soundBankManager.addSoundBank(bank, 'fermata');
      player.programChange(part.midiChannel, part.midiProgram);
      const gain =
        SAMPLE_GAIN *
        ('patch' in sound
          ? sound.patch.gain
          : 'registers' in sound
            ? sound.registers[0].patch.gain
            : KIT_GAIN);
      const events = eventsOf(part, out.sampleRate);
      const totalFrames = out.left.length + (loops ? MAX_TAIL_SECONDS * out.sampleRate : 0);
      const left = new Float32Array(BLOCK_FRAMES);
      const right = new Float32Array(BLOCK_FRAMES);
      let next = 0;
      for (let at = 0; at < totalFrames;) {
        for (let event = events[next]; event && event.at <= at; event = events[++next]) {
          if (event.velocity > 0) player.noteOn(part.midiChannel, event.midi, event.velocity);
          else player.noteOff(part.midiChannel, event.midi);
        }
        if (!events[next] && player.voiceCount === 0) break;
        const frames = Math.min(
          BLOCK_FRAMES,
          totalFrames - at,
          (events[next]?.at ?? totalFrames) - at,
        );
        left.fill(0);
        right.fill(0);
        player.process(left, right, 0, frames);
        for (let i = 0; i < frames; i++) {
          const to = (at + i) % out.left.length;
          out.left[to] = (out.left[to] ?? 0) + gain * (left[i] ?? 0);
          out.right[to] = (out.right[to] ?? 0) + gain * (right[i] ?? 0);
        }
        at += frames;
        onProgress(at / totalFrames);
      }
    },
  };
}

function readBank<Bank extends { readonly presets: readonly unknown[] }>(
  read: (bytes: ArrayBuffer) => Bank,
  bytes: Uint8Array,
  sha256: string,
): Bank {
  const named = (offset: number): string =>
    String.fromCharCode(...bytes.subarray(offset, offset + 4));
  if (named(0) !== 'RIFF' || named(8) !== 'sfbk')
    throw new TypeError(
      `the file ${sha256} is not a SoundFont: it does not begin with RIFF and the type sfbk (SF2, SF3)`,
    );
  let bank: Bank;
  try {
    bank = read(new Uint8Array(bytes).buffer);
  } catch (error) {
    throw new TypeError(
      `the SoundFont ${sha256} is damaged: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
  if (bank.presets.length === 0)
    throw new TypeError(`the SoundFont ${sha256} has no preset to play`);
  return bank;
}

interface NoteEvent {
  readonly at: number;
  readonly midi: number;
  readonly velocity: number;
}

/** Note-ons and note-offs (velocity 0) on their samples; a key struck again is released first. */
function eventsOf(part: ScorePart, rate: number): NoteEvent[] {
  const events = part.notes.flatMap((note) => {
    const at = Math.round(note.start * rate);
    const again = part.notes.reduce(
      (soonest, { midi, start }) =>
        midi === note.midi && start > note.start ? Math.min(soonest, start) : soonest,
      Infinity,
    );
    const off = Math.max(at + 1, Math.round(Math.min(note.start + note.duration, again) * rate));
    return [
      { at, midi: note.midi, velocity: note.velocity },
      { at: off, midi: note.midi, velocity: 0 },
    ];
  });
  return events.sort((a, b) => a.at - b.at || a.velocity - b.velocity || a.midi - b.midi);
}
