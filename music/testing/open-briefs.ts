/** What a brief's intent must have. Of several styles or moods any one is right; a figure lies between two. */
export interface OpenBrief {
  readonly text: string;
  readonly fields?: { readonly durationSeconds?: number };
  readonly expect: {
    readonly style?: readonly string[];
    readonly notStyle?: readonly string[];
    readonly mood?: readonly string[];
    readonly tempoBpm?: readonly [number, number];
    readonly durationSeconds?: readonly [number, number];
    readonly targetLufs?: readonly [number, number];
    readonly key?: string;
    readonly notKey?: string;
    readonly withoutParts?: readonly string[];
    readonly ending?: string;
    readonly metre?: string;
    readonly language?: string;
    readonly drumsFromSecond?: number;
    readonly dropAtSecond?: number;
    readonly climaxAtSecond?: number;
  };
  /** Words of which the understanding must say that they are not met. */
  readonly told?: readonly string[];
}

/** Briefs as people write them. */
export const OPEN_BRIEFS: readonly OpenBrief[] = [
  { text: 'upbeat corporate', expect: { style: ['pop'], mood: ['happy', 'driving', 'warm'] } },
  {
    text: 'Upbeat corporate background, 2 minutes, 120 bpm, no vocals, bright acoustic guitar and claps, big finish',
    expect: { style: ['pop', 'acoustic-folk'], tempoBpm: [120, 120], durationSeconds: [120, 120] },
  },
  {
    text: 'phonk, drift, cowbell, distorted 808, aggressive',
    expect: { style: ['hip-hop'], mood: ['dark', 'driving'] },
  },
  {
    text: 'Lofi hip hop 85bpm in D minor for study, no drums first 10 sec',
    expect: { style: ['lo-fi'], tempoBpm: [85, 85], key: 'D minor', drumsFromSecond: 10 },
  },
  {
    text: '8-bit chiptune battle theme, fast, loopable',
    expect: { style: ['chiptune'], ending: 'loop' },
  },
  {
    text: 'trap beat 140 bpm, hard 808s, dark piano',
    expect: { style: ['hip-hop'], tempoBpm: [140, 140], mood: ['dark'] },
  },
  { text: 'epic trailer with choir', expect: { style: ['cinematic'], mood: ['epic'] } },
  {
    text: 'reggaeton summer party, dembow, 95 bpm',
    expect: { style: ['latin'], tempoBpm: [95, 95] },
  },
  {
    text: 'Weihnachtslied, ruhig und festlich, mit Glocken, 1 Minute',
    expect: { durationSeconds: [60, 60], language: 'de', mood: ['calm', 'warm', 'happy'] },
  },
  {
    text: 'música tranquila de guitarra acústica, sin batería, 90 segundos',
    expect: {
      style: ['acoustic-folk'],
      withoutParts: ['drums'],
      durationSeconds: [90, 90],
      language: 'es',
    },
  },
  {
    text: '一首欢快的中国风轻音乐,古筝和笛子',
    expect: { mood: ['happy'], language: 'zh' },
    told: ['古筝'],
  },
  {
    text: 'musique triste au piano, sans batterie',
    expect: { mood: ['sad'], withoutParts: ['drums'], language: 'fr' },
  },
  {
    text: '夜のドライブに合うシティポップ',
    expect: { style: ['pop', 'funk', 'synthwave'], language: 'ja' },
  },
  { text: '🌅☕️ chill morning vibes ✨', expect: { mood: ['calm', 'warm'] } },
  {
    text: "melancholic indie pop with a female vocal, chorus 'we were young and wild and free'",
    expect: { style: ['pop', 'rock'], mood: ['sad'] },
    told: ['female vocal'],
  },
  {
    text: '[Verse] I walk alone tonight [Chorus] upbeat pop, male singer',
    expect: { style: ['pop'] },
    told: ['male singer'],
  },
  {
    text: 'in the style of Daft Punk, 2001 French house',
    expect: { style: ['house'] },
    told: ['Daft Punk'],
  },
  {
    text: 'something like Hans Zimmer Interstellar, organ, slow build',
    expect: { style: ['cinematic'] },
    told: ['Hans Zimmer'],
  },
  {
    text: 'ambient piano, no drums, no bass, no percussion at all',
    expect: { style: ['ambient'], withoutParts: ['drums', 'bass'] },
  },
  {
    text: 'not sad, not slow, nothing electronic: acoustic and happy',
    expect: { style: ['acoustic-folk'], mood: ['happy'] },
  },
  {
    text: "jazz but without saxophone, and please don't make it fast",
    expect: { style: ['jazz-trio'], tempoBpm: [60, 140] },
  },
  {
    text: 'calm piano for a meditation podcast, 2 minutes',
    expect: { style: ['ambient', 'classical'], mood: ['calm'], durationSeconds: [120, 120] },
  },
  {
    text: '3:30 long synthwave drive',
    expect: { style: ['synthwave'], durationSeconds: [210, 210] },
  },
  {
    text: '10 minute ambient sleep track',
    expect: { style: ['ambient'], durationSeconds: [300, 600] },
  },
  {
    text: 'house track, 30s intro then drop, 126bpm',
    expect: { style: ['house'], tempoBpm: [126, 126], dropAtSecond: 30 },
  },
  {
    text: 'lofi beat for a game menu, make it loop seamlessly',
    expect: { style: ['lo-fi'], ending: 'loop' },
  },
  {
    text: 'dark synthwave in F# minor at 100bpm',
    expect: { style: ['synthwave'], tempoBpm: [100, 100], key: 'F# minor', mood: ['dark'] },
  },
  {
    text: 'liquid drum and bass, 174 bpm, C#m, ethereal pads',
    expect: { style: ['drum-and-bass'], tempoBpm: [174, 174], key: 'C# minor' },
  },
  {
    // Rock does not play 7/8, which the understanding says.
    text: 'progressive rock in 7/8, 132 bpm',
    expect: { style: ['rock'], tempoBpm: [132, 132] },
    told: ['7/8'],
  },
  {
    text: 'a gentle waltz in 3/4 for a wedding film',
    expect: { metre: '3/4', mood: ['calm', 'warm'] },
  },
  { text: 'speedcore tempo 300', expect: { style: ['techno', 'drum-and-bass'] }, told: ['300'] },
  { text: 'drone at 30 bpm', expect: { style: ['ambient'] }, told: ['30 bpm'] },
  {
    text: 'chill house 118-122 bpm, key of Am',
    expect: { style: ['house'], tempoBpm: [118, 122], key: 'A minor' },
  },
  {
    text: 'starts slow at 70 bpm then speeds up to 140, orchestral',
    expect: { style: ['cinematic', 'classical'] },
    told: ['speeds up'],
  },
  {
    text: '15 second podcast intro, true crime, suspenseful, ends with a hit',
    expect: { durationSeconds: [15, 15], mood: ['dark'] },
  },
  {
    text: 'background bed under voice over, unobtrusive, -16 LUFS',
    expect: { targetLufs: [-16, -16] },
  },
  {
    text: 'solo violin and cello duet, baroque',
    expect: { style: ['classical'], withoutParts: ['drums'] },
  },
  { text: 'funky slap bass and brass section, 70s disco', expect: { style: ['funk'] } },
  { text: 'heavy metal with double kick and screaming guitar', expect: { style: ['rock'] } },
  {
    text: 'Bach-like fugue for string quartet in G minor',
    expect: { style: ['classical'], key: 'G minor', withoutParts: ['drums'] },
    told: ['Bach'],
  },
  { text: 'berlin techno 135', expect: { style: ['techno'], tempoBpm: [135, 135] } },
  {
    text: 'afrobeats amapiano',
    expect: { style: ['latin', 'house', 'hip-hop'] },
    told: ['amapiano'],
  },
  {
    text: 'Ein fröhliches Stück für ein Werbevideo, ohne Schlagzeug, d-Moll, 100 bpm',
    expect: {
      mood: ['happy'],
      withoutParts: ['drums'],
      key: 'D minor',
      tempoBpm: [100, 100],
      language: 'de',
    },
  },
  { text: '5s logo sting, bright, positive', expect: { durationSeconds: [5, 5], mood: ['happy'] } },
  {
    text: 'starts quiet, builds to a huge climax at 0:45, then fades out',
    expect: { climaxAtSecond: 45 },
  },
  { text: 'no drums, bass or lead', expect: { withoutParts: ['drums', 'bass', 'lead'] } },
  { text: 'house music without a melody', expect: { style: ['house'], withoutParts: ['lead'] } },
  { text: 'lo-fi, 96,5 bpm', expect: { style: ['lo-fi'], tempoBpm: [96.5, 96.5] } },
  { text: 'lo-fi in B-flat minor', expect: { style: ['lo-fi'], key: 'Bb minor' } },
  { text: '60 second lo-fi', expect: { style: ['lo-fi'], durationSeconds: [60, 60] } },
  {
    text: '60 second lo-fi',
    fields: { durationSeconds: 45 },
    expect: { durationSeconds: [45, 45] },
  },
  {
    text: 'music for our new house tour video, warm',
    expect: { notStyle: ['house'], mood: ['warm'] },
  },
  { text: 'a minor setback scene, hopeful', expect: { notKey: 'A minor' } },
  { text: 'anything but jazz, for a cooking vlog', expect: { notStyle: ['jazz-trio'] } },
  {
    text: 'estilo bossa nova, suave, 75 bpm, en la menor',
    expect: { style: ['latin'], tempoBpm: [75, 75], key: 'A minor', language: 'es' },
  },
];
