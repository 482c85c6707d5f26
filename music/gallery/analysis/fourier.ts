/** Fast Fourier transform of one size, in place, radix 2 (Cooley and Tukey). The gallery looks at audio and takes no part in making it, so `Math` may be used here. */
export class Fourier {
  readonly size: number;
  readonly #cos: Float64Array;
  readonly #sin: Float64Array;

  constructor(size: number) {
    if (!Number.isInteger(Math.log2(size)) || size < 2) throw new RangeError(`a transform has a power of two of points, not ${size}`);
    this.size = size;
    this.#cos = Float64Array.from({ length: size / 2 }, (_, i) => Math.cos((2 * Math.PI * i) / size));
    this.#sin = Float64Array.from({ length: size / 2 }, (_, i) => -Math.sin((2 * Math.PI * i) / size));
  }

  transform(re: Float64Array, im: Float64Array): void {
    const { size } = this;
    for (let i = 1, j = 0; i < size; i++) {
      let bit = size >> 1;
      for (; j & bit; bit >>= 1) j ^= bit;
      j ^= bit;
      if (i < j) {
        const a = re[i] ?? 0;
        re[i] = re[j] ?? 0;
        re[j] = a;
        const b = im[i] ?? 0;
        im[i] = im[j] ?? 0;
        im[j] = b;
      }
    }
    for (let span = 2; span <= size; span <<= 1) {
      const half = span >> 1;
      const stride = size / span;
      for (let base = 0; base < size; base += span) {
        for (let k = 0; k < half; k++) {
          const wr = this.#cos[k * stride] ?? 0;
          const wi = this.#sin[k * stride] ?? 0;
          const a = base + k;
          const b = a + half;
          const xr = (re[b] ?? 0) * wr - (im[b] ?? 0) * wi;
          const xi = (re[b] ?? 0) * wi + (im[b] ?? 0) * wr;
          re[b] = (re[a] ?? 0) - xr;
          im[b] = (im[a] ?? 0) - xi;
          re[a] = (re[a] ?? 0) + xr;
          im[a] = (im[a] ?? 0) + xi;
        }
      }
    }
  }
}
