import { circle, gradient, group, rectangle, SIDE, svg } from '../canvas.ts';
import { colour } from '../colour.ts';
import type { CoverMusic } from '../cover-music.ts';

const PIECES = 150;
const BALLS = 7;

/** A bright day: balls that bounce through the piece, as large as it is loud, under falling paper. */
export function drawConfetti({ hue, minor, loudness, random }: CoverMusic): string {
  const ground = [
    [0, colour(minor ? 0.72 : 0.93, 0.06, hue + 210)],
    [1, colour(minor ? 0.82 : 0.97, 0.07, hue + 60)],
  ] as const;
  const paint = [0, 55, 130, 200, 300].map((turn) => colour(minor ? 0.6 : 0.74, 0.16, hue + turn));
  const balls = Array.from({ length: BALLS }, (_, ball) => {
    const place = (ball + 0.5) / BALLS;
    const level = loudness(place);
    const radius = SIDE * (0.045 + 0.1 * level);
    const y = SIDE * (0.84 - 0.5 * level) - radius * random.between(0, 0.6);
    return group(
      {},
      group(
        {
          transform: `translate(${Math.round(SIDE * place)} ${Math.round(SIDE * 0.93)}) scale(1 0.2)`,
        },
        circle(0, 0, radius * 0.85, {
          fill: colour(0.4, 0.05, hue + 240),
          'fill-opacity': '0.14',
        }),
      ),
      circle(SIDE * place, y, radius, { fill: paint[ball % paint.length] ?? '' }),
      circle(SIDE * place - radius * 0.32, y - radius * 0.36, radius * 0.22, {
        fill: colour(0.99, 0.01, hue),
        'fill-opacity': '0.75',
      }),
    );
  });
  const paper = Array.from({ length: PIECES }, () => {
    const x = SIDE * random.unit();
    const y = SIDE * random.unit() * random.unit();
    const size = SIDE * random.between(0.006, 0.016);
    return rectangle([x, y, size, size * random.between(0.5, 2.2)], {
      fill: random.pick(paint),
      rx: size * 0.15,
      transform: `rotate(${Math.round(random.between(0, 180))} ${Math.round(x)} ${Math.round(y)})`,
    });
  });
  return svg(
    [gradient('linear', 'day', ground)],
    rectangle([0, 0, SIDE, SIDE], { fill: 'url(#day)' }),
    ...paper,
    ...balls,
  );
}
