import '@fermata/contracts/events';
import '@fermata/contracts/temporal';
import '@fermata/contracts/values';

/**
 * Loaded once per worker thread instead of once per workflow, which saves time and memory of every
 * cached workflow. The modules keep no state of a workflow.
 * The SDK freezes shared modules deeply, and zod's schemas memoize on themselves when they are
 * first used: a frozen module record ends the SDK's descent.
 */
declare const __webpack_modules__: Readonly<Record<string, unknown>>;
declare const __webpack_module_cache__: Readonly<Record<string, object | undefined>>;

for (const id of Object.keys(__webpack_modules__)) {
  const record = __webpack_module_cache__[id];
  if (record) Object.freeze(record);
}
