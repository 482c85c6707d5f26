import { exp } from '../../signal/deterministic-math.ts';
import { gradient, path, type Point, rectangle, SIDE, smoothLine, svg } from '../canvas.ts';
import { colour, coolHue } from '../colour.ts';
import type { CoverMusic } from '../cover-music.ts';

const LINES = 46;
const COLUMNS = 72;

/** The track from the far to the near: each line is a moment, and rises with its loudness. */
export function drawRidges({ hue, minor, loudness, random }: CoverMusic): string {
  const cool = coolHue(hue);
  const ground = colour(minor ? 0.14 : 0.2, 0.05, cool);
  const peak = random.between(0.38, 0.62);
  const drift = random.between(-0.12, 0.12);
  const lines = Array.from({ length: LINES }, (_, line) => {
    const place = line / (LINES - 1);
    const y = SIDE * (0.25 + 0.6 * place);
    const level = loudness(place);
    const middle = peak + drift * (place - 0.5);
    const points = Array.from({ length: COLUMNS }, (_unused, column): Point => {
      const x = column / (COLUMNS - 1);
      const near = exp(-((x - middle) * (x - middle)) / 0.032);
      const rise =
        near * (0.2 + 0.8 * level) * (0.45 + 0.55 * random.unit()) + 0.02 * random.unit();
      return [SIDE * (0.08 + 0.84 * x), y - 0.2 * SIDE * rise];
    });
    const line_ = smoothLine(points);
    const warmth = 0.5 * level + 0.5 * place;
    return (
      path(`${line_}L${SIDE * 0.92} ${Math.round(y + 60)}L${SIDE * 0.08} ${Math.round(y + 60)}Z`, {
        fill: ground,
        'fill-opacity': '0.82',
      }) +
      path(line_, {
        fill: 'none',
        stroke: colour(0.7 + 0.26 * level, 0.04 + 0.1 * warmth, cool + 110 * warmth),
        'stroke-width': 9,
        'stroke-linecap': 'round',
      })
    );
  });
  return svg(
    [
      gradient('radial', 'glow', [
        [0, colour(0.52, 0.17, cool + 40), 0.75],
        [1, ground, 0],
      ]),
    ],
    rectangle([0, 0, SIDE, SIDE], { fill: ground }),
    `<circle cx="${SIDE * peak}" cy="${SIDE * 0.45}" r="${SIDE * 0.62}" fill="url(#glow)"/>`,
    ...lines.map((line) => line),
  );
}
