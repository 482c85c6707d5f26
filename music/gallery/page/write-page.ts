import { type Style, STYLES } from '@fermata/contracts/values';
import { BANDS } from '../analysis/audio-traits.ts';
import type { Classification } from '../classify/classify.ts';
import type { TrackFigures } from '../track-figures.ts';
import { classificationSection } from './classification-section.ts';
import { html, join, type Markup, raw } from './html.ts';
import { PAGE_STYLE } from './page-style.ts';

export interface PageData {
  readonly engine: { readonly version: string; readonly sha256: string };
  readonly tracks: readonly TrackFigures[];
  readonly classification: Classification | undefined;
  /** The URL of a gallery file in the page: its name, or a data URL. */
  readonly sourceOf: (file: string) => string;
}

interface Column {
  readonly name: string;
  readonly unit: string;
  readonly digits: number;
  readonly read: (track: TrackFigures) => number;
  readonly description: string;
}
const COLUMNS: readonly Column[] = [
  { name: 'tempo', unit: 'bpm', digits: 0, read: (t) => t.tempoBpm, description: 'as composed' },
  {
    name: 'notes',
    unit: '/s',
    digits: 1,
    read: (t) => t.notesPerSecond,
    description: 'notes per second, all parts',
  },
  {
    name: 'onsets',
    unit: '/s',
    digits: 1,
    read: (t) => t.onsetsPerSecond,
    description: 'detected onsets per second',
  },
  {
    name: 'centroid',
    unit: 'Hz',
    digits: 0,
    read: (t) => t.centroidHz,
    description: 'brightness: centroid of the mean amplitude spectrum',
  },
  {
    name: 'range',
    unit: 'LU',
    digits: 1,
    read: (t) => t.rangeLu,
    description: 'loudness range, EBU Tech 3342',
  },
  {
    name: 'crest',
    unit: 'dB',
    digits: 1,
    read: (t) => t.crestDb,
    description: 'peak over root mean square',
  },
  {
    name: 'key clarity',
    unit: '',
    digits: 2,
    read: (t) => t.estimatedKey.clarity,
    description: 'how well the audio fits one key',
  },
  {
    name: 'loudness',
    unit: 'LUFS',
    digits: 1,
    read: (t) => t.integratedLufs,
    description: 'integrated, ITU-R BS.1770-4',
  },
  {
    name: 'true peak',
    unit: 'dBTP',
    digits: 1,
    read: (t) => t.truePeakDbtp,
    description: 'of the master',
  },
  {
    name: 'width',
    unit: '',
    digits: 2,
    read: (t) => t.width,
    description: 'share of the side signal in the power',
  },
  ...(['low', 'mid', 'high'] as const).map((band): Column => ({
    name: `sides ${band}`,
    unit: 'dB',
    digits: 1,
    read: (t) => t.sideToMidDb[band],
    description: {
      low: 'side against mid below 120 Hz',
      mid: 'side against mid between 120 Hz and 2 kHz',
      high: 'side against mid above 2 kHz',
    }[band],
  })),
  {
    name: 'mono loss',
    unit: 'LU',
    digits: 1,
    read: (t) => t.monoLossLu,
    description: 'integrated loudness minus that of (L + R) / 2 in both channels',
  },
  ...BANDS.map((band): Column => ({
    name: band,
    unit: '%',
    digits: 0,
    read: (t) => 100 * t.bands[band],
    description: {
      sub: 'below 60 Hz',
      low: '60 to 250 Hz',
      mid: '250 Hz to 2 kHz',
      high: '2 to 6 kHz',
      air: 'above 6 kHz',
    }[band],
  })),
];

