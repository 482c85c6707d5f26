import { cos, pow, sin } from '../signal/deterministic-math.ts';

/** A colour of OKLCH: lightness 0 to 1, chroma 0 to about 0.3, hue in degrees. Even steps look even. */
export function colour(lightness: number, chroma: number, hue: number): string {
  const angle = (hue * Math.PI) / 180;
  // Less chroma until the colour exists on a screen.
  for (let c = chroma; c > 0; c -= 0.01) {
    const channels = linearOf(lightness, c * cos(angle), c * sin(angle));
    if (channels.every((value) => value > -0.001 && value < 1.001)) return hex(channels);
  }
  return hex(linearOf(lightness, 0, 0));
}

function linearOf(lightness: number, a: number, b: number): number[] {
  const l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
  const m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
  const s = cube(lightness - 0.0894841775 * a - 1.291485548 * b);
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/** Engines of JavaScript may differ in the last bit of `**`. */
const cube = (value: number): number => value * value * value;

const hex = (channels: readonly number[]): string =>
  `#${channels
    .map((value) => {
      const clamped = Math.min(1, Math.max(0, value));
      const encoded =
        clamped <= 0.0031308 ? 12.92 * clamped : 1.055 * pow(clamped, 1 / 2.4) - 0.055;
      return Math.round(encoded * 255)
        .toString(16)
        .padStart(2, '0');
    })
    .join('')}`;

/** A hue from blue to red-violet: dark yellows and greens look dirty on a ground. */
export const coolHue = (hue: number): number => 205 + (hue / 360) * 145;
