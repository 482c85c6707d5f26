import { pow, sin } from '../../signal/deterministic-math.ts';
import { circle, figure, gradient, path, rectangle, SIDE, smoothLine, svg } from '../canvas.ts';
import { colour } from '../colour.ts';
import type { CoverMusic } from '../cover-music.ts';

const BANDS = 9;
const POINTS = 24;
const HORIZON = 0.4;

/** A promenade whose pavement waves as high as the music is loud, and the sun above it. */
export function drawPavement({ hue, minor, loudness, random, tempoBpm }: CoverMusic): string {
  const sky = [
    [0, colour(minor ? 0.45 : 0.74, 0.13, hue + 200)],
    [0.42, colour(minor ? 0.66 : 0.9, 0.12, hue + 60)],
  ] as const;
  const light = colour(0.95, 0.025, hue + 70);
  const dark = colour(0.24, 0.05, hue + 210);
  const leaf = colour(0.58, 0.16, hue + 120);
  const sunX = SIDE * random.between(0.28, 0.72);
  const turns = tempoBpm > 110 ? 4 : 3;
  const start = random.unit();
  const edge = (band: number): string => {
    // Nearer bands are taller.
    const depth = band / BANDS;
    const y = SIDE * (HORIZON + (1 - HORIZON) * pow(depth, 1.45));
    const points = Array.from({ length: POINTS + 1 }, (_, step) => {
      const place = step / POINTS;
      const height = SIDE * (0.006 + 0.055 * depth) * (0.3 + 0.9 * loudness(place));
      const wave = sin(2 * Math.PI * (turns * place + start + band * 0.5));
      return [SIDE * (place * 1.1 - 0.05), y + height * wave] as const;
    });
    const at = (share: number): string => figure(SIDE * share);
    return `${smoothLine(points)}L${at(1.05)} ${at(1.1)}L${at(-0.05)} ${at(1.1)}Z`;
  };
  const bands = Array.from({ length: BANDS }, (_, band) =>
    path(edge(band), { fill: band === 0 ? leaf : band % 2 === 0 ? light : dark }),
  );
  return svg(
    [
      gradient('linear', 'sky', sky),
      gradient('radial', 'sun', [
        [0, colour(0.97, 0.06, hue + 60)],
        [1, colour(0.86, 0.16, hue + 30)],
      ]),
    ],
    rectangle([0, 0, SIDE, SIDE], { fill: 'url(#sky)' }),
    circle(sunX, SIDE * 0.27, SIDE * 0.15, { fill: 'url(#sun)' }),
    ...bands,
  );
}
