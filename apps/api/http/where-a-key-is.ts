/** For whoever comes without a key. The API knows no data folder; the stack that is started with `fermata up` writes its keys there. */
export const KEY_LOCATION_HINT =
  'With the embedded stack (`fermata up`), keys stand in keys.json of the data folder (by default .fermata/keys.json), one for each seeded person';
