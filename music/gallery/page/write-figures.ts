import { readFile, writeFile } from 'node:fs/promises';
import { STYLES } from '@fermata/contracts/values';
import type { GalleryReport } from '../gallery-report.ts';
import type { KeyCount } from '../keys/key-count.ts';
import type { TrackFigures } from '../track-figures.ts';
import type { StyleVariety } from '../variety/style-variety.ts';
import { humanise } from './html.ts';

const BEGIN = '<!-- gallery figures: written by `npm run gallery -- --figures FILE` -->';
const END = '<!-- end of the gallery figures -->';

/**
 * Writes the figures of a gallery between the markers of a Markdown page. Throws if the page has no
 * markers.
 */
export async function writeFigures(report: GalleryReport, file: string): Promise<void> {
  const page = await readFile(file, 'utf8');
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (from < 0 || to < from)
    throw new Error(
      `${file} has no place for the figures: it needs the lines "${BEGIN}" and "${END}"`,
    );
  await writeFile(
    file,
    `${page.slice(0, from + BEGIN.length)}\n${figuresText(report)}${page.slice(to)}`,
  );
}

function figuresText({ engine, tracks, classification, keys, variety }: GalleryReport): string {
  const styles = STYLES.filter((style) => tracks.some((track) => track.style === style));
  const mean = (style: string, of: (track: TrackFigures) => number, digits: number): string => {
    const values = tracks.filter((track) => track.style === style).map(of);
    return (values.reduce((sum, value) => sum + value, 0) / values.length)
      .toFixed(digits)
      .replace(/^-/u, '−');
  };
  const rows = styles.map((style) => [
    style,
    mean(style, (t) => t.tempoBpm, 0),
    mean(style, (t) => t.notesPerSecond, 1),
    mean(style, (t) => t.centroidHz, 0),
    mean(style, (t) => t.rangeLu, 1),
    mean(style, (t) => t.crestDb, 1),
    mean(style, (t) => t.estimatedKey.clarity, 2),
    mean(style, (t) => t.sideToMidDb.low, 0),
    mean(style, (t) => t.sideToMidDb.mid, 1),
    mean(style, (t) => t.sideToMidDb.high, 1),
    mean(style, (t) => t.monoLossLu, 1),
    mean(style, (t) => t.integratedLufs, 1),
  ]);
  const table = [
    [
      'style',
      'bpm',
      'notes/s',
      'centroid Hz',
      'LRA LU',
      'crest dB',
      'key clarity',
      'sides low dB',
      'mid',
      'high',
      'mono loss LU',
      'LUFS',
    ],
    ['---', ...Array.from({ length: 11 }, () => '---:')],
    ...rows,
  ]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
  const classified = classification ? `\n${classificationText(classification)}` : '';
  const recognised = keys ? `\n${keysText(keys)}` : '';
  const compared = variety ? `\n${varietyText(variety)}` : '';
  const title = `Means of ${tracks.length} tracks by engine \`${engine.sha256.slice(0, 12)}\`:`;
  return `\n${title}\n\n${table}\n${compared}${recognised}${classified}\n`;
}

/** How much the seeds of each style differ. */
function varietyText(variety: readonly StyleVariety[]): string {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  const rows = [
    ['style', 'keys', 'bpm', 'progressions', 'forms', 'palettes', 'alike', 'motifs, mean', 'most'],
    ['---', '---:', '---', ...Array.from({ length: 6 }, () => '---:')],
    ...variety.map((each) => [
      each.style,
      `${each.keys}`,
      `${each.slowestBpm} to ${each.fastestBpm}`,
      `${each.progressions}`,
      `${each.forms}`,
      `${each.palettes}`,
      `${each.alike}`,
      percent(each.motifOverlap.mean),
      percent(each.motifOverlap.max),
    ]),
  ];
  return `${variety[0]?.pieces ?? 0} seeds of each style with no other wish: distinct keys, progressions, forms and
palettes, the range of tempi, the pairs alike in key, tempo and progression, and the overlap of the
melodies of two seeds (n-grams of four notes, by interval and rhythm):

${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}
`;
}

/** The share of pieces in whose sound each key finder recognises the key of the score. */
function keysText(keys: readonly KeyCount[]): string {
  const finders = Object.keys(keys[0]?.recognised ?? {});
  const rows = [
    ['style', 'pieces', ...finders],
    ['---', ...Array.from({ length: finders.length + 1 }, () => '---:')],
    ...keys.map(({ style, pieces, recognised }) => [
      style,
      `${pieces}`,
      ...finders.map((finder) => `${Math.round((100 * (recognised[finder] ?? 0)) / pieces)} %`),
    ]),
  ];
  return `Pieces of random mood, key, tempo and energy in whose sound a key finder with the profile of that name finds
the tonic and the third of the score:

${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}
`;
}

function classificationText({
  styles,
  pieces,
  accuracy,
  audioConfusion,
  nearest,
}: NonNullable<GalleryReport['classification']>): string {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  const rows = [
    ['style', 'right by sound', 'mistaken for', 'nearest style', 'distance', 'they differ most in'],
    ['---', '---:', '---', '---', '---:', '---'],
    ...nearest.map(({ style, neighbour, distance, mainFeatures }, i) => {
      const counts = audioConfusion[i] ?? [];
      const others = counts.flatMap((count, j) =>
        i !== j && count > 0 ? [`${styles[j] ?? ''} ${count}×`] : [],
      );
      return [
        style,
        `${counts[i] ?? 0} of ${counts.reduce((sum, count) => sum + count, 0)}`,
        others.join(', '),
        neighbour,
        distance.toFixed(2),
        mainFeatures.map(humanise).join(', '),
      ];
    }),
  ];
  const [both, notes, audio] = [accuracy.both, accuracy.notes, accuracy.audio].map(percent);
  return `Linear discriminants learn from four fifths of ${pieces} pieces of random mood, key, tempo and energy, and
name the other fifth; five times, so that each piece is named once. They are right by notes and sound together in
${both}, by the notes alone in ${notes}, and by eight seconds of sound alone in ${audio}
(chance: ${percent(1 / styles.length)}):

${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}
`;
}