/** One page without scripts or external addresses: it works from a folder and from a server. */
export function writePage(data: PageData): string {
  const styles = STYLES.filter((style) => data.tracks.some((track) => track.style === style));
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Fermata gallery</title>
        <style>
          ${raw(PAGE_STYLE)}
        </style>
      </head>
      <body>
        <header>
          <h1>Fermata gallery</h1>
          <p>
            ${data.tracks.length} tracks of ${styles.length} styles, engine ${data.engine.version}
            <code>${data.engine.sha256.slice(0, 12)}</code>
          </p>
          <nav>
            ${join(styles.map((style) => html`<a href="#${style}">${style}</a>`))}
            ${data.classification ? html`<a href="#classifier">classifier</a>` : ''}
          </nav>
        </header>
        <main>
          <section>
            <h2>Styles by their figures</h2>
            <p>
              Means of each style's tracks; the bar shows where a style lies between the lowest and
              the highest.
            </p>
            ${comparison(data.tracks, styles)}
          </section>
          ${data.classification ? classificationSection(data.classification) : ''}
          ${join(
            styles.map(
              (style) =>
                html`<section id="${style}">
                  <h2>${style}</h2>
                  ${join(articlesOf(style, data))}
                </section>`,
            ),
          )}
        </main>
      </body>
    </html> `.text;
}

function comparison(tracks: readonly TrackFigures[], styles: readonly Style[]): Markup {
  const mean = (style: Style, column: Column): number => {
    const values = tracks.filter((track) => track.style === style).map(column.read);
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  const bounds = COLUMNS.map((column) => {
    const values = styles.map((style) => mean(style, column));
    return { low: Math.min(...values), high: Math.max(...values) };
  });
  const cell = (style: Style, column: Column, i: number): Markup => {
    const value = mean(style, column);
    const { low, high } = bounds[i] ?? { low: 0, high: 0 };
    // Values that round to the same text get the same bar.
    const share =
      number(high, column.digits) !== number(low, column.digits) ? (value - low) / (high - low) : 0;
    return html`<td>
      <span class="bar" style="width:${(100 * share).toFixed(0)}%"></span
      ><span>${number(value, column.digits)}</span>
    </td>`;
  };
  return html`<div class="wide">
    <table class="figures">
      <thead>
        <tr>
          <th>style</th>
          ${join(COLUMNS.map(headerCell))}
        </tr>
      </thead>
      <tbody>
        ${join(
          styles.map(
            (style) =>
              html`<tr>
                <th><a href="#${style}">${style}</a></th>
                ${join(COLUMNS.map((column, i) => cell(style, column, i)))}
              </tr>`,
          ),
        )}
      </tbody>
    </table>
  </div>`;
}

const headerCell = (column: Column): Markup =>
  html`<th title="${column.description}">${column.name}<small>${column.unit}</small></th>`;

const fact = (column: Column, track: TrackFigures): Markup => {
  const value = number(column.read(track), column.digits);
  return html`<span>${column.name} <b>${value}</b> ${column.unit}</span> `;
};

const articlesOf = (style: Style, { tracks, sourceOf }: PageData): Markup[] =>
  tracks.filter((track) => track.style === style).map((track) => trackArticle(track, sourceOf));

function trackArticle(track: TrackFigures, sourceOf: PageData['sourceOf']): Markup {
  return html`<article id="${track.name}">
    <h3>${track.title}</h3>
    <p class="facts">
      seed ${track.seed} · ${track.mood} · ${track.key.tonic} ${track.key.mode} ·
      ${track.metre ?? ''} ${number(track.tempoBpm, 0)} bpm · ${number(track.durationSeconds, 1)} s
      · ${number(track.cpuSeconds, 1)} s of CPU · recipe <code>${track.recipeId.slice(0, 12)}</code>
    </p>
    <audio controls preload="metadata" src="${sourceOf(`${track.name}.mp3`)}"></audio>
    <p class="facts">${join(COLUMNS.slice(1).map((column) => fact(column, track)))}</p>
    <a href="${sourceOf(`${track.name}.png`)}"
      ><img
        src="${sourceOf(`${track.name}.png`)}"
        alt="Sheet of ${track.title}: waveform, spectrogram, notes, loudness, stems"
        loading="lazy"
    /></a>
  </article>`;
}

export const number = (value: number, digits: number): string =>
  value.toFixed(digits).replace(/^-/u, '−');
