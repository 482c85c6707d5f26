import type { Bus, MasterTone, RoomSend, StyleSound } from '../style-sound.ts';

/** One small wooden room for all instruments; those further back send more into it. */
const room = (level: number): RoomSend => ({ level, t60: 0.9, damp: 4200, before: 0.012 });
const airy = (bus: Partial<Bus> & { readonly gain: number }): Bus => ({
  set: { lowCut: 180, highCut: 11000 },
  reverb: room(0.22),
  ...bus,
});

/** Wood, gut and steel close-miked in one small room: no pumping, little compression. */
export const acousticFolkSound: StyleSound = {
  drums: {
    instrument: 'hand-percussion',
    midiProgram: 0,
    sound: {
      placement: { spacing: 0.0012 },
      kit: {
        // A frame drum or the middle of a cajon, then its edge, then its rim.
        35: {
          dsp: 'kick',
          gain: 0.5,
          ring: 0.5,
          set: {
            freq: 72,
            start: 104,
            sweep: 0.05,
            length: 0.3,
            click: 0.16,
            clickLength: 0.018,
            clickTone: 1300,
            drive: 1,
          },
        },
        37: {
          dsp: 'snare',
          gain: 0.26,
          pan: -0.25,
          ring: 0.12,
          set: {
            freq: 640,
            skin: 0.8,
            skinLength: 0.035,
            wires: 0.25,
            wiresLength: 0.025,
            low: 1200,
            bright: 4200,
          },
        },
        38: {
          dsp: 'brush',
          gain: 0.55,
          pan: 0.2,
          ring: 0.4,
          set: { freq: 230, length: 0.22, skin: 0.4, wires: 0.45, low: 600, bright: 6000 },
        },
        39: {
          dsp: 'snare',
          gain: 0.24,
          pan: -0.1,
          ring: 0.3,
          set: {
            freq: 300,
            skin: 0,
            wires: 0.9,
            wiresLength: 0.09,
            low: 900,
            bright: 4600,
            bursts: 1,
          },
        },
        40: {
          dsp: 'brush',
          gain: 0.34,
          pan: 0.2,
          ring: 0.8,
          set: { sweep: 1, length: 0.75, low: 900, bright: 5200 },
        },
        54: {
          dsp: 'hat',
          gain: 0.3,
          pan: 0.45,
          ring: 0.2,
          set: {
            freq: 480,
            length: 0.05,
            rise: 0.004,
            metal: 0.65,
            low: 5200,
            high: 10500,
            tail: 0.25,
            tailLength: 0.16,
          },
        },
        70: {
          dsp: 'hat',
          gain: 0.62,
          pan: -0.45,
          ring: 0.14,
          set: { freq: 300, length: 0.06, rise: 0.022, metal: 0, low: 4200, high: 8800 },
        },
      },
      bus: {
        pair: { level: 0.3, seconds: 0.012 },
        gain: 0.6,
        set: { lowCut: 45, highCut: 11500, width: 0.6 },
        reverb: room(0.2),
      },
    },
  },
  bass: {
    instrument: 'double-bass',
    midiProgram: 32,
    sound: {
      patch: {
        dsp: 'upright',
        gain: 0.5,
        set: { decay: 2.6, bright: 1100, body: 0.5, growl: 0.25, release: 0.14 },
      },
      bus: {
        gain: 0.45,
        set: { lowCut: 36, highCut: 5000, width: 0.3 },
        eq: { bell: { hz: 260, db: -2.5, q: 0.9 } },
      },
    },
  },
  chords: {
    instrument: 'steel-guitar',
    midiProgram: 25,
    sound: {
      placement: { double: 0.014 },
      patch: {
        dsp: 'string',
        gain: 0.38,
        set: {
          bright: 10500,
          treble: 3,
          ring: 6,
          pick: 0.13,
          touch: 0.01,
          noise: 0.16,
          body: 0.4,
          bodyHz: 102,
          release: 0.22,
        },
      },
      bus: airy({
        gain: 0.52,
        set: { lowCut: 85, highCut: 12000, width: 0.85 },
        eq: { bell: { hz: 230, db: -2.5, q: 0.9 }, high: { hz: 5000, db: 4.5 } },
        reverb: room(0.2),
      }),
    },
    alternatives: [
      {
        instrument: 'nylon-guitar',
        midiProgram: 24,
        sound: {
          placement: { double: 0.014 },
          patch: {
            dsp: 'string',
            gain: 0.4,
            set: {
              bright: 5600,
              treble: 1.7,
              ring: 4.5,
              pick: 0.2,
              touch: 0.008,
              noise: 0.1,
              body: 0.55,
              bodyHz: 98,
              release: 0.2,
            },
          },
          bus: airy({
            gain: 0.64,
            set: { lowCut: 85, highCut: 10000, width: 0.85 },
            eq: { bell: { hz: 230, db: -2, q: 0.9 }, high: { hz: 4500, db: 4 } },
            reverb: room(0.22),
          }),
        },
      },
    ],
  },
  lead: {
    instrument: 'fiddle',
    midiProgram: 110,
    sound: {
      patch: {
        dsp: 'bowed',
        gain: 0.3,
        pan: 0.06,
        set: {
          attack: 0.05,
          pressure: 0.5,
          bright: 3400,
          vibrato: 0.0025,
          vibratoDelay: 0.45,
          body: 0.7,
          bodyHz: 275,
          release: 0.14,
        },
      },
      bus: airy({
        pair: { level: 0.3, seconds: 0.014 },
        gain: 0.62,
        eq: { peak: { hz: 3200, db: -2.5, q: 0.8 } },
        reverb: room(0.26),
      }),
    },
    alternatives: [
      {
        instrument: 'wooden-flute',
        midiProgram: 73,
        sound: {
          patch: {
            dsp: 'flute',
            gain: 0.3,
            pan: 0.06,
            set: {
              attack: 0.04,
              breath: 0.4,
              chiff: 0.35,
              bright: 2600,
              vibrato: 0.2,
              vibratoDelay: 0.5,
              release: 0.1,
            },
          },
          bus: airy({
            pair: { level: 0.3, seconds: 0.014 },
            gain: 0.52,
            set: { lowCut: 220, highCut: 10000 },
            reverb: room(0.32),
          }),
        },
      },
      {
        instrument: 'hammered-dulcimer',
        midiProgram: 15,
        sound: {
          placement: { spread: 0.4 },
          patch: {
            dsp: 'hammered',
            gain: 0.3,
            pan: 0.06,
            set: {
              strike: 0.11,
              contact: 0.0007,
              course: 0.0007,
              ring: 5,
              treble: 1.9,
              body: 0.4,
              knock: 0.12,
              release: 0.5,
            },
          },
          bus: airy({
            pair: { level: 0.3, seconds: 0.014 },
            gain: 0.68,
            eq: { peak: { hz: 3000, db: -2, q: 0.8 } },
            reverb: room(0.24),
          }),
        },
      },
    ],
  },
  counter: {
    instrument: 'banjo',
    midiProgram: 105,
    sound: {
      patch: {
        dsp: 'string',
        gain: 0.33,
        pan: 0.62,
        set: {
          bright: 7000,
          pick: 0.09,
          ring: 1.2,
          treble: 0.6,
          body: 0.75,
          bodyHz: 400,
          noise: 0.18,
          release: 0.15,
        },
      },
      bus: airy({
        pair: { level: 0.25, seconds: 0.017 },
        gain: 1,
        eq: { peak: { hz: 2800, db: -2.5, q: 0.8 } },
        reverb: room(0.22),
      }),
    },
    alternatives: [
      {
        instrument: 'mandolin',
        midiProgram: 25,
        sound: {
          patch: {
            dsp: 'hammered',
            gain: 0.26,
            pan: 0.62,
            set: {
              strike: 0.09,
              contact: 0.0004,
              course: 0.0012,
              ring: 2,
              treble: 1.1,
              body: 0.55,
              bodyHz: 230,
              knock: 0.08,
              release: 0.2,
            },
          },
          bus: airy({ pair: { level: 0.25, seconds: 0.017 }, gain: 0.75, reverb: room(0.2) }),
        },
      },
      {
        instrument: 'second-guitar',
        midiProgram: 24,
        sound: {
          patch: {
            dsp: 'string',
            gain: 0.35,
            pan: 0.62,
            set: {
              bright: 4200,
              treble: 1.4,
              ring: 4,
              pick: 0.18,
              noise: 0.1,
              body: 0.45,
              bodyHz: 110,
              release: 0.2,
            },
          },
          bus: airy({ pair: { level: 0.25, seconds: 0.017 }, gain: 0.66, reverb: room(0.2) }),
        },
      },
    ],
  },
  pad: {
    instrument: 'cello',
    midiProgram: 42,
    sound: {
      patch: {
        dsp: 'bowed',
        gain: 0.26,
        pan: -0.6,
        set: {
          attack: 0.35,
          bodyHz: 180,
          bright: 1800,
          pressure: 0.6,
          vibrato: 0.002,
          vibratoDelay: 0.9,
          release: 0.4,
        },
      },
      bus: airy({
        pair: { level: 0.25, seconds: 0.021 },
        gain: 0.28,
        set: { lowCut: 110, highCut: 5000 },
        eq: { bell: { hz: 280, db: -3, q: 0.8 } },
        reverb: room(0.34),
      }),
    },
    alternatives: [
      {
        instrument: 'harmonium',
        midiProgram: 20,
        sound: {
          placement: { spread: 0.3 },
          patch: {
            dsp: 'organ',
            gain: 0.2,
            set: {
              drawbar16: 0,
              drawbar5: 0,
              drawbar8: 8,
              drawbar4: 5,
              drawbar3: 3,
              drawbar2: 2,
              click: 0,
              rotor: 0.12,
              rotorRate: 0.6,
              attack: 0.3,
              release: 0.3,
            },
          },
          bus: airy({
            gain: 0.18,
            set: { lowCut: 110, highCut: 4200, width: 0.8 },
            reverb: room(0.3),
          }),
        },
      },
    ],
  },
};

/** Mastered like a live room: light on glue, so that quiet passages stay quiet. */
export const acousticFolkMaster: MasterTone = {
  lowCut: 38,
  air: 0.4,
  threshold: 0.3,
  attackTime: 0.06,
  releaseTime: 0.4,
};
