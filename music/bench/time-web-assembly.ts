type Kind = 'faust' | 'codecs';

export interface WebAssemblyTimer {
  /** Milliseconds since the last call. */
  take(): Record<Kind, number>;
}

/**
 * Wraps the exports of every WebAssembly instance created from now on, to time them. Nested calls
 * count once.
 */
export function timeWebAssembly(): WebAssemblyTimer {
  const plain = globalThis.WebAssembly;
  let spent: Record<Kind, number> = { faust: 0, codecs: 0 };
  let depth = 0;

  const timedFunction =
    (kind: Kind, work: CallableFunction) =>
    (...args: unknown[]): unknown => {
      if (depth > 0) return Reflect.apply(work, undefined, args);
      depth++;
      const start = performance.now();
      try {
        return Reflect.apply(work, undefined, args);
      } finally {
        spent[kind] += performance.now() - start;
        depth--;
      }
    };
  const timed = (instance: WebAssembly.Instance): WebAssembly.Instance => {
    // Every Faust DSP exports a function of this name; no other library does.
    const kind = 'getNumInputs' in instance.exports ? 'faust' : 'codecs';
    const exports = Object.fromEntries(
      Object.entries(instance.exports).map(([name, value]) => [
        name,
        typeof value === 'function' ? timedFunction(kind, value) : value,
      ]),
    );
    return { exports };
  };
  class Instance {
    constructor(module: WebAssembly.Module, imports?: WebAssembly.Imports) {
      return timed(new plain.Instance(module, imports));
    }
  }
  async function instantiate(
    source: BufferSource | WebAssembly.Module,
    imports?: WebAssembly.Imports,
  ): Promise<unknown> {
    if (source instanceof plain.Module) return timed(await plain.instantiate(source, imports));
    const { module, instance } = await plain.instantiate(source, imports);
    return { module, instance: timed(instance) };
  }
  const {
    Module,
    Memory,
    Table,
    Global,
    validate,
    compile,
    CompileError,
    LinkError,
    RuntimeError,
  } = plain;
  Object.defineProperty(globalThis, 'WebAssembly', {
    configurable: true,
    writable: true,
    value: {
      Module,
      Memory,
      Table,
      Global,
      validate,
      compile,
      instantiate,
      CompileError,
      LinkError,
      RuntimeError,
      Instance,
    },
  });
  return {
    take: () => {
      const taken = spent;
      spent = { faust: 0, codecs: 0 };
      return taken;
    },
  };
}
